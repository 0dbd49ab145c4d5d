import { and, eq, isNull, sql, type SQL } from "drizzle-orm";
import type { Db, Tx } from "../_runtime/context.ts";
import { bookRatings, reviews } from "../../db/schema/reviews.ts";
import type { Rating, ReviewWithBook } from "./model.ts";

export type ReviewRow = typeof reviews.$inferSelect;

/** Whose a review is: a person's, or a guest's, who is known by an order. */
export type Author = { userId: string } | { orderId: string };

export const living = isNull(reviews.deletedAt);

/** What an author wrote; of guests' reviews none that has gone over to an account. */
export const writtenBy = (author: Author): SQL | undefined =>
  "userId" in author
    ? eq(reviews.userId, author.userId)
    : and(eq(reviews.orderId, author.orderId), isNull(reviews.userId));

export const viewOf = (row: ReviewRow): ReviewWithBook => ({
  id: row.id,
  bookId: row.bookId,
  rating: row.rating as Rating,
  text: row.text,
  author: row.authorName,
  verified: row.verified,
  postedAt: row.createdAt.toISOString(),
  editedAt: row.editedAt?.toISOString() ?? null,
  reply:
    row.reply === null || row.replyBy === null || row.repliedAt === null
      ? null
      : { text: row.reply, by: row.replyBy, at: row.repliedAt.toISOString() },
});

/** The review under lock; undefined where there is none, or it was deleted. */
export async function lockReview(tx: Tx, where: SQL | undefined): Promise<ReviewRow | undefined> {
  const [row] = await tx.select().from(reviews).where(and(where, living)).for("update");
  return row;
}

export async function findLiving(db: Db | Tx, author: Author, bookId: string): Promise<ReviewRow | undefined> {
  const [row] = await db
    .select()
    .from(reviews)
    .where(and(writtenBy(author), eq(reviews.bookId, bookId), living));
  return row;
}

const stars = [bookRatings.ones, bookRatings.twos, bookRatings.threes, bookRatings.fours, bookRatings.fives] as const;

/**
 * Moves a book's running sums along with one review: what it counted as before (null: it did not) and what it counts as now.
 * @caller every command that changes whether and how a review counts, in its transaction
 */
export async function moveSums(tx: Tx, bookId: string, before: number | null, now: number | null): Promise<void> {
  if (before === now) return;
  const by = (star: number) => (now === star ? 1 : 0) - (before === star ? 1 : 0);
  const [ones, twos, threes, fours, fives] = [by(1), by(2), by(3), by(4), by(5)];
  const reviewCount = (now === null ? 0 : 1) - (before === null ? 0 : 1);
  const ratingSum = (now ?? 0) - (before ?? 0);
  if (before === null) await tx.insert(bookRatings).values({ bookId }).onConflictDoNothing();
  const [moved] = await tx
    .update(bookRatings)
    .set({
      reviewCount: sql`${bookRatings.reviewCount} + ${reviewCount}`,
      ratingSum: sql`${bookRatings.ratingSum} + ${ratingSum}`,
      ones: sql`${stars[0]} + ${ones}`,
      twos: sql`${stars[1]} + ${twos}`,
      threes: sql`${stars[2]} + ${threes}`,
      fours: sql`${stars[3]} + ${fours}`,
      fives: sql`${stars[4]} + ${fives}`,
    })
    .where(eq(bookRatings.bookId, bookId))
    .returning({ bookId: bookRatings.bookId });
  if (!moved) throw new Error(`the sums of book ${bookId} are not there`);
}

/** Several at once, in an order that two transactions cannot cross in. */
export async function moveAllSums(
  tx: Tx,
  moves: readonly { bookId: string; before: number | null; now: number | null }[],
): Promise<void> {
  const sorted = [...moves].sort((a, b) => (a.bookId < b.bookId ? -1 : a.bookId > b.bookId ? 1 : 0));
  for (const { bookId, before, now } of sorted) await moveSums(tx, bookId, before, now);
}
