import { Act, Hint, Paragraph } from "./layout.tsx";
import { inWords, onShopClock, wordsOf, type Template } from "./template.ts";

/** A try to pay was declined; another one is offered while there is time (CHK-7). */
export const paymentFailed: Template = (facts, locale) => {
  const t = wordsOf(locale);
  const { order, trackUrl } = facts;
  const total = inWords(order.total, locale);
  const until = onShopClock(order.expiresAt, facts, locale);
  return {
    subject: t("failed.subject", { number: order.number }),
    preview: t("failed.preview", { until }),
    heading: t("failed.heading"),
    body: (
      <>
        <Paragraph>{t("failed.text", { total, until })}</Paragraph>
        <Act href={trackUrl}>{t("failed.pay", { total })}</Act>
        <Hint>{t("received.already")}</Hint>
      </>
    ),
  };
};
