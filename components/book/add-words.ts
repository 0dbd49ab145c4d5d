import { translator, type Locale } from "@/messages";
import type { AddWords } from "./add-to-cart";

export function addWords(title: string, locale: Locale): AddWords {
  const t = translator(locale, "web.book.buy");
  return { add: t("add"), added: t("added", { title }), viewCart: t("viewCart"), failed: t("failed") };
}
