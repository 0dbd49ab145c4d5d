import { and, asc, count, desc, eq, gte, ilike, inArray, lte, or, sql } from "drizzle-orm";
import { NotFound } from "../_kernel/errors.ts";
import { isId } from "../_kernel/ids.ts";
import { pageOf, type Page } from "../_kernel/pagination.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { record } from "../audit/index.ts";
import { listCardsById } from "../catalog/index.ts";
import { notify } from "../notifications/index.ts";
import { emit } from "../outbox/index.ts";
import { getSettings } from "../settings/index.ts";
import { reviews } from "../../db/schema/reviews.ts";
import { DESK_REVIEWS_PER_PAGE, type DeskReview, type DeskReviewFilter } from "./model.ts";
import { living, lockReview, moveAllSums, moveSums, viewOf, type ReviewRow } from "./rows.ts";

async function deskViewsOf(ctx: Ctx, rows: readonly ReviewRow[]): Promise<DeskReview[]> {
  const books = await listCardsById(ctx, [...new Set(rows.map(({ bookId }) => bookId))]);
  const known = new Map(books.map((book) => [book.id, book]));
  return rows.map((row) => ({
    ...viewOf(row),
    title: known.get(row.bookId)?.title ?? "",
    language: known.get(row.bookId)?.language ?? null,
    userId: row.userId,
    orderId: row.orderId,
  }));
}

/** Living reviews for moderation; filters combine, text looks at what was written and by whom (REV-4). */
export async function listDeskReviews(ctx: Ctx, filter: DeskReviewFilter): Promise<Page<DeskReview>> {
  authorize(ctx, "reviews.manage");
  const pattern = filter.text && `%${filter.text.replace(/[\\%_]/g, "\\$&")}%`;
  const where = and(
    living,
    filter.book ? eq(reviews.bookId, filter.book) : undefined,
    filter.user ? eq(reviews.userId, filter.user) : undefined,
    filter.least ? gte(reviews.rating, filter.least) : undefined,
    filter.most ? lte(reviews.rating, filter.most) : undefined,
    pattern ? or(ilike(reviews.text, pattern), ilike(reviews.authorName, pattern)) : undefined,
  );
  const way = filter.direction === "asc" ? asc : desc;
  const rows = await ctx.db
    .select()
    .from(reviews)
    .where(where)
    .orderBy(...(filter.sort === "rating" ? [way(reviews.rating)] : []), way(reviews.createdAt), way(reviews.id))
    .limit(DESK_REVIEWS_PER_PAGE)
    .offset((filter.page - 1) * DESK_REVIEWS_PER_PAGE);
  const [total] = await ctx.db.select({ n: count() }).from(reviews).where(where);
  return pageOf(await deskViewsOf(ctx, rows), total?.n ?? 0, filter.page, DESK_REVIEWS_PER_PAGE);
}

/** One living review for the desk. Throws NotFound. */
export async function getDeskReview(ctx: Ctx, reviewId: string): Promise<DeskReview> {
  authorize(ctx, "reviews.manage");
  const [row] = isId(reviewId)
    ? await ctx.db
        .select()
        .from(reviews)
        .where(and(eq(reviews.id, reviewId), living))
    : [];
  const [view] = row ? await deskViewsOf(ctx, [row]) : [];
  if (!view) throw new NotFound("review");
  return view;
}

const byShop = { deletedAt: sql`now()`, deletedBy: "shop" };

async function titleOf(ctx: Ctx, bookId: string): Promise<string | undefined> {
  const [book] = await listCardsById(ctx, [bookId]);
  return book?.title;
}

/** Takes a locked review off its book and writes down who did. @caller deleteReview and removeReviews */
export async function removeOne(tx: Tx, ctx: Ctx, review: ReviewRow): Promise<void> {
  await tx.update(reviews).set(byShop).where(eq(reviews.id, review.id));
  await moveSums(tx, review.bookId, review.rating, null);
  await record(tx, ctx, {
    action: "review.removed",
    subject: { kind: "review", id: review.id, name: await titleOf(ctx, review.bookId) },
  });
}

/**
 * Takes reviews off their books, all that are still there; the others are skipped, and counted (REV-4).
 * @caller staff and admins (reviews.manage)
 */
export async function removeReviews(ctx: Ctx, ids: readonly string[]): Promise<{ removed: number; missing: number }> {
  authorize(ctx, "reviews.manage");
  const asked = [...new Set(ids)];
  const known = asked.filter(isId);
  return ctx.transact(async (tx) => {
    const found =
      known.length === 0
        ? []
        : await tx
            .select()
            .from(reviews)
            .where(and(inArray(reviews.id, known), living))
            .orderBy(asc(reviews.id))
            .for("update");
    const outcome = { removed: found.length, missing: asked.length - found.length };
    if (found.length === 0) return outcome;
    await tx
      .update(reviews)
      .set(byShop)
      .where(
        inArray(
          reviews.id,
          found.map(({ id }) => id),
        ),
      );
    await moveAllSums(
      tx,
      found.map(({ bookId, rating }) => ({ bookId, before: rating, now: null })),
    );
    await record(tx, ctx, { action: "reviews.removed", subject: { kind: "reviews", id: "bulk" }, facts: outcome });
    return outcome;
  });
}

/**
 * The shop's answer below a review, in the place of the one before; null takes it back. An author with an account is told of
 * the first answer. Throws NotFound.
 * @caller staff and admins (reviews.manage)
 */
export async function replyToReview(ctx: Ctx, reviewId: string, reply: string | null): Promise<void> {
  authorize(ctx, "reviews.manage");
  const { shop } = await getSettings(ctx);
  await ctx.transact(async (tx) => {
    const review = isId(reviewId) ? await lockReview(tx, eq(reviews.id, reviewId)) : undefined;
    if (!review) throw new NotFound("review");
    if (review.reply === reply) return;
    await tx
      .update(reviews)
      .set(
        reply === null
          ? { reply: null, replyBy: null, repliedAt: null }
          : { reply, replyBy: shop.name, repliedAt: sql`now()` },
      )
      .where(eq(reviews.id, review.id));
    const [book] = await listCardsById(ctx, [review.bookId]);
    await record(tx, ctx, {
      action: reply === null ? "review.reply_removed" : "review.replied",
      subject: { kind: "review", id: review.id, name: book?.title },
    });
    if (reply === null) return;
    await emit(tx, ctx, "review.replied", { reviewId: review.id, bookId: review.bookId, userId: review.userId });
    if (review.userId === null || !book) return;
    // once a review: an answer that is put better is the same answer
    const data = { reviewId: review.id, slug: book.slug, title: book.title };
    await notify(tx, ctx, [
      { userId: review.userId, kind: "review_reply", data, dedupeKey: `review_reply:${review.id}` },
    ]);
  });
}
