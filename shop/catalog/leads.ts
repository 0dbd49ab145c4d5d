import { sql, type SQL } from "drizzle-orm";
import { pageOf, type Page } from "../_kernel/pagination.ts";
import type { Ctx } from "../_runtime/context.ts";
import { leadEditionOrder } from "./rows.ts";

/*
 * Two ways to a list of works, each by its lead edition (record 26). Which one is shorter depends on how many books may stand
 * on it, not on what the planner believes.
 */

export interface Paging {
  page: number;
  pageSize: number;
}

/** So many books are gathered and sorted sooner than they are met on a walk. */
export const FEW = 1_000;
/** So many books a walk goes past before it gives up: those it is after may all stand far behind. */
const FAR = 10_000;

/** The order of a shelf: what can be had first, then by title. */
export const shelfOrder = sql.raw("(lead.stock > 0) desc, lead.title, lead.id");

/**
 * One slug a work (its lead edition), for the books that `where` finds, in the order of `orderBy` over `lead`. All of them are
 * looked at, and counted where their number is not known already.
 */
export async function gatherLeads(
  ctx: Ctx,
  where: SQL,
  orderBy: SQL,
  { page, pageSize }: Paging,
  known?: number,
): Promise<Page<string>> {
  const { rows } = await ctx.db.execute<{ slug: string; total: number }>(sql`
    with lead as (
      select distinct on (b.work_id) b.id, b.work_id, b.title, b.stock
      from books b where b.archived_at is null and ${where}
      order by b.work_id, ${leadEditionOrder}
    )
    select (select b.slug from books b where b.id = lead.id) as slug, ${known ?? sql`count(*) over ()`}::int as total from lead
    order by ${orderBy} limit ${pageSize} offset ${(page - 1) * pageSize}`);
  if (rows.length === 0 && page > 1 && known === undefined) {
    const first = await gatherLeads(ctx, where, orderBy, { page: 1, pageSize: 1 });
    return pageOf([], first.total, page, pageSize);
  }
  return pageOf(
    rows.map((row) => row.slug),
    known ?? rows[0]?.total ?? 0,
    page,
    pageSize,
  );
}

/**
 * The same in the order of a shelf, without their number: walks along the books of the shop until the page is full. Fewer than
 * asked for where there are no more, or where it would be too far. `fits` is said of a book, as a subquery that the planner
 * cannot turn into a join with all that there is.
 */
export async function walkToLeads(
  ctx: Ctx,
  fits: (book: "shelf" | "b") => SQL,
  { page, pageSize }: Paging,
): Promise<string[]> {
  const before = (page - 1) * pageSize;
  if (before + pageSize > FAR) return [];
  const { rows } = await ctx.db.execute<{ slug: string }>(sql`
    select shelf.slug from (
      select b.id, b.slug, b.title, b.work_id, b.stock > 0 as had from books b where b.archived_at is null
      order by (b.stock > 0) desc, b.title, b.id limit ${FAR}
    ) as shelf
    where ${fits("shelf")} and shelf.id = (
      select b.id from books b where b.work_id = shelf.work_id and b.archived_at is null and ${fits("b")}
      order by ${leadEditionOrder} limit 1)
    order by shelf.had desc, shelf.title, shelf.id limit ${pageSize} offset ${before}`);
  return rows.map((row) => row.slug);
}
