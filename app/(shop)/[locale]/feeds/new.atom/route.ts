import { connection } from "next/server";
import { arrivals, book } from "@/app/_cache/catalogue";
import { settings } from "@/app/_cache/settings";
import { paths } from "@/app/_server/paths";
import { isLocale, translator } from "@/messages";
import { absolute } from "../../../_meta/metadata";
import { atom } from "../atom";
import { tongue, tongueOf } from "@/components/ui/tongue";

const MOST = 30;

/** What came in last, for readers of feeds. */
export async function GET(_: Request, { params }: { params: Promise<{ locale: string }> }): Promise<Response> {
  await connection();
  const { locale } = await params;
  if (!isLocale(locale)) return new Response(null, { status: 404 });
  const [{ shop }, latest] = await Promise.all([settings(locale), arrivals(locale, MOST)]);
  const entries = await Promise.all(
    latest.map(async ({ slug, arrived }) => {
      const found = await book(locale, slug);
      return found
        ? {
            id: found.id,
            title: found.title,
            titleLang: tongue(found.language, locale),
            summaryLang: tongueOf(found.description, locale),
            url: absolute(paths.book(locale, slug)),
            authors: found.authors.map(({ name }) => name),
            categories: found.genres.map(({ name }) => name),
            summary: found.description,
            published: arrived,
          }
        : null; // it has just left the shop
    }),
  );
  const body = atom(
    {
      title: translator(locale, "web.feeds")("newBooks", { shop: shop.name }),
      self: absolute(paths.feeds.newBooks(locale)),
      page: absolute(paths.newBooks(locale)),
      lang: locale,
      author: shop.name,
    },
    entries.filter((entry) => entry !== null),
  );
  return new Response(body, {
    headers: { "content-type": "application/atom+xml; charset=utf-8", "cache-control": "s-maxage=86400" },
  });
}
