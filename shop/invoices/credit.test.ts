import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocate, money } from "../_kernel/money.ts";
import { splitDelivery, vatOfParts } from "../_kernel/vat.ts";
import { credited, type RateSums } from "./credit.ts";

const sumsOf = (parts: readonly { rateBp: number; grossMinor: number; vatMinor: number }[]): RateSums => {
  const sums: RateSums = new Map();
  for (const { rateBp, grossMinor, vatMinor } of parts) {
    const before = sums.get(rateBp) ?? { grossMinor: 0, vatMinor: 0 };
    sums.set(rateBp, { grossMinor: before.grossMinor + grossMinor, vatMinor: before.vatMinor + vatMinor });
  }
  return sums;
};

const book = fc.record({
  rateBp: fc.constantFrom(0, 550, 700, 1_900),
  grossMinor: fc.integer({ min: 1, max: 90_000 }),
});

describe("CHK-14 credit notes", () => {
  it("CHK-6 CHK-14 of partial refunds add up to their invoice, rate by rate, to the cent", () => {
    fc.assert(
      fc.property(
        fc.array(book, { minLength: 1, maxLength: 8 }),
        fc.nat(3_000),
        fc.array(fc.nat(50), { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        (books, shippingMinor, cuts, byLine) => {
          const parts = vatOfParts([...books, ...splitDelivery(shippingMinor, books)]);
          const invoiced = sumsOf(parts);
          const shippingVat = parts.slice(books.length);
          const total = books.reduce((sum, one) => sum + one.grossMinor, shippingMinor);
          const amounts = allocate(
            money(total, "EUR"),
            cuts.map((cut) => cut + 1),
          ).map((part) => part.minor);
          const notes: { rateBp: number; grossMinor: number; vatMinor: number }[] = [];
          amounts.forEach((amountMinor, index) => {
            const [first] = books;
            const lines = byLine && index === 0 && first && first.grossMinor <= amountMinor ? [{ ...first }] : [];
            const note = credited({
              amountMinor,
              lines,
              shippingMinor: 0,
              shippingVat,
              invoiced,
              creditedBefore: sumsOf(notes),
            });
            expect(note.reduce((sum, part) => sum + part.grossMinor, 0)).toBe(amountMinor);
            for (const part of note) expect(part.vatMinor).toBeGreaterThanOrEqual(0);
            notes.push(...note);
          });
          for (const [rate, sums] of sumsOf(notes)) expect(sums).toEqual(invoiced.get(rate));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("CHK-14 books and delivery go under their own rates", () => {
    const books = [
      { rateBp: 700, grossMinor: 10_700 },
      { rateBp: 1_900, grossMinor: 11_900 },
    ];
    const parts = vatOfParts(books);
    expect(
      credited({
        amountMinor: 11_900,
        lines: [{ rateBp: 1_900, grossMinor: 11_900 }],
        shippingMinor: 0,
        shippingVat: [],
        invoiced: sumsOf(parts),
        creditedBefore: new Map(),
      }),
    ).toEqual([{ rateBp: 1_900, grossMinor: 11_900, vatMinor: 1_900 }]);
  });
});
