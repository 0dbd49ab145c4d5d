import { translator, type Locale } from "@/messages";

/** What the links to the pages of a list say. */
export function pageWords(locale: Locale) {
  const t = translator(locale, "web.frame.pages");
  return {
    label: t("label"),
    previous: t("previous"),
    next: t("next"),
    page: (page: number) => t("page", { page }),
  };
}
