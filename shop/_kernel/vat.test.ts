import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatRate, splitDelivery, vatIn, vatOfParts, vatTable } from "./vat.ts";

describe("CHK-14 VAT in gross prices", () => {
  it("CHK-14 is the contained part, rounded to the cent", () => {
    expect(vatIn(1_690, 700)).toBe(111);
    expect(vatIn(10_700, 700)).toBe(700);
    expect(vatIn(11_900, 1_900)).toBe(1_900);
    expect(vatIn(1_690, 0)).toBe(0);
    expect(vatIn(-1_690, 700)).toBe(-111);
    expect(() => vatIn(1.5, 700)).toThrow(RangeError);
    expect(() => vatIn(1, -1)).toThrow(RangeError);
  });

  it("CHK-14 delivery shares the rates of the books by their value", () => {
    expect(
      splitDelivery(300, [
        { rateBp: 700, grossMinor: 1_000 },
        { rateBp: 1_900, grossMinor: 2_000 },
      ]),
    ).toEqual([
      { rateBp: 700, grossMinor: 100 },
      { rateBp: 1_900, grossMinor: 200 },
    ]);
    expect(
      splitDelivery(290, [
        { rateBp: 700, grossMinor: 0 },
        { rateBp: 1_900, grossMinor: 0 },
      ]),
    ).toEqual([{ rateBp: 1_900, grossMinor: 290 }]);
    expect(splitDelivery(0, [{ rateBp: 700, grossMinor: 5 }])).toEqual([]);
  });

  it("CHK-6 CHK-14 net, VAT by rate and gross add up to the cent, whatever was bought", () => {
    const part = fc.record({ rateBp: fc.constantFrom(0, 550, 700, 1_000, 1_900), grossMinor: fc.nat(500_000) });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 12 }), fc.nat(5_000), (books, shipping) => {
        const parts = vatOfParts([...books, ...splitDelivery(shipping, books)]);
        const table = vatTable(parts, "EUR");
        const sum = (key: "net" | "vat" | "gross") => table.reduce((all, row) => all + row[key].minor, 0);
        expect(sum("gross")).toBe(books.reduce((all, book) => all + book.grossMinor, shipping));
        expect(sum("net") + sum("vat")).toBe(sum("gross"));
        for (const row of table) expect(row.vat.minor).toBe(vatIn(row.gross.minor, row.rateBp));
        for (const { vatMinor, grossMinor } of parts) {
          expect(vatMinor).toBeGreaterThanOrEqual(0);
          expect(vatMinor).toBeLessThanOrEqual(grossMinor);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("CHK-14 a rate is written as its reader writes it", () => {
    expect(formatRate(700, "en")).toBe("7%");
    expect(formatRate(550, "en")).toBe("5.5%");
  });
});
