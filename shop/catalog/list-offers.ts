import { sql } from "drizzle-orm";
import type { Ctx } from "../_runtime/context.ts";
import type { Offer } from "./model.ts";
import { cardColumns, cardOf, leadEditionOrder, type CardRow } from "./rows.ts";

interface OfferRow extends CardRow {
  description: string;
  genre: string | null;
}

/** Every edition that is sold, with what a product feed tells of it, in an order that stays. */
export async function listOffers(ctx: Ctx): Promise<Offer[]> {
  const { rows } = await ctx.db.execute<OfferRow>(sql`
    select ${cardColumns}, b.description,
      (select coalesce(g.names ->> ${ctx.locale}, g.names ->> 'en') from book_genres bg join genres g on g.id = bg.genre_id
        where bg.book_id = b.id order by bg.position limit 1) as genre
    from books b where b.archived_at is null order by b.id`);
  return rows.map((row) => ({
    ...cardOf(row),
    isbn13: row.isbn13,
    publisher: row.publisher,
    description: row.description,
    genre: row.genre,
  }));
}

/** The works that came in last, each by its lead edition and when its first edition came (ISO 8601), the newest first. */
export async function listArrivals(ctx: Ctx, limit: number): Promise<{ slug: string; arrived: string }[]> {
  const { rows } = await ctx.db.execute<{ slug: string; arrived: string }>(sql`
    with lead as (
      select distinct on (b.work_id) b.work_id, b.slug, b.id
      from books b where b.archived_at is null order by b.work_id, ${leadEditionOrder}
    )
    select lead.slug, to_char(first.arrived at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as arrived from lead
    cross join lateral (select min(e.created_at) as arrived from books e where e.work_id = lead.work_id) as first
    order by first.arrived desc, lead.id desc limit ${limit}`);
  return rows;
}
