import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, allocate, formatMoney, money, multiply, subtract, sum, parseMinor } from "./money.ts";

const minor = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });

describe("money", () => {
  it("PLT-10 CHK-6 is a whole number of cents and nothing else", () => {
    for (const bad of [0.1, Number.NaN, Infinity, 2 ** 53]) expect(() => money(bad, "EUR")).toThrow(RangeError);
    expect(() => multiply(money(1, "EUR"), 1.5)).toThrow(RangeError);
    expect(() => add(money(1, "EUR"), money(1, "USD"))).toThrow(RangeError);
  });

  it("CHK-6 adds up in any order and grouping", () => {
    fc.assert(
      fc.property(fc.array(minor), (amounts) => {
        const all = amounts.map((m) => money(m, "EUR"));
        expect(sum(all, "EUR").minor).toBe(amounts.reduce((a, b) => a + b, 0));
        expect(sum([...all].reverse(), "EUR")).toEqual(sum(all, "EUR"));
      }),
    );
  });

  it("CHK-6 what is added can be taken away again", () => {
    fc.assert(
      fc.property(minor, minor, (a, b) => {
        expect(subtract(add(money(a, "EUR"), money(b, "EUR")), money(b, "EUR"))).toEqual(money(a, "EUR"));
      }),
    );
  });

  it("CHK-6 parts of an amount sum to it exactly, and each is within a cent of its share", () => {
    const weights = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(minor, weights, (amount, given) => {
        fc.pre(given.some((w) => w > 0));
        const parts = allocate(money(amount, "EUR"), given);
        const whole = given.reduce((a, b) => a + b, 0);
        expect(parts.reduce((a, p) => a + p.minor, 0)).toBe(amount);
        parts.forEach((part, i) =>
          expect(Math.abs(part.minor - (amount * (given[i] ?? 0)) / whole)).toBeLessThanOrEqual(1),
        );
      }),
    );
  });

  it("CHK-6 refuses to divide by nothing", () => {
    expect(() => allocate(money(100, "EUR"), [])).toThrow(RangeError);
    expect(() => allocate(money(100, "EUR"), [0, 0])).toThrow(RangeError);
    expect(() => allocate(money(100, "EUR"), [-1, 2])).toThrow(RangeError);
  });

  it("MSG-6 is written as readers of a language write it", () => {
    expect(formatMoney(money(1690, "EUR"), "en")).toBe("€16.90");
    expect(formatMoney(money(1690, "EUR"), "de")).toBe("16,90\u00a0€");
    expect(formatMoney(money(1690, "JPY"), "en")).toBe("¥1,690");
  });
});

it("CAT-2 reads amounts as people type them, and nothing else", () => {
  const right: [string, number][] = [
    ["16.90", 1690],
    ["16,9", 1690],
    ["€ 16.90", 1690],
    ["17", 1700],
    ["1.299,00", 129_900],
    ["1,299.5", 129_950],
    ["-0.50", -50],
    ["+2", 200],
    ["EUR 3", 300],
  ];
  for (const [text, minor] of right) expect(parseMinor(text), text).toBe(minor);
  for (const text of ["", "abc", "1.2.3", "16.905", "1e5", "--1", "12 34x"]) expect(parseMinor(text), text).toBeNull();
  expect(parseMinor("500", 0)).toBe(500);
});
