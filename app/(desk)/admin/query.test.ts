import { describe, expect, it } from "vitest";
import { chosen, pageOf, searched } from "./query.ts";
import { linksIn } from "./mail/[id]/links.ts";

describe("a list's address", () => {
  it.each([
    [undefined, 1],
    ["3", 3],
    ["0", 1],
    ["-2", 1],
    ["1.5", 1],
    ["1e9", 1],
    ["x", 1],
    [["2", "7"], 2],
    ["", 1],
  ])("CHK-10 SEC-4 page %j is page %i", (page, is) => {
    expect(pageOf({ page })).toBe(is);
  });

  it("CHK-10 SEC-4 what is not among the choices is the default", () => {
    const states = ["paid", "shipped"] as const;
    expect(chosen({ state: "paid" }, "state", states, undefined)).toBe("paid");
    expect(chosen({ state: "PAID" }, "state", states, undefined)).toBeUndefined();
    expect(chosen({ state: "__proto__" }, "state", states, "shipped")).toBe("shipped");
    expect(chosen({}, "state", states, undefined)).toBeUndefined();
  });

  it("CHK-10 SEC-4 a search holds nothing that a database would choke on, and no more than it needs", () => {
    expect(searched({ q: "  aoife\u0000\n dunne " })).toBe("aoife   dunne");
    expect(searched({ q: " \u0000 " })).toBeUndefined();
    expect(searched({ q: "a".repeat(5_000) })).toHaveLength(120);
    expect(searched({ q: ["one", "two"] })).toBe("one");
  });
});

describe("links of a mail", () => {
  it("MSG-4 are told with their words, once each, and only those of the web", () => {
    const text =
      "Octavo\n\nPay €12.50\nhttps://shop.test/track/abc\n\nor here: https://shop.test/track/abc javascript:alert(1)\nhttps://shop.test";
    expect(linksIn(text)).toEqual([
      { href: "https://shop.test/track/abc", words: "Pay €12.50" },
      { href: "https://shop.test", words: "https://shop.test" },
    ]);
  });
});
