import { Act, Hint, Paragraph } from "./layout.tsx";
import { wordsOf, type AccountTemplate } from "./template.ts";

/** A link to choose a new password, for an hour (IDN-5). */
export const passwordReset: AccountTemplate = ({ shop, url }, locale) => {
  const t = wordsOf(locale);
  return {
    subject: t("reset.subject", { shop: shop.name }),
    preview: t("reset.preview"),
    heading: t("reset.heading"),
    body: (
      <>
        <Paragraph>{t("reset.text", { shop: shop.name })}</Paragraph>
        <Act href={url}>{t("reset.act")}</Act>
        <Hint>{t("reset.hint")}</Hint>
      </>
    ),
  };
};
