import { Act, Hint, Paragraph } from "./layout.tsx";
import { wordsOf, type AccountTemplate } from "./template.ts";

/** Some days after an order has arrived: what its books were like (REV-1). */
export const reviewInvitation: AccountTemplate = ({ shop, url }, locale) => {
  const t = wordsOf(locale);
  return {
    subject: t("reviewInvitation.subject", { shop: shop.name }),
    preview: t("reviewInvitation.preview"),
    heading: t("reviewInvitation.heading"),
    body: (
      <>
        <Paragraph>{t("reviewInvitation.text", { shop: shop.name })}</Paragraph>
        <Act href={url}>{t("reviewInvitation.act")}</Act>
        <Hint>{t("reviewInvitation.hint")}</Hint>
      </>
    ),
  };
};
