import { sql } from "drizzle-orm";
import { newId } from "../_kernel/ids.ts";
import { actorColumns, type Actor, type Ctx, type Db, type Tx } from "../_runtime/context.ts";
import { emit } from "../outbox/index.ts";

/** What a sale needs of a book: whether and how many may be had, at what price, and what the order keeps of it. */
export interface SaleFacts {
  bookId: string;
  sold: boolean;
  stock: number;
  unitPriceMinor: number;
  currency: string;
  title: string;
  authors: string;
  format: string;
  isbn13: string | null;
}

/**
 * Facts of these books as they are now, not locked (`takeStock` compares them under lock); unknown ones are left out.
 * @caller cart and checkout
 */
export async function readSaleFacts(db: Db, bookIds: readonly string[]): Promise<Map<string, SaleFacts>> {
  if (bookIds.length === 0) return new Map();
  const { rows } = await db.execute<SaleFacts & Record<string, unknown>>(sql`
    select b.id as "bookId", b.archived_at is null as sold, b.stock, b.price_minor as "unitPriceMinor", b.currency, b.title,
      b.format, b.isbn13, coalesce((select string_agg(c.name, ', ' order by bc.position) from book_contributors bc
        join contributors c on c.id = bc.contributor_id where bc.book_id = b.id and bc.role = 'author'), '') as authors
    from books b where b.id in ${[...bookIds]}`);
  return new Map(rows.map((row) => [row.bookId, row]));
}

export interface StockLine {
  bookId: string;
  orderLineId: string;
  quantity: number;
}

export interface Shortage {
  bookId: string;
  /** What there is; 0 also for a book that is no longer sold. */
  available: number;
}

/**
 * Takes copies out of stock for order lines, in one statement: locks the books in the order of their ids, compares stock
 * (and, where `unitPriceMinor` is given, the price) and writes one movement a line when everything is there. Otherwise
 * nothing moves, and the answer says what is short. Call it last in a transaction, so that the locks are held briefly.
 * The lock is FOR NO KEY UPDATE: it shuts out every other taker, but not the foreign keys of carts and order lines.
 * @caller checkout, and orders when late money revives one
 */
export async function takeStock(
  tx: Tx,
  ctx: Ctx,
  reason: "sale" | "revival",
  lines: readonly (StockLine & { unitPriceMinor?: number })[],
): Promise<{ short: Shortage[]; repriced: boolean }> {
  const { actorKind, actorId, actorName } = inTheLedger(ctx.actor);
  const wanted = JSON.stringify(
    lines.map((line) => ({
      id: newId(ctx.now),
      book_id: line.bookId,
      order_line_id: line.orderLineId,
      quantity: line.quantity,
      price_minor: line.unitPriceMinor ?? null,
    })),
  );
  const { rows } = await tx.execute<{ book_id: string; available: number; short: boolean; repriced: boolean }>(sql`
    with wanted as (
      select * from jsonb_to_recordset(${wanted}::jsonb)
        as w(id uuid, book_id uuid, order_line_id uuid, quantity int, price_minor int)
    ), locked as materialized (
      select b.id, b.price_minor, case when b.archived_at is null then b.stock else 0 end as available
      from books b where b.id in (select book_id from wanted) order by b.id for no key update
    ), asked as (
      select w.*, coalesce(l.available, 0) as available,
        sum(w.quantity) over (partition by w.book_id) > coalesce(l.available, 0) as short,
        coalesce(w.price_minor <> l.price_minor, false) as repriced
      from wanted w left join locked l on l.id = w.book_id
    ), moved as (
      insert into stock_movements (id, book_id, delta, reason, order_line_id, actor_kind, actor_id, actor_name)
      select id, book_id, -quantity, ${reason}, order_line_id, ${actorKind}, ${actorId}::uuid, ${actorName} from asked
      where not exists (select 1 from asked where short or repriced)
    )
    select book_id, available::int, short, repriced from asked`);
  return {
    short: rows.filter((row) => row.short).map((row) => ({ bookId: row.book_id, available: row.available })),
    repriced: rows.some((row) => row.repriced),
  };
}

/**
 * Puts copies of order lines back, with the books locked in the order of their ids; tells whoever waits for a restock of
 * those that had none.
 * @caller orders, when one is cancelled or expires
 */
export async function returnStock(
  tx: Tx,
  ctx: Ctx,
  reason: "cancellation" | "expiry" | "return",
  lines: readonly StockLine[],
): Promise<void> {
  const { actorKind, actorId, actorName } = inTheLedger(ctx.actor);
  const given = JSON.stringify(
    lines.map((line) => ({
      id: newId(ctx.now),
      book_id: line.bookId,
      order_line_id: line.orderLineId,
      quantity: line.quantity,
    })),
  );
  const { rows } = await tx.execute<{ id: string; stock: number }>(sql`
    with given as (
      select * from jsonb_to_recordset(${given}::jsonb) as g(id uuid, book_id uuid, order_line_id uuid, quantity int)
    ), locked as materialized (
      select b.id, b.stock from books b where b.id in (select book_id from given) order by b.id for no key update
    ), moved as (
      insert into stock_movements (id, book_id, delta, reason, order_line_id, actor_kind, actor_id, actor_name)
      select g.id, g.book_id, g.quantity, ${reason}, g.order_line_id, ${actorKind}, ${actorId}::uuid, ${actorName}
      from given g join locked l on l.id = g.book_id
    )
    select id, stock from locked`);
  const restocked = rows.filter((row) => row.stock === 0).map((row) => row.id);
  if (restocked.length > 0) await emit(tx, ctx, "stock.restocked", { bookIds: restocked });
}

/**
 * Whether a book is sold and how many there are, held until the transaction ends: nobody takes or brings copies meanwhile, but
 * others may hold it, too. Null for none.
 * @caller prebooking
 */
export async function holdStock(tx: Tx, bookId: string): Promise<{ sold: boolean; stock: number } | null> {
  const { rows } = await tx.execute<{ sold: boolean; stock: number }>(
    sql`select archived_at is null as sold, stock from books where id = ${bookId} for share`,
  );
  return rows[0] ?? null;
}

/** The ledger is never changed, so a customer's name, which they may have deleted, does not stand in it. */
const inTheLedger = (actor: Actor) => ({
  ...actorColumns(actor),
  ...(actor.kind === "user" && actor.role === "customer" && { actorName: null }),
});
