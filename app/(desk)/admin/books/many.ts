import { parseMinor } from "@/shop/_kernel/money";
import type { BooksChange } from "@/shop/catalog/model";

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
