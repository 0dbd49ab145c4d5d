import { Act, Hint, Paragraph } from "./layout.tsx";
import { wordsOf, type Template } from "./template.ts";

/** The order's link once more, for whoever asked with the right address (CHK-12). */
export const trackingLink: Template = ({ order, trackUrl }, locale) => {
  const t = wordsOf(locale);
  return {
    subject: t("link.subject", { number: order.number }),
    preview: t("link.preview"),
    heading: t("link.heading"),
    body: (
      <>
        <Paragraph>{t("link.text", { number: order.number })}</Paragraph>
        <Act href={trackUrl}>{t("common.track")}</Act>
        <Hint>
          {t("common.keepLink")} {t("link.ignore")}
        </Hint>
      </>
    ),
  };
};
