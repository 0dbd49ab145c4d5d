import { sql } from "drizzle-orm";
import { pageOf, type Page } from "../_kernel/pagination.ts";
import type { Ctx } from "../_runtime/context.ts";
import { FEW, gatherLeads, shelfOrder, walkToLeads, type Paging } from "./leads.ts";
import type { GenreNode, GenreRef } from "./model.ts";

/** Books of a genre and of all genres below it (CAT-9), what can be had first, then by title. */
export async function listGenreBooks(ctx: Ctx, slug: string, paging: Paging, few: number = FEW): Promise<Page<string>> {
  const { rows } = await ctx.db.execute<{ ids: string[]; total: number }>(sql`
    with recursive below as (
      select id from genres where slug = ${slug}
      union all
      select g.id from genres g join below on g.parent_id = below.id
    )
    select array(select id::text from below) as ids,
      (select count(*)::int from genre_works gw where gw.genre_id = g.id) as total
    from genres g where g.slug = ${slug}`);
  const { ids, total } = rows[0] ?? { ids: [], total: 0 };
  const { page, pageSize } = paging;
  const left = total - (page - 1) * pageSize;
  if (left <= 0) return pageOf([], total, page, pageSize);
  const among = sql`${sql.param(ids)}::uuid[]`;
  if (total > few) {
    // asked by the book: by its genres, each of them would be sought
    const met = await walkToLeads(
      ctx,
      (book) => sql`
        (select true from book_genres bg where bg.book_id = ${sql.raw(book)}.id and (bg.genre_id = any(${among})) is true limit 1)`,
      paging,
    );
    if (met.length === Math.min(pageSize, left)) return pageOf(met, total, page, pageSize);
  }
  const within = sql`b.id in (select bg.book_id from book_genres bg where bg.genre_id = any(${among}))`;
  return gatherLeads(ctx, within, shelfOrder, paging, total);
}

interface GenreRow extends Record<string, unknown> {
  id: string;
  parent_id: string | null;
  slug: string;
  name: string;
  works: number;
}

/** All genres that are not archived as a tree, each with the number of works that are sold in it or below it. */
export async function listGenres(ctx: Ctx): Promise<GenreNode[]> {
  const { rows } = await ctx.db.execute<GenreRow>(sql`
    with counts as (select genre_id, count(*)::int as works from genre_works group by genre_id)
    select g.id, g.parent_id, g.slug, coalesce(g.names ->> ${ctx.locale}, g.names ->> 'en') as name, coalesce(counts.works, 0) as works
    from genres g left join counts on counts.genre_id = g.id
    where g.archived_at is null order by g.position, g.slug`);
  const below = (parent: string | null): GenreNode[] =>
    rows
      .filter((row) => row.parent_id === parent)
      .map((row) => ({ slug: row.slug, name: row.name, works: row.works, children: below(row.id) }));
  return below(null);
}

/** A genre with what stands above and below it. */
export interface FoundGenre {
  genre: GenreNode;
  ancestors: GenreRef[];
}

/** In a tree of genres; null for an unknown slug. */
export function seekGenre(nodes: readonly GenreNode[], slug: string, ancestors: GenreRef[] = []): FoundGenre | null {
  for (const genre of nodes) {
    if (genre.slug === slug) return { genre, ancestors };
    const found = seekGenre(genre.children, slug, [...ancestors, { slug: genre.slug, name: genre.name }]);
    if (found) return found;
  }
  return null;
}

/** Among those that are not archived; null for an unknown slug. */
export const findGenre = async (ctx: Ctx, slug: string): Promise<FoundGenre | null> =>
  seekGenre(await listGenres(ctx), slug);
