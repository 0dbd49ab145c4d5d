import { describe, expect, it } from "vitest";
import { MOST, partOf, sitemap, sitemapIndex } from "./xml.ts";

describe("sitemap", () => {
  it("DSC-4 lists addresses, escaped, with the other languages where there are any", () => {
    expect(sitemap([{ en: "https://a.example/books/x?a=1&b=2" }])).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n' +
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n' +
        "<url><loc>https://a.example/books/x?a=1&amp;b=2</loc></url>\n</urlset>\n",
    );
    const both = sitemap([{ en: "https://a.example/", de: "https://a.example/de" }]);
    expect(both.match(/<loc>/g)).toHaveLength(2);
    expect(both.match(/hreflang="de" href="https:\/\/a\.example\/de"/g)).toHaveLength(2);
  });

  it("DSC-4 every page stands in one part, and no part holds more than it may, whatever the languages", () => {
    for (const languages of [1, 2, 3]) {
      for (const pages of [0, 1, MOST / languages, MOST + 1, 3 * MOST].map(Math.floor)) {
        const { parts, most } = partOf(pages, languages, 1) ?? { parts: 0, most: 0 };
        expect(most * languages).toBeLessThanOrEqual(MOST);
        const all = Array.from({ length: parts }, (_, n) => partOf(pages, languages, n + 1));
        expect(all.map((part) => part?.from)).toEqual(Array.from({ length: parts }, (_, n) => n * most));
        expect(parts * most).toBeGreaterThanOrEqual(pages);
        expect(Math.max(parts - 1, 0) * most).toBeLessThanOrEqual(pages);
        expect(partOf(pages, languages, parts + 1)).toBeNull();
        expect(partOf(pages, languages, null)).toBeNull();
      }
    }
  });

  it("DSC-4 is split into parts where there are too many", () => {
    expect(sitemapIndex(["https://a.example/sitemap.xml?part=1"])).toContain(
      "<sitemap><loc>https://a.example/sitemap.xml?part=1</loc></sitemap>",
    );
  });
});
