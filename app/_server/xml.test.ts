import { expect, it } from "vitest";
import { element, xmlText } from "./xml.ts";

it("SEC-4 text stays text in XML, and what XML cannot hold is left out", () => {
  expect(xmlText(`<a href="x">Tom & Jerry's</a>`)).toBe("&lt;a href=&quot;x&quot;&gt;Tom &amp; Jerry&apos;s&lt;/a&gt;");
  expect(xmlText("a\u0000b\u0008c\u001fd\ufffee\ud800f\tg\nh 📚")).toBe("abcdef\tg\nh 📚");
  expect([element("title", "]]>"), element("title", ""), element("title", null)]).toEqual([
    "<title>]]&gt;</title>",
    "",
    "",
  ]);
});
