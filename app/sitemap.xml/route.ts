import { connection, type NextRequest } from "next/server";
import { publicContext } from "@/app/_server/context";
import { paths } from "@/app/_server/paths";
import { config } from "@/config/env";
import { defaultLocale, locales, type Locale } from "@/messages/locales";
import { parsePage } from "@/shop/_kernel/pagination";
import { countSlugs, listAllSlugs } from "@/shop/catalog";
import { partOf, sitemap, sitemapIndex, type Entry } from "./xml";

const pages = [paths.home, paths.newBooks, paths.bestsellers, paths.staffPicks, paths.genres];

/** Every page that may be indexed: one map, or an index of parts (`?part=2`). */
export async function GET(request: NextRequest): Promise<Response> {
  // never at build time, which has no database
  await connection();
  const ctx = publicContext(defaultLocale);
  const counts = await countSlugs(ctx);
  const total = pages.length + counts.genres + counts.books + counts.contributors;
  const given = request.nextUrl.searchParams.get("part");
  const part = partOf(total, locales.length, parsePage(given ?? undefined));
  if (part === null) return new Response(null, { status: 404 });
  const headers = { "content-type": "application/xml; charset=utf-8", "cache-control": "public, max-age=600" };
  if (part.parts > 1 && given === null) {
    const hrefs = Array.from({ length: part.parts }, (_, i) => `${paths.sitemap()}?part=${i + 1}`);
    return new Response(sitemapIndex(hrefs.map((href) => new URL(href, config().APP_URL).href)), { headers });
  }
  const at = (path: (locale: Locale) => string): Entry =>
    Object.fromEntries(locales.map((locale) => [locale, new URL(path(locale), config().APP_URL).href]));
  const first = part.from === 0 ? pages : [];
  const { genres, books, contributors } = await listAllSlugs(ctx, {
    from: Math.max(part.from - pages.length, 0),
    most: part.most - first.length,
  });
  const body = sitemap([
    ...first.map(at),
    ...genres.map((slug) => at((locale) => paths.genre(locale, slug))),
    ...books.map((slug) => at((locale) => paths.book(locale, slug))),
    ...contributors.map((slug) => at((locale) => paths.author(locale, slug))),
  ]);
  // the parts of a large shop together would drive its pages out of the memory for them
  return new Response(body, {
    headers: part.parts > 1 ? { ...headers, "cache-control": "private, no-store" } : headers,
  });
}
