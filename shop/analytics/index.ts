import { sql } from "drizzle-orm";
import type { Ctx } from "../_runtime/context.ts";

const LIST_LENGTH = 20;

/**
 * Counts the copies of each work sold in the last 30 days in orders that were paid and not cancelled, and keeps the first
 * twenty. Writes only what changed, so that an unchanged list refreshes no page. Returns whether it did.
 * @caller the worker's schedule `count-bestsellers`
 */
export async function countBestsellers(ctx: Ctx): Promise<boolean> {
  return ctx.transact(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('count-bestsellers'))`);
    const { rows } = await tx.execute<{ changed: boolean }>(sql`
      with sold as (
        select b.work_id, sum(l.quantity)::int as copies, max(o.paid_at) as last_sale
        from orders o join order_lines l on l.order_id = o.id join books b on b.id = l.book_id
        where o.paid_at > now() - interval '30 days' and o.state <> 'cancelled' and b.archived_at is null
        group by b.work_id
      ), ranked as (
        select work_id, copies, row_number() over (order by copies desc, last_sale desc, work_id)::int as rank from sold
        order by rank limit ${LIST_LENGTH}
      )
      select exists (
        (select work_id, rank, copies from ranked except select work_id, rank, copies from bestsellers)
        union all
        (select work_id, rank, copies from bestsellers except select work_id, rank, copies from ranked)
      ) as changed`);
    if (!rows[0]?.changed) return false;
    await tx.execute(sql`delete from bestsellers`);
    await tx.execute(sql`
      insert into bestsellers (work_id, rank, copies)
      select work_id, row_number() over (order by copies desc, last_sale desc, work_id)::int, copies from (
        select b.work_id, sum(l.quantity)::int as copies, max(o.paid_at) as last_sale
        from orders o join order_lines l on l.order_id = o.id join books b on b.id = l.book_id
        where o.paid_at > now() - interval '30 days' and o.state <> 'cancelled' and b.archived_at is null
        group by b.work_id
      ) as sold order by 2 limit ${LIST_LENGTH}`);
    return true;
  });
}

/** The bestsellers as last counted, by the edition that stands for each work. */
export async function listBestsellers(ctx: Ctx, limit: number): Promise<{ slug: string; copies: number }[]> {
  const { rows } = await ctx.db.execute<{ slug: string; copies: number }>(sql`
    select lead.slug, s.copies from bestsellers s
    cross join lateral (
      select b.slug from books b where b.work_id = s.work_id and b.archived_at is null
      order by (b.stock > 0) desc, array_position(array['paperback','hardback','large_print','audio_cd','ebook'], b.format), b.price_minor, b.id
      limit 1
    ) as lead
    order by s.rank limit ${limit}`);
  return rows;
}
