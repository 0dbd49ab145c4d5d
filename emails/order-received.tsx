import { Act, Hint, Paragraph } from "./layout.tsx";
import { inWords, onShopClock, wordsOf, type Template } from "./template.ts";

/** What to pay, until when, and where (MSG-7). */
export const orderReceived: Template = (facts, locale) => {
  const t = wordsOf(locale);
  const { order, trackUrl } = facts;
  const total = inWords(order.total, locale);
  const until = onShopClock(order.expiresAt, facts, locale);
  return {
    subject: t("received.subject", { number: order.number }),
    preview: t("received.preview", { total, until }),
    heading: t("received.heading"),
    body: (
      <>
        <Paragraph>{t("received.text", { total, until })}</Paragraph>
        <Act href={trackUrl}>{t("received.pay", { total })}</Act>
        <Hint>
          {t("received.already")} {t("common.keepLink")}
        </Hint>
      </>
    ),
  };
};
