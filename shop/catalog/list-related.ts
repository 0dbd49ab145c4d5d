import { sql, type SQL } from "drizzle-orm";
import type { Ctx } from "../_runtime/context.ts";
import { FEW, gatherLeads, shelfOrder, walkToLeads } from "./leads.ts";
import { leadEditionOrder } from "./rows.ts";

/** What a book is known by among others. */
interface Me extends Record<string, unknown> {
  id: string;
  work_id: string;
  title: string;
  mains: string[];
  genres: string[];
  authors: string[];
  /** Books of its genres and of its authors, counted no further than needed. */
  shelved: number;
  written: number;
}

async function readMe(ctx: Ctx, slug: string): Promise<Me | undefined> {
  const { rows } = await ctx.db.execute<Me>(sql`
    with me as (
      select b.id, b.work_id, b.title,
        array(select bg.genre_id from book_genres bg where bg.book_id = b.id and bg.position = 0) as mains,
        array(select bg.genre_id from book_genres bg where bg.book_id = b.id) as genres,
        array(select bc.contributor_id from book_contributors bc where bc.book_id = b.id and bc.role = 'author') as authors
      from books b where b.slug = ${slug}
    )
    select me.id, me.work_id, me.title, me.mains::text[], me.genres::text[], me.authors::text[],
      (select count(*)::int from (
        select 1 from book_genres bg where bg.genre_id = any(me.genres) limit ${FEW + 1}) as few) as shelved,
      (select count(*)::int from (
        select 1 from book_contributors bc where bc.contributor_id = any(me.authors) limit ${FEW + 1}) as few) as written
    from me`);
  return rows[0];
}

const idsOf = (ids: readonly string[]) => sql`${sql.param(ids)}::uuid[]`;

/** Other works by the authors of a book. */
export async function listMoreByAuthors(ctx: Ctx, slug: string, limit: number, few: number = FEW): Promise<string[]> {
  const me = await readMe(ctx, slug);
  if (!me || me.authors.length === 0) return [];
  const authors = idsOf(me.authors);
  const paging = { page: 1, pageSize: limit };
  if (me.written > few) {
    const met = await walkToLeads(
      ctx,
      (book) => sql`
        ${sql.raw(book)}.work_id <> ${me.work_id} and (select true from book_contributors bc
          where bc.book_id = ${sql.raw(book)}.id and bc.contributor_id = any(${authors}) and bc.role = 'author' limit 1)`,
      paging,
    );
    if (met.length === limit) return met;
  }
  const theirs = sql`b.work_id <> ${me.work_id} and b.id in (
    select bc.book_id from book_contributors bc where bc.contributor_id = any(${authors}) and bc.role = 'author')`;
  return (await gatherLeads(ctx, theirs, shelfOrder, paging)).items;
}

/** How far along the shelf, on each side of a book, others like it are sought. */
const NEAR = 500;

/**
 * Books that could stand next to this one: same main genre first, then shared genres, those that can be had first; none of
 * its own work or by its own authors. The order differs from book to book but never from call to call. Of large genres only
 * those are looked at that stand near it on the shelf.
 */
export async function listSimilar(ctx: Ctx, slug: string, limit: number, few: number = FEW): Promise<string[]> {
  const me = await readMe(ctx, slug);
  if (!me || me.genres.length === 0) return [];
  if (me.shelved <= few) {
    const within = sql`
      select b.id, b.slug, b.work_id, b.stock from books b
      where b.id in (select bg.book_id from book_genres bg where bg.genre_id = any(${idsOf(me.genres)})) and b.archived_at is null`;
    return alike(ctx, me, within, { slug, limit });
  }
  const found = await alike(ctx, me, around(me, sql`(b.stock > 0) is true`), { slug, limit });
  if (found.length === limit) return found;
  const outOfStock = await alike(ctx, me, around(me, sql`(b.stock > 0) is false`), {
    slug,
    limit: limit - found.length,
  });
  return [...found, ...outOfStock];
}

/** What stands on the shelf on both sides of a book. */
const around = (me: Me, had: SQL): SQL => sql`
  (select b.id, b.slug, b.work_id, b.stock from books b
    where b.archived_at is null and ${had} and (b.title, b.id) > (${me.title}, ${me.id}::uuid)
    order by (b.stock > 0) desc, b.title, b.id limit ${NEAR})
  union all
  (select b.id, b.slug, b.work_id, b.stock from books b
    where b.archived_at is null and ${had} and (b.title, b.id) < (${me.title}, ${me.id}::uuid)
    order by (b.stock > 0), b.title desc, b.id desc limit ${NEAR})`;

/** Those of some books that are like one, each for its work. */
async function alike(
  ctx: Ctx,
  me: Me,
  books: SQL,
  { slug, limit }: { slug: string; limit: number },
): Promise<string[]> {
  const shared = (book: string) => sql`
    (select sum(case when bg.position = 0 and bg.genre_id = any(${idsOf(me.mains)}) then 3 else 1 end) from book_genres bg
      where bg.book_id = ${sql.raw(book)}.id and (bg.genre_id = any(${idsOf(me.genres)})) is true)`;
  const byOthers = (book: string) => sql`
    (select true from book_contributors bc where bc.book_id = ${sql.raw(book)}.id
      and bc.contributor_id = any(${idsOf(me.authors)}) and bc.role = 'author' limit 1) is null`;
  // in their order first, so that only of the first few it is asked which edition stands for its work
  const { rows } = await ctx.db.execute<{ slug: string }>(sql`
    select near.slug from (
      select these.*, these.stock > 0 as had, md5(these.slug || ${slug}) as mark from (
        select each.*, ${shared("each")} as shared from (${books}) as each where each.work_id <> ${me.work_id} offset 0
      ) as these
      where these.shared > 0 order by these.stock > 0 desc, these.shared desc, md5(these.slug || ${slug})
    ) as near
    where ${byOthers("near")} and near.id = (
      select b.id from books b where b.work_id = near.work_id and b.archived_at is null
        and ${shared("b")} > 0 and ${byOthers("b")}
      order by ${leadEditionOrder} limit 1)
    order by near.had desc, near.shared desc, near.mark limit ${limit}`);
  return rows.map((row) => row.slug);
}
