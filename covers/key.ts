import { familyOf } from "./genres/families.ts";
import { hash53 } from "./random.ts";
import type { Book } from "./types.ts";

/** Raised whenever a book's picture changes without the book changing. */
export const GENERATOR = 1;

const LENGTH = 10;

/**
 * Ten characters (a–z, 0–9) that stand for the picture of a book: the same key, the same cover and the same preview.
 * So an address that holds the key may be kept for ever.
 */
export function coverKey(book: Book): string {
  const { isbn13, title, subtitle, authors, genre, language, imprint, place } = book;
  const said = [isbn13, title, subtitle, authors, language, imprint].map((value) => value || "");
  const text = JSON.stringify([GENERATOR, familyOf(genre), place ?? null, ...said]);
  return (hash53(text) % 36 ** LENGTH).toString(36).padStart(LENGTH, "0");
}
