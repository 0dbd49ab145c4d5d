import { locale, localWords } from "@/app/_server/language";
import { formatMoney, money, parseMinor } from "@/shop/_kernel/money";
import type { BookOutcome, BooksChange } from "@/shop/catalog/model";

export const manyActs = [
  "price_percent",
  "price_amount",
  "add_genre",
  "main_genre",
  "remove_genre",
  "archive",
  "restore",
] as const;

/** The change that the form asks for, or the field that lacks. */
export function changeOf(
  act: (typeof manyActs)[number],
  value: string,
  genre: string,
): BooksChange | "value" | "genre" {
  switch (act) {
    case "price_percent": {
      const basisPoints = parseMinor(value.replace("%", ""));
      return basisPoints === null || basisPoints === 0 ? "value" : { act: "price", basisPoints };
    }
    case "price_amount": {
      const amount = parseMinor(value);
      return amount === null || amount === 0 ? "value" : { act: "price", amount };
    }
    case "add_genre":
    case "main_genre":
    case "remove_genre":
      return genre ? { act, genre } : "genre";
    case "archive":
    case "restore":
      return { act };
  }
}

/** Books that are named; how many more there are is told. */
const MOST_LINES = 50;

/** What becomes of each book, or became: those that stay as they are first, since they are the surprise. */
export function linesOf(outcomes: readonly BookOutcome[], before: boolean): string[] {
  const t = localWords("web.catalogue.many");
  const sorted = outcomes.toSorted((a, b) => Number(a.outcome === "changed") - Number(b.outcome === "changed"));
  const lines = sorted.slice(0, MOST_LINES).map(({ title, outcome, price }) => {
    const book = title ?? "";
    if (outcome === "changed" && price) {
      const [from, to] = [price.before, price.after].map((minor) =>
        formatMoney(money(minor, price.currency), locale()),
      );
      return t(before ? "willCost" : "costs", { title: book, from: from ?? "", to: to ?? "" });
    }
    return outcome === "changed" && before
      ? t("willChange", { title: book })
      : t(`outcomes.${outcome}`, { title: book });
  });
  const more = outcomes.length - lines.length;
  return more > 0 ? [...lines, t("more", { count: more })] : lines;
}
