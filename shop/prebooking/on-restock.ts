import { sql } from "drizzle-orm";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { readSaleFacts } from "../catalog/index.ts";

/** Books of one look. */
const CHUNK = 1_000;

/**
 * The subscriber that closes the rounds of these books: everybody who waits is `notified` from this moment on (PRE-3), and one job
 * a book is sent for the worker to tell them. One row a book changes, so that whoever moves the stock waits no longer for a
 * hundred thousand people than for one. Books that are not sold are passed over: they are announced again when they are.
 * @caller the event `stock.restocked`, inside the transaction that holds the books' locks
 */
export async function notifyWaiting(tx: Tx, ctx: Ctx, { bookIds }: { bookIds: readonly string[] }): Promise<void> {
  for (let at = 0; at < bookIds.length; at += CHUNK) {
    const waited = await waitedFor(tx, bookIds.slice(at, at + CHUNK));
    if (waited.length === 0) continue;
    const there = [...(await readSaleFacts(tx, waited)).values()].filter(({ sold, stock }) => sold && stock > 0);
    for (const restockId of await closeRounds(
      tx,
      there.map(({ bookId }) => bookId),
    )) {
      await ctx.shop.jobs.send(tx, "announce-restocks", { restockId });
    }
  }
}

async function waitedFor(tx: Tx, bookIds: readonly string[]): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select r.book_id as id from prebooking_rounds r
    where r.book_id = any(${sql.param([...bookIds])}::uuid[]) and r.restocked_at is null
      and exists (select 1 from prebookings p where p.round_id = r.id and p.cancelled_at is null)`);
  return rows.map(({ id }) => id);
}

/** The books are locked, so nobody begins to wait meanwhile; who cancels at this moment holds the round, and is waited for. */
async function closeRounds(tx: Tx, bookIds: readonly string[]): Promise<string[]> {
  if (bookIds.length === 0) return [];
  const { rows } = await tx.execute<{ id: string }>(sql`
    update prebooking_rounds set restocked_at = now()
    where book_id = any(${sql.param([...bookIds])}::uuid[]) and restocked_at is null returning id`);
  return rows.map(({ id }) => id);
}
