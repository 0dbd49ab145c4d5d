import { sql } from "drizzle-orm";
import { isId } from "../_kernel/ids.ts";
import { NotFound } from "../_kernel/errors.ts";
import { pageOf, type Page } from "../_kernel/pagination.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { LOW_STOCK, type LedgerRow, type LowStockRow, type MovementReason } from "./model.ts";

export const MOVEMENTS_PER_PAGE = 50;

/**
 * The ledger of a book, the newest movement first: who moved how many, when, why, through which door, and the figure after
 * each. The first row's figure is the current one; with a `reason` only movements of that kind are told, each still with the
 * figure after it. Throws NotFound.
 */
export async function listMovements(
  ctx: Ctx,
  bookId: string,
  {
    page,
    pageSize = MOVEMENTS_PER_PAGE,
    reason,
  }: { page: number; pageSize?: number; reason?: MovementReason | undefined },
): Promise<Page<LedgerRow>> {
  authorize(ctx, "catalog.read");
  if (!isId(bookId)) throw new NotFound("book");
  const { rows } = await ctx.db.execute<Record<string, unknown> & LedgerSqlRow>(sql`
    with running as (
      select m.*, sum(m.delta) over (order by m.created_at, m.id)::int as stock
      from stock_movements m where m.book_id = ${bookId}
    )
    select id, created_at as at, delta, stock, reason, order_line_id as "orderLineId", actor_kind as "actorKind",
      actor_name as "actorName", door, import_id as "importId", note, count(*) over ()::int as total
    from running where ${reason === undefined ? sql`true` : sql`reason = ${reason}`} order by created_at desc, id desc limit ${pageSize} offset ${(page - 1) * pageSize}`);
  return pageOf(
    rows.map(({ total: _, at, ...row }) => ({ ...row, at: new Date(at) })),
    rows[0]?.total ?? 0,
    page,
    pageSize,
  );
}

type LedgerSqlRow = Omit<LedgerRow, "at" | "reason"> & { at: string; reason: MovementReason; total: number };

/** Books on sale with at most `threshold` copies, the fewest first; with how many were sold in the last 30 days. */
export async function listLowStock(
  ctx: Ctx,
  {
    threshold = LOW_STOCK,
    page,
    pageSize = MOVEMENTS_PER_PAGE,
  }: { threshold?: number; page: number; pageSize?: number },
): Promise<Page<LowStockRow>> {
  authorize(ctx, "catalog.read");
  const [total, { rows }] = await Promise.all([
    countLowStock(ctx, threshold),
    ctx.db.execute<Record<string, unknown> & LowStockRow>(sql`
      with low as (
        select b.id, b.slug, b.title, b.isbn13 as isbn, b.format, b.language, b.stock
        from books b where b.archived_at is null and b.stock <= ${threshold} and b.format <> 'ebook'
        order by b.stock, b.id limit ${pageSize} offset ${(page - 1) * pageSize}
      )
      select low.*, ${soldIn30Days(ctx, "low.id")} as sold,
        coalesce((select string_agg(c.name, ', ' order by bc.position) from book_contributors bc
          join contributors c on c.id = bc.contributor_id where bc.book_id = low.id and bc.role = 'author'), '') as authors
      from low order by stock, sold desc, id`),
  ]);
  return pageOf(rows, total, page, pageSize);
}

/** How many books are at or under the mark. */
export async function countLowStock(ctx: Ctx, threshold = LOW_STOCK): Promise<number> {
  authorize(ctx, "catalog.read");
  const { rows } = await ctx.db.execute<{ n: number }>(sql`
    select count(*)::int as n from books b where b.archived_at is null and b.stock <= ${threshold} and b.format <> 'ebook'`);
  return rows[0]?.n ?? 0;
}

/** Copies that left by orders in the last 30 days and did not come back; `book` is a column. */
export const soldIn30Days = (ctx: Ctx, book: string) => sql`(
  select coalesce(-sum(m.delta), 0)::int from stock_movements m where m.book_id = ${sql.raw(book)}
    and m.order_line_id is not null and m.created_at > ${ctx.now.toISOString()}::timestamptz - interval '30 days')`;
