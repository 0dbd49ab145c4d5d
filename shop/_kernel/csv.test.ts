import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvField, csvLine, neutralise, restore } from "./csv.ts";

describe("SEC-4 CSV", () => {
  it("SEC-4 no field is a formula to a spreadsheet", () => {
    for (const evil of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "\r=1", "\u00a0=1", "'=1"]) {
      expect(csvField(evil).replace(/^"/, "")).toMatch(/^'/);
    }
    expect(csvField('a "b", c')).toBe('"a ""b"", c"');
    expect(csvField("Dunne")).toBe("Dunne");
    expect(csvField("’Tis a pity")).toBe("’Tis a pity");
    expect(csvField("'Tis a pity")).toBe("'Tis a pity");
    expect(csvField(null)).toBe("");
    expect(csvField(-3)).toBe("-3");
    expect(csvLine(["a", null, 3])).toBe("a,,3\r\n");
  });

  it("SEC-4 CAT-6 restore gives back exactly what was neutralised", () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom("'", "=", "+", "-", "@", " ", "\t", "\r", "\n", "a", "\u00a0") }),
    );
    fc.assert(fc.property(text, (each) => restore(neutralise(each)) === each));
  });
});
