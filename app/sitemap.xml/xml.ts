import { XML_HEAD, xmlText } from "../_server/xml.ts";

/** The most addresses that one sitemap may hold (https://www.sitemaps.org/protocol.html). */
export const MOST = 50_000;

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
