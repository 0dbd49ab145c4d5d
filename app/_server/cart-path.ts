import type { Route } from "next";
import { isId } from "@/shop/_kernel/ids";
import type { CartRefusal } from "@/shop/cart";
import { MAX_LINES } from "@/shop/cart/model";
import { paths } from "./paths";

const told = ["OUT_OF_STOCK", "BOOK_UNAVAILABLE", "INVALID_INPUT"] as const;
export type ToldRefusal = (typeof told)[number];

/**
 * Where a form without scripts goes on to after a book was put into the cart: the cart, which also tells what could not be
 * had. Only the kind of refusal and the book's slug travel; the page looks up the rest.
 */
export function cartPathAfter(refusal: CartRefusal | null, slug = ""): Route {
  if (!refusal) return paths.cart();
  return `${paths.cart()}?${new URLSearchParams({ refused: refusal.code, ...(slug && { book: slug.slice(0, 120) }) })}` as Route;
}

const isSlug = /^[a-z0-9-]{1,120}$/;

/** What `cartPathAfter` wrote; anything else means that nothing was refused. */
export function readCartRefusal(params: Record<string, unknown>): { code: ToldRefusal; slug: string | null } | null {
  const code = told.find((each) => each === params.refused);
  return code ? { code, slug: typeof params.book === "string" && isSlug.test(params.book) ? params.book : null } : null;
}

/** The cart, after an order's books were put back as far as they could be had. */
export function cartPathAfterRefill(
  missing: readonly { bookId: string }[],
  repriced: readonly { bookId: string }[] = [],
): Route {
  const ids = (books: readonly { bookId: string }[]) => books.map(({ bookId }) => bookId).join(" ");
  const query = new URLSearchParams({
    ...(missing.length > 0 && { missing: ids(missing) }),
    ...(repriced.length > 0 && { repriced: ids(repriced) }),
  }).toString();
  return (query ? `${paths.cart()}?${query}` : paths.cart()) as Route;
}

/** The books that `cartPathAfterRefill` named. */
export const readMissing = (params: Record<string, unknown>): string[] => idsIn(params.missing);
export const readRepriced = (params: Record<string, unknown>): string[] => idsIn(params.repriced);

const idsIn = (value: unknown): string[] =>
  typeof value === "string" ? value.split(" ").filter(isId).slice(0, MAX_LINES) : [];
