import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { returnPath, returnPathOf } from "./return-path.ts";

describe("where a log-in leads back to", () => {
  it("SEC-4 IDN-1 is a path of our own, with its query", () => {
    for (const path of [
      "/",
      "/admin",
      "/admin/orders?state=paid&page=2",
      "/track/abc#way",
      "/search?q=war+%26+peace",
    ]) {
      expect(returnPath(path)).toBe(path);
    }
  });

  it("SEC-4 is never another site, a script, a route that answers programs, or no path at all", () => {
    const hostile = [
      "https://evil.example",
      "//evil.example",
      "///evil.example",
      "/\\evil.example",
      "\\/evil.example",
      "/\t/evil.example",
      "/\n/evil.example",
      " //evil.example",
      "/.//evil.example",
      "/x/..//evil.example",
      "/%2e%2e//evil.example",
      "javascript:alert(1)",
      "data:text/html,x",
      "http:evil.example",
      "admin",
      "/api/health/ready",
      "/x/../api/health/ready",
      "/a b",
      "",
      `/${"x".repeat(2_001)}`,
    ];
    expect(hostile.filter((path) => returnPath(path) !== null)).toEqual([]);
    for (const none of [undefined, null, 1, ["/admin"], {}]) expect(returnPath(none)).toBeNull();
  });

  it("SEC-4 stays with us whatever is written, also as browsers read it", () => {
    const piece = fc.constantFrom(
      "/",
      "\\",
      "//",
      "..",
      ".",
      "@",
      ":",
      "?",
      "#",
      "\t",
      "\n",
      "%2f",
      "%5c",
      "evil.example",
      "a",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const path = returnPath(`/${pieces.join("")}`);
        return path === null || new URL(path, "https://shop.example").origin === "https://shop.example";
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("the page that a link was pressed on", () => {
  const shop = "https://books.example";

  it("IDN-1 leads back to a page of ours", () => {
    expect(returnPathOf(`${shop}/admin/orders?page=2`, shop, "books.example")).toBe("/admin/orders?page=2");
    expect(returnPathOf("http://127.0.0.1:3000/cart", "http://localhost:3000", "127.0.0.1:3000")).toBe("/cart");
  });

  it("SEC-4 and nowhere else", () => {
    for (const referer of [
      null,
      "",
      "nonsense",
      "https://evil.example/admin",
      `${shop}/`,
      `${shop}/login?next=/admin`,
      `${shop}/register`,
      `${shop}/forgot?sent=1`,
      `${shop}/reset/secret`,
      `${shop}/verify/secret`,
    ]) {
      expect(returnPathOf(referer, shop, "books.example")).toBeNull();
    }
  });
});
