import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkDigit10, checkDigit13, readIsbn } from "./isbn.ts";

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(""));
const twelve = fc.tuple(fc.constantFrom("978", "979"), digits(9)).map(([prefix, rest]) => prefix + rest);
/** The same signs with hyphens or spaces wherever somebody may put them. */
const spelled = (isbn: string, gaps: readonly string[]) =>
  [...isbn].map((digit, i) => digit + (gaps[i % Math.max(1, gaps.length)] ?? "")).join("");

describe("CAT-1 an ISBN as it is typed", () => {
  it("CAT-1 is read with any hyphens and spaces, in front of it the letters ISBN", () => {
    fc.assert(
      fc.property(
        twelve,
        fc.array(fc.constantFrom("", "-", " ", "\u2010", "\u2013", "\u2212", "\u00a0"), { maxLength: 13 }),
        fc.constantFrom("", "ISBN ", "ISBN-13: ", "isbn:"),
        (body, gaps, prefix) => {
          const isbn13 = body + checkDigit13(body);
          expect(readIsbn(prefix + spelled(isbn13, gaps))).toEqual({ ok: true, isbn13 });
        },
      ),
    );
  });

  it.each([
    "ISBN-13 \u200f : \u200e 978-0-14-044926-6",
    "ISBN-10 \u200f : \u200e 0140449264",
    "ISBN 13: 9780140449266",
    "ISBN10: 0-14-044926-4",
    "\ufeff9780140449266",
    "978\u00ad0140449266\u200b",
  ])("CAT-1 %j, as a web page has it, is the ISBN that it looks like", (copied) => {
    expect(readIsbn(copied)).toEqual({ ok: true, isbn13: "9780140449266" });
  });

  it("CAT-1 a number that begins as a heading does is no heading", () => {
    const ten = `131660123${checkDigit10("131660123")}`;
    const thirteen = readIsbn(ten);
    expect(thirteen.ok).toBe(true);
    expect(readIsbn(`ISBN ${ten}`)).toEqual(thirteen);
    expect(readIsbn(`ISBN: ${ten}`)).toEqual(thirteen);
  });

  it("CAT-1 ten digits are the same book as their thirteen", () => {
    fc.assert(
      fc.property(digits(9), (nine) => {
        expect(readIsbn(nine + checkDigit10(nine))).toEqual({
          ok: true,
          isbn13: `978${nine}${checkDigit13(`978${nine}`)}`,
        });
      }),
    );
  });

  it("CAT-1 one wrong digit is always noticed, and at the end the right one is named", () => {
    fc.assert(
      fc.property(twelve, fc.nat({ max: 9 }), fc.integer({ min: 3, max: 12 }), (body, digit, at) => {
        const right = body + checkDigit13(body);
        const wrong = right.slice(0, at) + digit + right.slice(at + 1);
        const read = readIsbn(wrong);
        expect(read.ok).toBe(wrong === right);
        if (at === 12 && wrong !== right)
          expect(read).toEqual({ ok: false, problem: "check_digit", expected: right[12], found: String(digit) });
      }),
    );
  });

  it("CAT-1 nothing else is one", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 30 }), (text) => {
        const read = readIsbn(text);
        if (read.ok) expect(text.normalize("NFKC").replace(/[^\dXx]/g, "").length).toBeGreaterThanOrEqual(10);
      }),
    );
    for (const text of ["", "stoner", "97801404492", "1234567890123", "977" + "0".repeat(10)])
      expect(readIsbn(text)).toEqual({ ok: false, problem: "not_an_isbn" });
  });
});
