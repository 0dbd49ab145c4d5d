import { and, eq, sql } from "drizzle-orm";
import { displayName } from "../_kernel/display-name.ts";
import { NotFound } from "../_kernel/errors.ts";
import { isId, newId } from "../_kernel/ids.ts";
import { roleMay } from "../_kernel/permissions.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { ownId } from "../_runtime/authorize.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { reviews } from "../../db/schema/reviews.ts";
import { findReviewLink } from "./links.ts";
import type { EditReviewInput, PostReviewInput } from "./model.ts";
import { removeOne } from "./moderate.ts";
import { holdRight } from "./rights.ts";
import { lockReview, moveSums, writtenBy, type Author, type ReviewRow } from "./rows.ts";

export type PostRefusal = Refusal<"NOT_PURCHASED"> | Refusal<"DUPLICATE_REVIEW">;

async function post(
  tx: Tx,
  ctx: Ctx,
  author: Author,
  bookId: string,
  { rating, text }: PostReviewInput,
): Promise<Result<{ id: string }, PostRefusal>> {
  const right = isId(bookId) ? await holdRight(tx, author, bookId) : undefined;
  if (!right) return refuse("NOT_PURCHASED");
  const authorName = ctx.actor.kind === "user" && "userId" in author ? displayName(ctx.actor.name) : right.name;
  const [written] = await tx
    .insert(reviews)
    .values({ id: newId(ctx.now), bookId, ...author, authorName, rating, text, verified: true })
    .onConflictDoNothing()
    .returning({ id: reviews.id });
  if (!written) return refuse("DUPLICATE_REVIEW");
  await moveSums(tx, bookId, null, rating);
  return ok({ id: written.id });
}

/**
 * Writes what the person says of a book that they bought here (REV-1): 1 to 5 stars, and a text or none. A deleted review may
 * be followed by another. Refuses `NOT_PURCHASED` unless a paid order of theirs holds the book, `DUPLICATE_REVIEW` where one stands.
 * @caller the person
 */
export async function postReview(
  ctx: Ctx,
  bookId: string,
  input: PostReviewInput,
): Promise<Result<{ id: string }, PostRefusal>> {
  const userId = ownId(ctx);
  return ctx.transact((tx) => post(tx, ctx, { userId }, bookId, input));
}

/** The author whom a link stands for. Throws NotFound for one that opens nothing, or whose order belongs to an account. */
async function authorOf(ctx: Ctx, token: string): Promise<Author> {
  const link = await findReviewLink(ctx, token);
  if (!link || link.claimed) throw new NotFound("review link");
  return { orderId: link.orderId };
}

/**
 * The same by the link of a guest's order, for exactly the books in it. Throws NotFound for a link that opens nothing.
 * @caller whoever holds the link
 */
export async function postGuestReview(
  ctx: Ctx,
  token: string,
  bookId: string,
  input: PostReviewInput,
): Promise<Result<{ id: string }, PostRefusal>> {
  const author = await authorOf(ctx, token);
  return ctx.transact((tx) => post(tx, ctx, author, bookId, input));
}

async function change(tx: Tx, review: ReviewRow, { rating, text }: EditReviewInput): Promise<void> {
  await tx
    .update(reviews)
    .set({
      editedAt: sql`now()`,
      ...(rating !== undefined && { rating }),
      ...(text !== undefined && { text }),
    })
    .where(eq(reviews.id, review.id));
  if (rating !== undefined) await moveSums(tx, review.bookId, review.rating, rating);
}

/**
 * Changes what is sent of one's own review, and nothing else; a text of null is cleared (REV-5). Throws NotFound for one that
 * is not there or was deleted; refuses `NOT_REVIEW_OWNER` for somebody else's.
 * @caller the author
 */
export async function editReview(
  ctx: Ctx,
  reviewId: string,
  input: EditReviewInput,
): Promise<Result<null, Refusal<"NOT_REVIEW_OWNER">>> {
  const userId = ownId(ctx);
  return ctx.transact(async (tx) => {
    const review = isId(reviewId) ? await lockReview(tx, eq(reviews.id, reviewId)) : undefined;
    if (!review) throw new NotFound("review");
    if (review.userId !== userId) return refuse("NOT_REVIEW_OWNER");
    await change(tx, review, input);
    return ok(null);
  });
}

/**
 * The same by the link of a guest's order. Throws NotFound.
 * @caller whoever holds the link
 */
export async function editGuestReview(
  ctx: Ctx,
  token: string,
  bookId: string,
  input: EditReviewInput,
): Promise<Result<null, never>> {
  const author = await authorOf(ctx, token);
  return ctx.transact(async (tx) => {
    const review = await lockReview(tx, and(writtenBy(author), eq(reviews.bookId, bookId)));
    if (!review) throw new NotFound("review");
    await change(tx, review, input);
    return ok(null);
  });
}

async function takeBack(tx: Tx, review: ReviewRow): Promise<void> {
  await tx
    .update(reviews)
    .set({ deletedAt: sql`now()`, deletedBy: "author" })
    .where(eq(reviews.id, review.id));
  await moveSums(tx, review.bookId, review.rating, null);
}

/**
 * Deletes one's own review, or, for staff (reviews.manage), anybody's: then it is written down. It stays as a row that does not
 * count (REV-2). Throws NotFound for one that is gone; refuses `NOT_REVIEW_OWNER`.
 * @caller the author; staff and admins
 */
export async function deleteReview(ctx: Ctx, reviewId: string): Promise<Result<null, Refusal<"NOT_REVIEW_OWNER">>> {
  const userId = ownId(ctx);
  const mayModerate = ctx.actor.kind === "user" && roleMay(ctx.actor.role, "reviews.manage");
  return ctx.transact(async (tx) => {
    const review = isId(reviewId) ? await lockReview(tx, eq(reviews.id, reviewId)) : undefined;
    if (!review) throw new NotFound("review");
    if (review.userId === userId) await takeBack(tx, review);
    else if (mayModerate) await removeOne(tx, ctx, review);
    else return refuse("NOT_REVIEW_OWNER");
    return ok(null);
  });
}

/**
 * The same by the link of a guest's order. Throws NotFound.
 * @caller whoever holds the link
 */
export async function deleteGuestReview(ctx: Ctx, token: string, bookId: string): Promise<void> {
  const author = await authorOf(ctx, token);
  await ctx.transact(async (tx) => {
    const review = await lockReview(tx, and(writtenBy(author), eq(reviews.bookId, bookId)));
    if (!review) throw new NotFound("review");
    await takeBack(tx, review);
  });
}
