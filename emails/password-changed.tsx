import { Act, Paragraph } from "./layout.tsx";
import { onShopClock, wordsOf, type AccountTemplate } from "./template.ts";

/** Tells the owner of an account that its password is another one now. */
export const passwordChanged: AccountTemplate = (facts, locale) => {
  const t = wordsOf(locale);
  const when = onShopClock(facts.at, facts, locale);
  return {
    subject: t("passwordChanged.subject", { shop: facts.shop.name }),
    preview: t("passwordChanged.preview"),
    heading: t("passwordChanged.heading"),
    body: (
      <>
        <Paragraph>{t("passwordChanged.text", { when, shop: facts.shop.name })}</Paragraph>
        <Paragraph>{t("passwordChanged.notYou")}</Paragraph>
        <Act href={facts.url}>{t("passwordChanged.act")}</Act>
      </>
    ),
  };
};
