import "server-only";
import type { Locale } from "@/messages/locales";
import { pageOf, type Page } from "@/shop/_kernel/pagination";
import { listBestsellers } from "@/shop/analytics";
import {
  findBook,
  findContributor,
  findSlugRedirect,
  listArrivals,
  listCards,
  listContributorBooks,
  listGenreBooks,
  listGenres,
  listMoreByAuthors,
  listNew,
  listSimilar,
  listStaffPicks,
  seekGenre,
} from "@/shop/catalog";
import { slugSchema, type BookCard, type StaffPick } from "@/shop/catalog/model";
import type { Ctx } from "@/shop/context";
import { publicContext } from "../_server/context";
import { batch } from "./batch";
import { cached } from "./cached";
import { tags } from "./tags";

/*
 * Lists keep slugs, and each card is kept by itself under its book's tag: when a copy is sold, only the pages that show the
 * book are made anew, and only its card is asked for.
 */

const isSlug = (slug: string) => slugSchema.safeParse(slug).success;
const ofBook = (slug: string) => [tags.book(slug), tags.catalogue];
const ofList = () => [tags.lists, tags.catalogue];
/** A page beyond the end is nothing: there are endlessly many. */
const real = (page: Page<string>) => (page.page > page.pages ? null : page);

const keptBook = cached("book", findBook, ofBook);
export const book = async (locale: Locale, slug: string) => (isSlug(slug) ? keptBook(locale, slug) : null);

const findCard = new Map<Locale, (slug: string) => Promise<BookCard | null>>();
const card = cached(
  "card",
  (ctx: Ctx, slug: string) => {
    const locale = ctx.locale as Locale;
    let find = findCard.get(locale);
    if (!find) {
      find = batch(async (slugs: string[]) => {
        const found = await listCards(publicContext(locale), slugs);
        return new Map(found.map((each) => [each.slug, each]));
      });
      findCard.set(locale, find);
    }
    return find(slug);
  },
  ofBook,
);

/** Cards in the order of their slugs; a book that has just left the shop is left out. */
export async function cards(locale: Locale, slugs: readonly string[]): Promise<BookCard[]> {
  const found = await Promise.all(slugs.map((slug) => card(locale, slug)));
  return found.filter((each) => each !== null);
}

async function shelf(locale: Locale, list: Promise<Page<string> | null>): Promise<Page<BookCard> | null> {
  const page = await list;
  return page && pageOf(await cards(locale, page.items), page.total, page.page, page.pageSize);
}

const newSlugs = cached("new", (ctx, limit: number) => listNew(ctx, { page: 1, pageSize: limit }), ofList);
export const newBooks = async (locale: Locale, limit: number) =>
  cards(locale, (await newSlugs(locale, limit))?.items ?? []);
/** How many works the shop sells. */
export const countWorks = async (locale: Locale): Promise<number> => (await newSlugs(locale, 12))?.total ?? 0;

const keptArrivals = cached("arrivals", listArrivals, ofList);
/** The works that came in last, with the moment of each. */
export const arrivals = async (locale: Locale, limit: number) => (await keptArrivals(locale, limit)) ?? [];

const pickSlugs = cached("picks", listStaffPicks, ofList);
/** Booksellers' notes with their books. */
export async function staffPicks(locale: Locale, limit: number): Promise<StaffPick[]> {
  const picks = (await pickSlugs(locale, limit)) ?? [];
  const found = new Map(
    (
      await cards(
        locale,
        picks.map((pick) => pick.slug),
      )
    ).map((each) => [each.slug, each]),
  );
  return picks.flatMap(({ note, slug }) => {
    const each = found.get(slug);
    return each ? [{ note, book: each }] : [];
  });
}

const bestsellerSlugs = cached("bestsellers", listBestsellers, () => [tags.bestsellers, tags.lists, tags.catalogue]);
/** By copies that were paid for; empty while nothing has been sold. */
export const bestsellers = async (locale: Locale, limit: number) =>
  cards(
    locale,
    ((await bestsellerSlugs(locale, limit)) ?? []).map((each) => each.slug),
  );

const keptGenres = cached("genres", listGenres, ofList);
export const genres = async (locale: Locale) => (await keptGenres(locale)) ?? [];

/** In the tree that every page shows anyway. */
export const genre = async (locale: Locale, slug: string) => seekGenre(await genres(locale), slug);

const genreSlugs = cached(
  "genre books",
  async (ctx, slug: string, page: number, pageSize: number) =>
    real(await listGenreBooks(ctx, slug, { page, pageSize })),
  ofList,
);
/** Null beyond the last page. */
export const genreBooks = (locale: Locale, slug: string, page: number, pageSize: number) =>
  shelf(locale, genreSlugs(locale, slug, page, pageSize));

const keptPerson = cached("person", findContributor, ofList);
export const person = async (locale: Locale, slug: string) => (isSlug(slug) ? keptPerson(locale, slug) : null);

const personSlugs = cached(
  "person books",
  async (ctx, slug: string, page: number, pageSize: number) =>
    real(await listContributorBooks(ctx, slug, { page, pageSize })),
  ofList,
);
/** Null beyond the last page. */
export const personBooks = (locale: Locale, slug: string, page: number, pageSize: number) =>
  shelf(locale, personSlugs(locale, slug, page, pageSize));

const similarSlugs = cached("similar", (ctx, slug: string, limit: number) => listSimilar(ctx, slug, limit), ofList);
export const similarBooks = async (locale: Locale, slug: string, limit: number) =>
  cards(locale, (await similarSlugs(locale, slug, limit)) ?? []);

const moreSlugs = cached("more by", (ctx, slug: string, limit: number) => listMoreByAuthors(ctx, slug, limit), ofList);
export const moreByAuthors = async (locale: Locale, slug: string, limit: number) =>
  cards(locale, (await moreSlugs(locale, slug, limit)) ?? []);

/** Where an old address leads now; asked anew each time, since most slugs that are not found never were. */
export async function movedTo(
  locale: Locale,
  kind: "book" | "genre" | "contributor",
  slug: string,
): Promise<string | null> {
  return isSlug(slug) ? findSlugRedirect(publicContext(locale), kind, slug) : null;
}
