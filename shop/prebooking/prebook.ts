import { and, eq, sql } from "drizzle-orm";
import { isId, newId } from "../_kernel/ids.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { ownId } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { holdStock } from "../catalog/index.ts";
import { prebookings } from "../../db/schema/prebooking.ts";

export type PrebookRefusal = Refusal<"BOOK_UNAVAILABLE" | "BOOK_IN_STOCK" | "ALREADY_PREBOOKED">;

/**
 * Notes that the person wants to be told when the book is there again (PRE-1). Refuses `BOOK_UNAVAILABLE` for one that is not
 * sold, `BOOK_IN_STOCK` for one that can be had, `ALREADY_PREBOOKED` for one that the person waits for already.
 * The figure is held until the commit: a delivery comes either before, and is told, or after, and finds the pre-booking.
 * @caller the person
 */
export async function prebook(
  ctx: Ctx,
  { bookId }: { bookId: string },
): Promise<Result<{ id: string }, PrebookRefusal>> {
  const userId = ownId(ctx);
  if (!isId(bookId)) return refuse("BOOK_UNAVAILABLE");
  return ctx.transact(async (tx) => {
    const book = await holdStock(tx, bookId);
    if (!book?.sold) return refuse("BOOK_UNAVAILABLE");
    if (book.stock > 0) return refuse("BOOK_IN_STOCK");
    const [made] = await tx
      .insert(prebookings)
      .values({ id: newId(ctx.now), userId, bookId })
      .onConflictDoNothing({
        target: [prebookings.userId, prebookings.bookId],
        where: sql`${prebookings.state} = 'waiting'`,
      })
      .returning({ id: prebookings.id });
    return made ? ok(made) : refuse("ALREADY_PREBOOKED");
  });
}

/**
 * Waits no longer; the record stays. One that is cancelled already stays as it is. Refuses `NOT_FOUND` for others' as for
 * none, `ALREADY_DONE` for one that was told meanwhile.
 * @caller the person
 */
export async function cancelPrebooking(
  ctx: Ctx,
  id: string,
): Promise<Result<{ bookId: string }, Refusal<"NOT_FOUND" | "ALREADY_DONE">>> {
  const userId = ownId(ctx);
  if (!isId(id)) return refuse("NOT_FOUND");
  const its = and(eq(prebookings.id, id), eq(prebookings.userId, userId));
  const [gone] = await ctx.db
    .update(prebookings)
    .set({ state: "cancelled", cancelledAt: sql`now()` })
    .where(and(its, eq(prebookings.state, "waiting")))
    .returning({ bookId: prebookings.bookId });
  if (gone) return ok(gone);
  const [there] = await ctx.db
    .select({ bookId: prebookings.bookId, state: prebookings.state })
    .from(prebookings)
    .where(its);
  if (!there) return refuse("NOT_FOUND");
  return there.state === "cancelled" ? ok({ bookId: there.bookId }) : refuse("ALREADY_DONE");
}
