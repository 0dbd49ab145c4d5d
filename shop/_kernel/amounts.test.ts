import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAmount, plainAmount } from "./amounts.ts";

describe("amounts as people type them", () => {
  it.each([
    ["12", 1_200],
    ["12.5", 1_250],
    ["12,50", 1_250],
    [" €12.50 ", 1_250],
    ["12.50 EUR", 1_250],
    ["1 250.00", 125_000],
    ["1’250", null],
    ["0", 0],
    ["0.01", 1],
    ["12.505", null],
    ["-1", null],
    ["", null],
    ["1.250,00", null],
    ["1e3", null],
    ["١٢", null],
    ["9999999999", null],
  ])("CHK-6 %j is %j cents", (text, minor) => {
    expect(parseAmount(text, "EUR")).toBe(minor);
  });

  it("CHK-6 a currency without cents has none", () => {
    expect([parseAmount("500", "JPY"), parseAmount("500.0", "JPY"), plainAmount(500, "JPY")]).toEqual([
      500,
      null,
      "500",
    ]);
  });

  it("CHK-6 what was written is read as it was", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (minor) => {
        expect(parseAmount(plainAmount(minor, "EUR"), "EUR")).toBe(minor);
      }),
    );
    expect([0, 5, 50, 1_250].map((minor) => plainAmount(minor, "EUR"))).toEqual(["0.00", "0.05", "0.50", "12.50"]);
  });
});
