import { Act, Hint, Paragraph } from "./layout.tsx";
import { inWords, wordsOf, type Template } from "./template.ts";

/** The money has arrived. */
export const orderConfirmed: Template = ({ order, trackUrl }, locale) => {
  const t = wordsOf(locale);
  const total = inWords(order.total, locale);
  return {
    subject: t("confirmed.subject", { number: order.number }),
    preview: t("confirmed.preview", { total }),
    heading: t("confirmed.heading"),
    body: (
      <>
        <Paragraph>{t("confirmed.text", { total })}</Paragraph>
        <Act href={trackUrl}>{t("common.track")}</Act>
        <Hint>{t("common.keepLink")}</Hint>
      </>
    ),
  };
};
