import { Act, Hint, Paragraph } from "./layout.tsx";
import { wordsOf, type AccountTemplate } from "./template.ts";

/** A link that proves an address: the first one, or a new one (IDN-1). */
export const verifyEmail: AccountTemplate = ({ shop, url }, locale) => {
  const t = wordsOf(locale);
  return {
    subject: t("verify.subject", { shop: shop.name }),
    preview: t("verify.preview"),
    heading: t("verify.heading"),
    body: (
      <>
        <Paragraph>{t("verify.text", { shop: shop.name })}</Paragraph>
        <Act href={url}>{t("verify.act")}</Act>
        <Hint>{t("verify.hint")}</Hint>
      </>
    ),
  };
};
