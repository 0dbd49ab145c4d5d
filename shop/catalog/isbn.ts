import { parse } from "isbn3";

/**
 * The ISBN-13 (13 digits) of what somebody typed: ISBN-10 or ISBN-13, with or without hyphens and spaces, check digit
 * verified (ISO 2108). Null for anything else.
 */
export function parseIsbn(text: string): string | null {
  return parse(text.replace(/[\s\u2010-\u2015-]/g, ""))?.isbn13 ?? null;
}

/** With the hyphens its registration group and publisher ask for, as it is printed in a book. */
export const hyphenateIsbn = (isbn13: string): string => parse(isbn13)?.isbn13h ?? isbn13;
