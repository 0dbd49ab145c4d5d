import { describe, expect, it } from "vitest";
import { countryName, formatDate, formatPublished, formatRound, languageName, listNames } from "./format.ts";

describe("words by locale", () => {
  it("CAT-1 a date of publication shows what is known of it", () => {
    expect(["1999", "1999-05", "1999-05-21", "unknown"].map((date) => formatPublished(date, "en"))).toEqual([
      "1999",
      "May 1999",
      "May 21, 1999",
      "unknown",
    ]);
  });

  it("CHK-5 thresholds are told without zeros that say nothing", () => {
    expect([4000, 290, 0].map((minor) => formatRound({ minor, currency: "EUR" }, "en"))).toEqual([
      "€40",
      "€2.90",
      "€0",
    ]);
    expect(formatRound({ minor: 500, currency: "JPY" }, "en")).toBe("¥500");
  });

  it("MSG-6 names countries, languages, people and days", () => {
    expect(countryName("DE", "en")).toBe("Germany");
    expect(languageName("de", "en")).toBe("German");
    expect(listNames(["Ada", "Bo", "Cy"], "en")).toBe("Ada, Bo, and Cy");
    expect(formatDate(new Date("2025-11-20T23:30:00Z"), "en", "Europe/Berlin")).toBe("21 November 2025");
  });
});
