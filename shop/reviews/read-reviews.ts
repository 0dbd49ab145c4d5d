import { and, asc, count, desc, eq, inArray } from "drizzle-orm";
import { NotFound } from "../_kernel/errors.ts";
import { isId } from "../_kernel/ids.ts";
import { pageOf, type Page } from "../_kernel/pagination.ts";
import { ownId } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { bookRatings, reviews } from "../../db/schema/reviews.ts";
import { findReviewLink } from "./links.ts";
import {
  averageOf,
  noRating,
  REVIEWS_PER_PAGE,
  type BookRating,
  type Reviewable,
  type ReviewSort,
  type ReviewView,
  type ReviewWithBook,
} from "./model.ts";
import { listRights } from "./rights.ts";
import { living, viewOf, writtenBy, type Author } from "./rows.ts";

/** Stars of these books, from the running sums (REV-3); a book without reviews has none, and is there all the same. */
export async function listRatings(ctx: Ctx, bookIds: readonly string[]): Promise<Map<string, BookRating>> {
  const ratings = new Map<string, BookRating>(bookIds.map((id) => [id, noRating]));
  if (bookIds.length === 0) return ratings;
  const rows = await ctx.db
    .select()
    .from(bookRatings)
    .where(inArray(bookRatings.bookId, [...bookIds]));
  for (const { bookId, reviewCount, ratingSum, ones, twos, threes, fours, fives } of rows) {
    ratings.set(bookId, {
      count: reviewCount,
      average: averageOf(ratingSum, reviewCount),
      histogram: [ones, twos, threes, fours, fives],
    });
  }
  return ratings;
}

/** The stars of one book. */
export const getRating = async (ctx: Ctx, bookId: string): Promise<BookRating> =>
  (await listRatings(ctx, [bookId])).get(bookId) ?? noRating;

const orders = {
  newest: [desc(reviews.createdAt), desc(reviews.id)],
  highest: [desc(reviews.rating), desc(reviews.createdAt), desc(reviews.id)],
  lowest: [asc(reviews.rating), desc(reviews.createdAt), desc(reviews.id)],
} satisfies Record<ReviewSort, unknown[]>;

/** Living reviews of a book; how many there are comes from its running sums. */
export async function listReviews(
  ctx: Ctx,
  bookId: string,
  { sort, page, pageSize = REVIEWS_PER_PAGE }: { sort: ReviewSort; page: number; pageSize?: number },
): Promise<Page<ReviewView>> {
  const [rating, rows] = await Promise.all([
    getRating(ctx, bookId),
    ctx.db
      .select()
      .from(reviews)
      .where(and(eq(reviews.bookId, bookId), living))
      .orderBy(...orders[sort])
      .limit(pageSize)
      .offset((page - 1) * pageSize),
  ]);
  return pageOf(rows.map(viewOf), rating.count, page, pageSize);
}

/** One living review with its book (REV-5). Throws NotFound. */
export async function getReview(ctx: Ctx, reviewId: string): Promise<ReviewWithBook> {
  const [row] = isId(reviewId)
    ? await ctx.db
        .select()
        .from(reviews)
        .where(and(eq(reviews.id, reviewId), living))
    : [];
  if (!row) throw new NotFound("review");
  return viewOf(row);
}

async function reviewables(ctx: Ctx, author: Author): Promise<Reviewable[]> {
  const [may, rows] = await Promise.all([
    listRights(ctx.db, author),
    ctx.db
      .select()
      .from(reviews)
      .where(and(writtenBy(author), living))
      .orderBy(desc(reviews.createdAt)),
  ]);
  const written = new Map(rows.map((row) => [row.bookId, viewOf(row)]));
  // a review whose order was cancelled is still its author's
  const ids = [...new Set([...may, ...written.keys()])];
  return ids.map((bookId) => ({ bookId, review: written.get(bookId) ?? null }));
}

/** What the person may review or has reviewed, the book bought last first. */
export const listReviewable = (ctx: Ctx): Promise<Reviewable[]> => reviewables(ctx, { userId: ownId(ctx) });

/** Whether the person may review a book, and what they wrote of it; null for who has neither. */
export async function findReviewable(ctx: Ctx, bookId: string): Promise<Reviewable | null> {
  return (await listReviewable(ctx)).find((each) => each.bookId === bookId) ?? null;
}

/** What a guest may review by the link of an order. Null for a link that opens nothing. */
export async function findGuestReviewable(
  ctx: Ctx,
  token: string,
): Promise<{ claimed: true } | { claimed: false; books: Reviewable[] } | null> {
  const link = await findReviewLink(ctx, token);
  if (!link) return null;
  if (link.claimed) return { claimed: true };
  return { claimed: false, books: await reviewables(ctx, { orderId: link.orderId }) };
}

/** How many reviews would go with the account of the person who asks. */
export async function countPersonalReviews(ctx: Ctx): Promise<number> {
  const [row] = await ctx.db
    .select({ n: count() })
    .from(reviews)
    .where(and(eq(reviews.userId, ownId(ctx)), living));
  return row?.n ?? 0;
}

/** Everything that the person has written, also what was deleted since, oldest first. */
export async function listPersonalReviews(ctx: Ctx) {
  const rows = await ctx.db
    .select()
    .from(reviews)
    .where(eq(reviews.userId, ownId(ctx)))
    .orderBy(asc(reviews.createdAt), asc(reviews.id));
  return rows.map((row) => ({ ...viewOf(row), deletedAt: row.deletedAt?.toISOString() ?? null }));
}
