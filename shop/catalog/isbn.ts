import { parse } from "isbn3";
import { readIsbn } from "../_kernel/isbn.ts";

/**
 * The ISBN-13 (13 digits) of what somebody typed: ISBN-10 or ISBN-13, with or without hyphens and spaces, check digit
 * verified (ISO 2108). Null for anything else; `readIsbn` says what is wrong with it.
 */
export function parseIsbn(text: string): string | null {
  const read = readIsbn(text);
  return read.ok ? read.isbn13 : null;
}

/** With the hyphens its registration group and publisher ask for, as it is printed in a book; bare where they are unknown. */
export const hyphenateIsbn = (isbn13: string): string => parse(isbn13)?.isbn13h ?? isbn13;
