import { connection, type NextRequest } from "next/server";
import { publicContext } from "@/app/_server/context";
import { paths } from "@/app/_server/paths";
import { config } from "@/config/env";
import { defaultLocale, locales, type Locale } from "@/messages/locales";
import { parsePage } from "@/shop/_kernel/pagination";
import { listAllSlugs } from "@/shop/catalog";
import { MOST, sitemap, sitemapIndex, type Entry } from "./xml";

/** Every page that may be indexed: one map, or an index of parts (`?part=2`). */
export async function GET(request: NextRequest): Promise<Response> {
  // never at build time, which has no database
  await connection();
  const { books, genres, contributors } = await listAllSlugs(publicContext(defaultLocale));
  const at = (path: (locale: Locale) => string): Entry =>
    Object.fromEntries(locales.map((locale) => [locale, new URL(path(locale), config().APP_URL).href]));
  const entries = [
    ...[paths.home, paths.newBooks, paths.bestsellers, paths.staffPicks, paths.genres].map(at),
    ...genres.map((slug) => at((locale) => paths.genre(locale, slug))),
    ...books.map((slug) => at((locale) => paths.book(locale, slug))),
    ...contributors.map((slug) => at((locale) => paths.author(locale, slug))),
  ];
  const size = Math.floor(MOST / locales.length);
  const parts = Math.ceil(entries.length / size);
  const given = request.nextUrl.searchParams.get("part");
  const part = parsePage(given ?? undefined);
  if (part === null || part > parts) return new Response(null, { status: 404 });
  const body =
    parts > 1 && given === null
      ? sitemapIndex(
          Array.from({ length: parts }, (_, i) => new URL(`${paths.sitemap()}?part=${i + 1}`, config().APP_URL).href),
        )
      : sitemap(entries.slice((part - 1) * size, part * size));
  return new Response(body, {
    headers: { "content-type": "application/xml; charset=utf-8", "cache-control": "public, max-age=600" },
  });
}
