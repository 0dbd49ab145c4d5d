import "server-only";
import type { Locale } from "@/messages/locales";
import type { Page } from "@/shop/_kernel/pagination";
import type { Ctx } from "@/shop/context";
import { getRating, listReviews } from "@/shop/reviews";
import { noRating, type BookRating, type ReviewSort, type ReviewView } from "@/shop/reviews/model";
import { cached } from "./cached";
import { tags } from "./tags";

/* A review that comes, changes or goes is announced under its book's tag. */
const ofBook = (slug: string, ..._more: (string | number)[]) => [tags.book(slug), tags.catalogue];

const keptRating = cached("rating", (ctx: Ctx, _slug: string, bookId: string) => getRating(ctx, bookId), ofBook);
/** Stars of a book. */
export const rating = async (locale: Locale, book: { slug: string; id: string }): Promise<BookRating> =>
  (await keptRating(locale, book.slug, book.id)) ?? noRating;

const keptReviews = cached(
  "reviews",
  async (ctx: Ctx, _slug: string, bookId: string, sort: string, page: number, pageSize: number) => {
    const found = await listReviews(ctx, bookId, { sort: sort as ReviewSort, page, pageSize });
    // a page beyond the end is nothing: there are endlessly many
    return found.page > found.pages ? null : found;
  },
  ofBook,
);
/** Null beyond the last page. */
export const reviews = (
  locale: Locale,
  book: { slug: string; id: string },
  { sort, page, pageSize }: { sort: ReviewSort; page: number; pageSize: number },
): Promise<Page<ReviewView> | null> => keptReviews(locale, book.slug, book.id, sort, page, pageSize);
