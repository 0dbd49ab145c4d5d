/** What stands where an ISBN should: the ISBN-13, or why it is none. `expected` is the check digit that would be right. */
export type IsbnReading =
  | { ok: true; isbn13: string }
  | { ok: false; problem: "not_an_isbn" }
  | { ok: false; problem: "check_digit"; expected: string; found: string };

const sumOf = (digits: string, weight: (index: number) => number) =>
  [...digits].reduce((sum, digit, index) => sum + Number(digit) * weight(index), 0);

/** The last digit of an ISBN-13 whose first twelve these are (ISO 2108: weights 1 and 3, modulus 10). */
export const checkDigit13 = (twelve: string): string =>
  String((10 - (sumOf(twelve, (i) => (i % 2 === 0 ? 1 : 3)) % 10)) % 10);

/** The last sign of an ISBN-10 whose first nine these are (weights 10 … 2, modulus 11; X is ten). */
export const checkDigit10 = (nine: string): string => {
  const digit = (11 - (sumOf(nine, (i) => 10 - i) % 11)) % 11;
  return digit === 10 ? "X" : String(digit);
};

/**
 * Reads an ISBN as people type and print it: ten digits or thirteen, with or without hyphens (of any kind), spaces and the
 * letters ISBN in front (ISO 2108). An ISBN-10 becomes the ISBN-13 of the same book.
 */
export function readIsbn(text: string): IsbnReading {
  const bare = text
    .normalize("NFKC")
    // marks that nobody sees come along from web pages: directions of writing, soft hyphens
    .replace(/\p{Cf}/gu, "")
    .replace(/^\s*isbn(?:-1[03]|\s?1[03](?=\s*:))?\s*:?/i, "")
    .replace(/[\s\u2010-\u2015\u2212_-]/g, "")
    .toUpperCase();
  if (/^97[89]\d{10}$/.test(bare)) {
    const expected = checkDigit13(bare.slice(0, 12));
    const found = bare.slice(12);
    return found === expected ? { ok: true, isbn13: bare } : { ok: false, problem: "check_digit", expected, found };
  }
  if (/^\d{9}[\dX]$/.test(bare)) {
    const expected = checkDigit10(bare.slice(0, 9));
    const found = bare.slice(9);
    if (found !== expected) return { ok: false, problem: "check_digit", expected, found };
    const twelve = `978${bare.slice(0, 9)}`;
    return { ok: true, isbn13: twelve + checkDigit13(twelve) };
  }
  return { ok: false, problem: "not_an_isbn" };
}
