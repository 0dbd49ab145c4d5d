import { and, count, eq, sql } from "drizzle-orm";
import { isId } from "../_kernel/ids.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { ownId } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { putIntoCart } from "../cart/index.ts";
import { listCardsById, readSaleFacts } from "../catalog/index.ts";
import { wishes } from "../../db/schema/wishlist.ts";
import { MAX_WISHES, type MoveOutcome } from "./model.ts";

export type WishRefusal = Refusal<"BOOK_UNAVAILABLE"> | Refusal<"WISHLIST_FULL">;

/**
 * Keeps a book for later, with its price and stock as they are now; one that is kept already stays as it was. Refuses
 * `BOOK_UNAVAILABLE` for a book that is not sold, `WISHLIST_FULL` for the two hundred and first.
 * @caller the person
 */
export async function addWish(ctx: Ctx, bookId: string): Promise<Result<null, WishRefusal>> {
  const userId = ownId(ctx);
  if (!isId(bookId)) return refuse("BOOK_UNAVAILABLE");
  return ctx.transact(async (tx) => {
    // two that would both be the last one wait for each other
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`wishes ${userId}`}, 0))`);
    const [kept] = await tx
      .select({ all: count(), here: sql<boolean>`coalesce(bool_or(${wishes.bookId} = ${bookId}), false)` })
      .from(wishes)
      .where(eq(wishes.userId, userId));
    if (kept?.here) return ok(null);
    const book = (await readSaleFacts(tx, [bookId])).get(bookId);
    if (!book?.sold) return refuse("BOOK_UNAVAILABLE");
    if ((kept?.all ?? 0) >= MAX_WISHES) return refuse("WISHLIST_FULL");
    await tx
      .insert(wishes)
      .values({ userId, bookId, seenPriceMinor: book.unitPriceMinor, seenInStock: book.stock > 0 });
    return ok(null);
  });
}

/**
 * Lets a book go; one that is not kept is gone already.
 * @caller the person
 */
export async function removeWish(ctx: Ctx, bookId: string): Promise<void> {
  const userId = ownId(ctx);
  if (!isId(bookId)) return;
  await ctx.db.delete(wishes).where(and(eq(wishes.userId, userId), eq(wishes.bookId, bookId)));
}

/**
 * Puts saved books into the person's cart, one copy each, and takes those off the list that got there. `bookIds` names some of
 * them; null means all. Answers book by book; what could not be had stays on the list, and what another click moved meanwhile
 * is moved once.
 * @caller the person
 */
export async function moveWishesToCart(ctx: Ctx, bookIds: readonly string[] | null): Promise<MoveOutcome[]> {
  const userId = ownId(ctx);
  const kept = await ctx.db
    .select({ bookId: wishes.bookId })
    .from(wishes)
    .where(eq(wishes.userId, userId))
    .orderBy(wishes.createdAt, wishes.bookId);
  const ids = kept.map(({ bookId }) => bookId).filter((id) => bookIds === null || bookIds.includes(id));
  const titles = new Map((await listCardsById(ctx, ids)).map(({ id, title }) => [id, title]));
  const outcomes: MoveOutcome[] = [];
  for (const bookId of ids) {
    const added = await ctx.transact(async (tx) => {
      const taken = await tx
        .delete(wishes)
        .where(and(eq(wishes.userId, userId), eq(wishes.bookId, bookId)))
        .returning();
      return taken.length > 0 ? putIntoCart(tx, ctx, null, { bookId, quantity: 1 }) : ok(null);
    });
    const outcome = added.ok ? "moved" : added.code === "CART_EMPTY" ? "INVALID_INPUT" : added.code;
    outcomes.push({ bookId, title: titles.get(bookId) ?? "", outcome });
  }
  return outcomes;
}
