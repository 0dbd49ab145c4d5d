import { Act, Paragraph } from "./layout.tsx";
import { onShopClock, wordsOf, type AccountTemplate } from "./template.ts";

/** Tells the old address that a new one is to take its place. */
export const emailChange: AccountTemplate = (facts, locale) => {
  const t = wordsOf(locale);
  const when = onShopClock(facts.at, facts, locale);
  return {
    subject: t("emailChange.subject", { shop: facts.shop.name }),
    preview: t("emailChange.preview"),
    heading: t("emailChange.heading"),
    body: (
      <>
        <Paragraph>{t("emailChange.text", { when, shop: facts.shop.name })}</Paragraph>
        <Paragraph>{t("emailChange.notYou")}</Paragraph>
        <Act href={facts.url}>{t("emailChange.act")}</Act>
      </>
    ),
  };
};
