import type { NextRequest } from "next/server";
import { cards } from "@/app/_cache/catalogue";
import { publicContext } from "@/app/_server/context";
import { locale as personal } from "@/app/_server/language";
import { limited } from "@/app/_server/limits";
import { paths } from "@/app/_server/paths";
import { coverPath } from "@/components/book/cover";
import { tongue } from "@/components/ui/tongue";
import { QUERY_MAX, SUGGEST_FROM, type Suggestion, type Suggestions } from "@/components/search/model";
import { isLocale } from "@/messages";
import type { ShopErrorCode } from "@/shop/_kernel/codes";
import { formatMoney } from "@/shop/_kernel/money";
import { suggest } from "@/shop/search";

/** What a half-typed query may mean: books, people, genres, each with its address. Too short a query means nothing. */
export async function GET(request: NextRequest): Promise<Response> {
  const refused = await limited("search");
  if (refused) {
    return Response.json({ code: refused.code } satisfies { code: ShopErrorCode }, {
      status: 429,
      headers: { "retry-after": String(refused.retryAfterSeconds), "cache-control": "no-store" },
    });
  }
  const { searchParams } = request.nextUrl;
  const given = searchParams.get("locale") ?? "";
  const locale = isLocale(given) ? given : personal();
  const q = Array.from((searchParams.get("q") ?? "").replace(/[\p{Cc}\p{Cs}]+/gu, " ").trim())
    .slice(0, QUERY_MAX)
    .join("");
  return Response.json({ suggestions: q.length < SUGGEST_FROM ? [] : await meant(q) } satisfies Suggestions, {
    headers: { "cache-control": `${isLocale(given) ? "public" : "private"}, max-age=60` },
  });

  async function meant(query: string): Promise<Suggestion[]> {
    const found = await suggest(publicContext(locale), query);
    const shown = new Map(
      (
        await cards(
          locale,
          found.books.map((book) => book.slug),
        )
      ).map((card) => [card.slug, card]),
    );
    return [
      ...found.books.map(({ slug, title, authors }): Suggestion => {
        const card = shown.get(slug);
        return {
          kind: "book",
          href: paths.book(locale, slug),
          title,
          lang: card && tongue(card.language, locale),
          sub: authors,
          ...(card && { cover: coverPath(card), price: formatMoney(card.price, locale) }),
        };
      }),
      ...found.people.map(({ slug, name }): Suggestion => ({
        kind: "person",
        href: paths.author(locale, slug),
        title: name,
      })),
      ...found.genres.map(({ slug, name }): Suggestion => ({
        kind: "genre",
        href: paths.genre(locale, slug),
        title: name,
      })),
    ];
  }
}
