import { sql } from "drizzle-orm";
import type { Ctx } from "../_runtime/context.ts";
import { readNewest } from "./lists.ts";
import type { Offer } from "./model.ts";
import { cardColumns, cardOf, type CardRow } from "./rows.ts";

interface OfferRow extends CardRow {
  description: string;
  genre: string | null;
}

/**
 * Every edition that is sold, with what a product feed tells of it, in an order that stays; or some of them, beginning behind
 * one.
 */
export async function listOffers(ctx: Ctx, after: string | null = null, most: number | null = null): Promise<Offer[]> {
  const { rows } = await ctx.db.execute<OfferRow>(sql`
    select ${cardColumns}, b.description,
      (select coalesce(g.names ->> ${ctx.locale}, g.names ->> 'en') from book_genres bg join genres g on g.id = bg.genre_id
        where bg.book_id = b.id order by bg.position limit 1) as genre
    from books b where b.archived_at is null and ${after === null ? sql`true` : sql`b.id > ${after}::uuid`}
    order by b.id limit ${most}`);
  return rows.map((row) => ({
    ...cardOf(row),
    isbn13: row.isbn13,
    publisher: row.publisher,
    description: row.description,
    genre: row.genre,
  }));
}

const CHUNK = 500;

/** The same while they are read, some hundreds at a time, in flat memory. */
export async function* readOffers(ctx: Ctx): AsyncGenerator<Offer[]> {
  for (let last: string | null = null; ;) {
    const offers = await listOffers(ctx, last, CHUNK);
    if (offers.length > 0) yield offers;
    const final = offers.at(-1);
    if (!final || offers.length < CHUNK) return;
    last = final.id;
  }
}

/** The works that came in last, each by its lead edition and when its first edition came (ISO 8601), the newest first. */
export const listArrivals = (ctx: Ctx, limit: number): Promise<{ slug: string; arrived: string }[]> =>
  readNewest(ctx, limit, 0);
