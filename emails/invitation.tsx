import { Act, Hint, Paragraph } from "./layout.tsx";
import { wordsOf, type AccountTemplate } from "./template.ts";

/** To a guest whose order has arrived: what an account would add (CHK-4). */
export const invitation: AccountTemplate = ({ shop, url }, locale) => {
  const t = wordsOf(locale);
  return {
    subject: t("invitation.subject", { shop: shop.name }),
    preview: t("invitation.preview"),
    heading: t("invitation.heading"),
    body: (
      <>
        <Paragraph>{t("invitation.text", { shop: shop.name })}</Paragraph>
        <Act href={url}>{t("invitation.act")}</Act>
        <Hint>{t("invitation.hint")}</Hint>
      </>
    ),
  };
};
