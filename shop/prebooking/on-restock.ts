import { sql } from "drizzle-orm";
import { newId } from "../_kernel/ids.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { readSaleFacts } from "../catalog/index.ts";

/** Books of one look. */
const CHUNK = 1_000;
/** People of one statement: few enough for it to end well within its time, on a busy machine, too. */
const PART = 10_000;

/**
 * The subscriber that turns everybody who waits for these books into `notified`, with the time (PRE-3), set by set, and sends
 * one job a book for the worker to tell them. Nothing is written for a single person here, so that whoever moves the stock
 * waits for the update alone. Books that are not sold are passed over: they are announced again when they are.
 * @caller the event `stock.restocked`, inside the transaction that holds the books' locks
 */
export async function notifyWaiting(tx: Tx, ctx: Ctx, { bookIds }: { bookIds: readonly string[] }): Promise<void> {
  for (let at = 0; at < bookIds.length; at += CHUNK) {
    const waited = await waitedFor(tx, bookIds.slice(at, at + CHUNK));
    if (waited.length === 0) continue;
    for (const { bookId, sold, stock } of (await readSaleFacts(tx, waited)).values()) {
      if (sold && stock > 0) await notifyOf(tx, ctx, bookId);
    }
  }
}

async function waitedFor(tx: Tx, bookIds: readonly string[]): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select g.id from unnest(${sql.param([...bookIds])}::uuid[]) as g(id)
    where exists (select 1 from prebookings p where p.book_id = g.id and p.state = 'waiting')`);
  return rows.map(({ id }) => id);
}

/** The book is locked, so nobody begins to wait meanwhile: who waits now is seen to, part by part, in the order of the index. */
async function notifyOf(tx: Tx, ctx: Ctx, bookId: string): Promise<void> {
  const restockId = newId(ctx.now);
  let people = 0;
  let from = sql`true`;
  for (let more = true; more;) {
    const { rows } = await tx.execute<{ at: string; id: string }>(sql`
      select created_at::text as at, id from prebookings where book_id = ${bookId} and state = 'waiting' and ${from}
      order by created_at, id offset ${PART - 1} limit 1`);
    const [last] = rows;
    const end = last && sql`(${last.at}::timestamptz, ${last.id}::uuid)`;
    const moved = await tx.execute(sql`
      update prebookings set state = 'notified', notified_at = now(), restock_id = ${restockId}
      where book_id = ${bookId} and state = 'waiting' and ${from} and ${end ? sql`(created_at, id) <= ${end}` : sql`true`}`);
    people += moved.rowCount ?? 0;
    more = end !== undefined;
    if (end) from = sql`(created_at, id) > ${end}`;
  }
  if (people === 0) return;
  await tx.execute(sql`insert into restocks (id, book_id, people) values (${restockId}, ${bookId}, ${people})`);
  await ctx.shop.jobs.send(tx, "announce-restocks", { restockId });
}
