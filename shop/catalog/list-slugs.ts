import { sql, type SQL } from "drizzle-orm";
import type { Ctx } from "../_runtime/context.ts";

/** Slugs of what has a public address. */
export interface Slugs {
  genres: string[];
  books: string[];
  contributors: string[];
}

/** In the order in which they are told: what comes anew is a book most of the time, and changes no part before its own. */
const kinds = {
  genres: { from: sql`genres g where g.archived_at is null`, by: sql`g.position, g.slug` },
  books: { from: sql`books b where b.archived_at is null`, by: sql`b.id` },
  contributors: {
    from: sql`contributors c where exists (
      select 1 from book_contributors bc join books b on b.id = bc.book_id where bc.contributor_id = c.id and b.archived_at is null)`,
    by: sql`c.slug`,
  },
} satisfies Record<keyof Slugs, { from: SQL; by: SQL }>;

/** How many public addresses the catalogue has. */
export async function countSlugs(ctx: Ctx): Promise<Record<keyof Slugs, number>> {
  const counts = Object.values(kinds).map(({ from }) => sql`(select count(*)::int from ${from})`);
  const { rows } = await ctx.db.execute<Record<keyof Slugs, number>>(
    sql`select ${counts[0]} as genres, ${counts[1]} as books, ${counts[2]} as contributors`,
  );
  return rows[0] ?? { genres: 0, books: 0, contributors: 0 };
}

/** The public addresses of the catalogue, for the sitemap: all of them, or those of a part, all kinds told one after the other. */
export async function listAllSlugs(ctx: Ctx, part?: { from: number; most: number }): Promise<Slugs> {
  const found: Slugs = { genres: [], books: [], contributors: [] };
  const counts = part && (await countSlugs(ctx));
  let before = 0;
  for (const [kind, { from, by }] of Object.entries(kinds) as [keyof Slugs, (typeof kinds)[keyof Slugs]][]) {
    const begin = part && counts ? Math.max(part.from - before, 0) : 0;
    const end = part && counts ? Math.min(part.from + part.most - before, counts[kind]) : null;
    before += counts?.[kind] ?? 0;
    if (end !== null && end <= begin) continue;
    const { rows } = await ctx.db.execute<{ slug: string }>(sql`
      select slug from ${from} order by ${by} limit ${end === null ? null : end - begin} offset ${begin}`);
    found[kind] = rows.map(({ slug }) => slug);
  }
  return found;
}
