import { Act, Hint, Paragraph } from "./layout.tsx";
import { wordsOf, type AccountTemplate } from "./template.ts";

/** The first mail of an account: what it is good for. */
export const welcome: AccountTemplate = ({ shop, url }, locale) => {
  const t = wordsOf(locale);
  return {
    subject: t("welcome.subject", { shop: shop.name }),
    preview: t("welcome.preview"),
    heading: t("welcome.heading"),
    body: (
      <>
        <Paragraph>{t("welcome.text", { shop: shop.name })}</Paragraph>
        <Act href={url}>{t("welcome.act")}</Act>
        <Hint>{t("welcome.hint")}</Hint>
      </>
    ),
  };
};
