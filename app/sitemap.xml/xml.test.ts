import { describe, expect, it } from "vitest";
import { sitemap, sitemapIndex } from "./xml.ts";

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

  it("DSC-4 is split into parts where there are too many", () => {
    expect(sitemapIndex(["https://a.example/sitemap.xml?part=1"])).toContain(
      "<sitemap><loc>https://a.example/sitemap.xml?part=1</loc></sitemap>",
    );
  });
});
