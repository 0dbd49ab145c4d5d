import { XML_HEAD, xmlText } from "../_server/xml.ts";

/**
 * So many addresses in one part: fewer than the protocol allows (50,000, https://www.sitemaps.org/protocol.html), because a part
 * is made in memory.
 */
export const MOST = 10_000;

/** What belongs to a part of the sitemap, of so many pages in so many languages; null for one beyond the last. */
export function partOf(
  pages: number,
  languages: number,
  part: number | null,
): { from: number; most: number; parts: number } | null {
  const most = Math.floor(MOST / languages);
  const parts = Math.max(1, Math.ceil(pages / most));
  return part === null || part > parts ? null : { from: (part - 1) * most, most, parts };
}

const NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"';

/** One page: its address in each language. */
export type Entry = Record<string, string>;

/** A page of the sitemap: each address, and where a page speaks several languages, the others beside it. */
export function sitemap(entries: readonly Entry[]): string {
  const urls = entries.flatMap((entry) => {
    const languages = Object.entries(entry);
    const others =
      languages.length > 1
        ? languages
            .map(([lang, href]) => `<xhtml:link rel="alternate" hreflang="${lang}" href="${xmlText(href)}"/>`)
            .join("")
        : "";
    return languages.map(([, href]) => `<url><loc>${xmlText(href)}</loc>${others}</url>\n`);
  });
  return `${XML_HEAD}<urlset ${NAMESPACES}>\n${urls.join("")}</urlset>\n`;
}

/** Where there are too many addresses for one: the list of its parts. */
export function sitemapIndex(parts: readonly string[]): string {
  const maps = parts.map((href) => `<sitemap><loc>${xmlText(href)}</loc></sitemap>\n`);
  return `${XML_HEAD}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${maps.join("")}</sitemapindex>\n`;
}
