import { and, eq, inArray, isNull, notInArray, sql } from "drizzle-orm";
import type { Ctx, Db, Tx } from "../_runtime/context.ts";
import { reviewInvitations, reviewLinks, reviewRights, reviews } from "../../db/schema/reviews.ts";
import { living, moveAllSums, type Author } from "./rows.ts";

const ofAuthor = (author: Author) =>
  "userId" in author
    ? eq(reviewRights.userId, author.userId)
    : and(eq(reviewRights.orderId, author.orderId), isNull(reviewRights.userId));

/** What may be reviewed for an order: `name` as it would stand below a review. */
export interface Grant {
  orderId: string;
  userId: string | null;
  name: string;
  bookIds: readonly string[];
}

/** Whether an order stands behind a review of the table `reviews`. */
const isBacked = sql<boolean>`exists (select 1 from ${reviewRights} r where r.book_id = "reviews"."book_id"
  and (r.user_id = "reviews"."user_id" or ("reviews"."user_id" is null and r.order_id = "reviews"."order_id")))`;

/**
 * Says what an order's customer may review: these books and no others (REV-1). Reviews that no order stands behind any more
 * lose their mark, and get it back with another order.
 * @caller orders, whenever an order is paid, cancelled or loses copies, with the order locked
 */
export async function grantReviews(tx: Tx, { orderId, userId, name, bookIds }: Grant): Promise<void> {
  const gone = await tx
    .delete(reviewRights)
    .where(
      and(
        eq(reviewRights.orderId, orderId),
        bookIds.length > 0 ? notInArray(reviewRights.bookId, [...bookIds]) : undefined,
      ),
    )
    .returning({ bookId: reviewRights.bookId });
  if (bookIds.length > 0) {
    await tx
      .insert(reviewRights)
      .values(bookIds.map((bookId) => ({ orderId, bookId, userId, authorName: name })))
      .onConflictDoUpdate({ target: [reviewRights.orderId, reviewRights.bookId], set: { userId } });
  }
  const touched = [...new Set([...gone.map(({ bookId }) => bookId), ...bookIds])];
  if (touched.length === 0) return;
  await tx
    .update(reviews)
    .set({ verified: isBacked })
    .where(
      and(
        inArray(reviews.bookId, touched),
        userId === null ? eq(reviews.orderId, orderId) : eq(reviews.userId, userId),
        sql`${reviews.verified} is distinct from ${isBacked}`,
      ),
    );
}

/** The right to review a book, kept in place until the transaction ends; undefined for who has none. */
export async function holdRight(tx: Tx, author: Author, bookId: string): Promise<{ name: string } | undefined> {
  const [right] = await tx
    .select({ name: reviewRights.authorName })
    .from(reviewRights)
    .where(and(ofAuthor(author), eq(reviewRights.bookId, bookId)))
    .limit(1)
    .for("share");
  return right;
}

/** Books that somebody may review, the one bought last first. */
export async function listRights(db: Db, author: Author): Promise<string[]> {
  const rows = await db
    .select({ bookId: reviewRights.bookId })
    .from(reviewRights)
    .where(ofAuthor(author))
    .groupBy(reviewRights.bookId)
    .orderBy(sql`max(${reviewRights.createdAt}) desc`, reviewRights.bookId)
    .limit(500);
  return rows.map(({ bookId }) => bookId);
}

/**
 * Moves what guests' orders allow, and what was written for them, to the account that has claimed them. Where the account
 * has reviewed a book already its own review stays, and the guest's is gone.
 * @caller orders, when they are claimed, inside the claim's transaction
 */
export async function claimReviews(
  tx: Tx,
  { userId, orderIds }: { userId: string; orderIds: readonly string[] },
): Promise<void> {
  if (orderIds.length === 0) return;
  await tx
    .update(reviewRights)
    .set({ userId })
    .where(inArray(reviewRights.orderId, [...orderIds]));
  const guests = await tx
    .select()
    .from(reviews)
    .where(and(inArray(reviews.orderId, [...orderIds]), isNull(reviews.userId)))
    .orderBy(sql`${reviews.createdAt} desc`, reviews.id)
    .for("update");
  const own = await tx
    .select({ bookId: reviews.bookId })
    .from(reviews)
    .where(and(eq(reviews.userId, userId), living));
  const taken = new Set(own.map(({ bookId }) => bookId));
  const merged: typeof guests = [];
  for (const review of guests) {
    const double = review.deletedAt === null && taken.has(review.bookId);
    if (double) merged.push(review);
    else if (review.deletedAt === null) taken.add(review.bookId);
    await tx
      .update(reviews)
      .set({ userId, ...(double && { deletedAt: sql`now()`, deletedBy: "merge" }) })
      .where(eq(reviews.id, review.id));
  }
  await moveAllSums(
    tx,
    merged.map(({ bookId, rating }) => ({ bookId, before: rating, now: null })),
  );
}

/**
 * The subscriber that removes what an account wrote when it is deleted (IDN-8): a review is its author's, and goes along.
 * @caller the event `user.deleted`, inside its transaction
 */
export async function forgetReviewer(tx: Tx, _ctx: Ctx, { userId }: { userId: string }): Promise<void> {
  const gone = await tx.delete(reviews).where(eq(reviews.userId, userId)).returning();
  await uncount(tx, gone);
}

/**
 * The subscriber that does the same for guests, by their orders, with everything by which they could review.
 * @caller the signal `orders.forgotten`
 */
export async function forgetGuests(tx: Tx, _ctx: Ctx, { orderIds }: { orderIds: readonly string[] }): Promise<void> {
  const ids = [...orderIds];
  if (ids.length === 0) return;
  const gone = await tx
    .delete(reviews)
    .where(and(inArray(reviews.orderId, ids), isNull(reviews.userId)))
    .returning();
  await uncount(tx, gone);
  await tx.delete(reviewRights).where(inArray(reviewRights.orderId, ids));
  await tx.delete(reviewLinks).where(inArray(reviewLinks.orderId, ids));
  await tx.delete(reviewInvitations).where(inArray(reviewInvitations.orderId, ids));
}

const uncount = (tx: Tx, gone: readonly (typeof reviews.$inferSelect)[]) =>
  moveAllSums(
    tx,
    gone.flatMap(({ bookId, rating, deletedAt }) =>
      deletedAt === null ? [{ bookId, before: rating, now: null }] : [],
    ),
  );
