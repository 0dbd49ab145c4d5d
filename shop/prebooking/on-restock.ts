import { sql } from "drizzle-orm";
import { newId } from "../_kernel/ids.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { readSaleFacts } from "../catalog/index.ts";

/** Books of one statement. */
const CHUNK = 1_000;

/**
 * The subscriber that turns everybody who waits for these books into `notified`, with the time (PRE-3): one statement, however
 * many wait, and one job a book for the worker to tell them. Nothing is written for a single person here, so that whoever
 * moves the stock waits for the one update alone. Books that are not sold are passed over: they are announced again when
 * they are.
 * @caller the event `stock.restocked`, inside the transaction that holds the books' locks
 */
export async function notifyWaiting(tx: Tx, ctx: Ctx, { bookIds }: { bookIds: readonly string[] }): Promise<void> {
  for (let at = 0; at < bookIds.length; at += CHUNK) {
    const facts = await readSaleFacts(tx, bookIds.slice(at, at + CHUNK));
    const books = [...facts.values()].filter(({ sold, stock }) => sold && stock > 0);
    if (books.length > 0) await notifyOf(tx, ctx, books);
  }
}

async function notifyOf(tx: Tx, ctx: Ctx, books: readonly { bookId: string }[]): Promise<void> {
  const given = JSON.stringify(books.map(({ bookId }) => ({ id: newId(ctx.now), book_id: bookId })));
  const { rows } = await tx.execute<{ id: string }>(sql`
    with given as (
      select * from jsonb_to_recordset(${given}::jsonb) as g(id uuid, book_id uuid)
    ), moved as (
      update prebookings p set state = 'notified', notified_at = now(), restock_id = g.id
      from given g where p.book_id = g.book_id and p.state = 'waiting'
      returning p.restock_id
    ), counted as (
      select restock_id, count(*)::int as people from moved group by restock_id
    )
    insert into restocks (id, book_id, people)
    select g.id, g.book_id, c.people from given g join counted c on c.restock_id = g.id
    returning id`);
  for (const { id } of rows) await ctx.shop.jobs.send(tx, "announce-restocks", { restockId: id });
}
