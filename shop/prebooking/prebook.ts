import { and, eq, isNull, sql } from "drizzle-orm";
import { isId, newId } from "../_kernel/ids.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { ownId } from "../_runtime/authorize.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { holdStock } from "../catalog/index.ts";
import { prebookingRounds, prebookings } from "../../db/schema/prebooking.ts";

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
      .values({ id: newId(ctx.now), userId, roundId: await openRound(tx, ctx, bookId), locale: ctx.locale })
      .onConflictDoNothing({
        target: [prebookings.userId, prebookings.roundId],
        where: isNull(prebookings.cancelledAt),
      })
      .returning({ id: prebookings.id });
    return made ? ok(made) : refuse("ALREADY_PREBOOKED");
  });
}

/** The round that the book's next restock closes; whoever is the first to wait opens it. */
async function openRound(tx: Tx, ctx: Ctx, bookId: string): Promise<string> {
  const open = tx
    .select({ id: prebookingRounds.id })
    .from(prebookingRounds)
    .where(and(eq(prebookingRounds.bookId, bookId), isNull(prebookingRounds.restockedAt)));
  const [there] = await open;
  if (there) return there.id;
  await tx
    .insert(prebookingRounds)
    .values({ id: newId(ctx.now), bookId })
    .onConflictDoNothing({ target: prebookingRounds.bookId, where: isNull(prebookingRounds.restockedAt) });
  // somebody else may have opened it meanwhile
  const [made] = await open;
  if (!made) throw new Error("the book has no round");
  return made.id;
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
  // the round is held: a restock either waits for this, or was first
  const { rows } = await ctx.db.execute<{ bookId: string }>(sql`
    with open as (
      select r.id, r.book_id from prebooking_rounds r join prebookings p on p.round_id = r.id
      where p.id = ${id} and p.user_id = ${userId} and r.restocked_at is null for share of r
    )
    update prebookings p set cancelled_at = now() from open
    where p.id = ${id} and p.round_id = open.id and p.cancelled_at is null returning open.book_id as "bookId"`);
  const [gone] = rows;
  if (gone) return ok(gone);
  const [there] = await ctx.db
    .select({ bookId: prebookingRounds.bookId, cancelledAt: prebookings.cancelledAt })
    .from(prebookings)
    .innerJoin(prebookingRounds, eq(prebookingRounds.id, prebookings.roundId))
    .where(and(eq(prebookings.id, id), eq(prebookings.userId, userId)));
  if (!there) return refuse("NOT_FOUND");
  return there.cancelledAt ? ok({ bookId: there.bookId }) : refuse("ALREADY_DONE");
}
