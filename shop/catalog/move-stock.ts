import { sql } from "drizzle-orm";
import { newId } from "../_kernel/ids.ts";
import { actorColumns, type Ctx, type Tx } from "../_runtime/context.ts";
import { emit } from "../outbox/index.ts";

/** Copies that come or go outside any order. */
export interface Movement {
  bookId: string;
  delta: number;
  reason: "opening" | "restock" | "return" | "correction";
}

/** Where a movement comes from, and what was noted. */
export interface MoveCause {
  door: "desk" | "api" | "import";
  note?: string | null;
  /** One delivery, however often it is sent. */
  receiptId?: string | null;
  importId?: string | null;
}

/**
 * Writes movements into the ledger, one a book, and tells whoever waits for a restock of those that had none. The figure never
 * falls below zero: the database refuses it.
 * @caller a transaction that holds the books' locks
 */
export async function moveStock(tx: Tx, ctx: Ctx, movements: readonly Movement[], cause: MoveCause): Promise<void> {
  if (movements.length === 0) return;
  const { actorKind, actorId, actorName } = actorColumns(ctx.actor);
  const rows = JSON.stringify(
    movements.map(({ bookId, delta, reason }) => ({ id: newId(ctx.now), book_id: bookId, delta, reason })),
  );
  const { rows: empty } = await tx.execute<{ id: string }>(sql`
    with given as (
      select * from jsonb_to_recordset(${rows}::jsonb) as g(id uuid, book_id uuid, delta int, reason text)
    ), shelf as materialized (
      select b.id, b.stock from books b where b.id in (select book_id from given)
    ), moved as (
      insert into stock_movements (id, book_id, delta, reason, actor_kind, actor_id, actor_name, door, receipt_id, import_id, note)
      select id, book_id, delta, reason, ${actorKind}, ${actorId}::uuid, ${actorName}, ${cause.door}, ${cause.receiptId ?? null}::uuid,
        ${cause.importId ?? null}::uuid, ${cause.note ?? null}
      from given
    )
    select s.id from shelf s join given g on g.book_id = s.id where s.stock = 0 and g.delta > 0 and g.reason <> 'opening'`);
  if (empty.length > 0) await emit(tx, ctx, "stock.restocked", { bookIds: empty.map((row) => row.id) });
}
