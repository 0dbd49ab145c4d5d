import { sql, type SQL } from "drizzle-orm";
import { pageOf, type Page } from "../_kernel/pagination.ts";
import type { Ctx } from "../_runtime/context.ts";
import type { ContributorRole, GenreNode, GenreRef, Person, StaffNote } from "./model.ts";
import { leadEditionOrder } from "./rows.ts";

interface Paging {
  page: number;
  pageSize: number;
}

/** One slug a work (its lead edition), for the books that `where` finds, in the order of `orderBy` over `lead`. */
async function listLeads(ctx: Ctx, where: SQL, orderBy: SQL, { page, pageSize }: Paging): Promise<Page<string>> {
  const { rows } = await ctx.db.execute<{ slug: string; total: number }>(sql`
    with lead as (
      select distinct on (b.work_id) b.id, b.work_id, b.slug, b.title, b.stock, b.created_at
      from books b where b.archived_at is null and ${where}
      order by b.work_id, ${leadEditionOrder}
    )
    select slug, count(*) over ()::int as total from lead
    order by ${orderBy} limit ${pageSize} offset ${(page - 1) * pageSize}`);
  if (rows.length === 0 && page > 1) {
    const first = await listLeads(ctx, where, orderBy, { page: 1, pageSize: 1 });
    return pageOf([], first.total, page, pageSize);
  }
  return pageOf(
    rows.map((row) => row.slug),
    rows[0]?.total ?? 0,
    page,
    pageSize,
  );
}

/** What came in last, one edition a work. */
export const listNew = (ctx: Ctx, paging: Paging): Promise<Page<string>> =>
  listLeads(
    ctx,
    sql`true`,
    sql`(select min(all_editions.created_at) from books all_editions where all_editions.work_id = lead.work_id) desc, lead.id desc`,
    paging,
  );

/** The ids of a genre and all below it. */
const genresBelow = (slug: string) => sql`(
  with recursive below as (
    select id from genres where slug = ${slug}
    union all
    select g.id from genres g join below on g.parent_id = below.id
  ) select id from below)`;

/** Books of a genre and of all genres below it (CAT-9), what can be had first, then by title. */
export const listGenreBooks = (ctx: Ctx, slug: string, paging: Paging): Promise<Page<string>> =>
  listLeads(
    ctx,
    sql`b.id in (select bg.book_id from book_genres bg where bg.genre_id in ${genresBelow(slug)})`,
    sql`(lead.stock > 0) desc, lead.title, lead.id`,
    paging,
  );

/** Books a person had a part in, the newest text first. */
export const listContributorBooks = (ctx: Ctx, slug: string, paging: Paging): Promise<Page<string>> =>
  listLeads(
    ctx,
    sql`b.id in (select bc.book_id from book_contributors bc join contributors c on c.id = bc.contributor_id where c.slug = ${slug})`,
    sql`(select w.first_published from works w where w.id = lead.work_id) desc nulls last, lead.title, lead.id`,
    paging,
  );

/** Other works by the authors of a book. */
export async function listMoreByAuthors(ctx: Ctx, slug: string, limit: number): Promise<string[]> {
  const found = await listLeads(
    ctx,
    sql`b.work_id <> (select work_id from books where slug = ${slug}) and b.id in (
      select other.book_id from book_contributors mine
      join book_contributors other on other.contributor_id = mine.contributor_id and other.role = 'author'
      join books me on me.id = mine.book_id
      where me.slug = ${slug} and mine.role = 'author')`,
    sql`(lead.stock > 0) desc, lead.title, lead.id`,
    { page: 1, pageSize: limit },
  );
  return found.items;
}

/**
 * Books that could stand next to this one: same main genre first, then shared genres, those that can be had first; none of
 * its own work or by its own authors. The order differs from book to book but never from call to call.
 */
export async function listSimilar(ctx: Ctx, slug: string, limit: number): Promise<string[]> {
  const { rows } = await ctx.db.execute<{ slug: string }>(sql`
    with me as (select id, work_id from books where slug = ${slug}),
    near as (
      select distinct on (b.work_id) b.id, b.slug, b.stock,
        (select sum(case when mine.position = 0 and theirs.position = 0 then 3 else 1 end)
          from book_genres mine join book_genres theirs on theirs.genre_id = mine.genre_id
          where mine.book_id = me.id and theirs.book_id = b.id) as shared
      from books b, me
      where b.archived_at is null and b.work_id <> me.work_id
        and exists (select 1 from book_genres mine join book_genres theirs on theirs.genre_id = mine.genre_id
          where mine.book_id = me.id and theirs.book_id = b.id)
        and not exists (select 1 from book_contributors mine join book_contributors theirs
          on theirs.contributor_id = mine.contributor_id
          where mine.book_id = me.id and theirs.book_id = b.id and mine.role = 'author' and theirs.role = 'author')
      order by b.work_id, ${leadEditionOrder}
    )
    select slug from near order by (stock > 0) desc, shared desc, md5(slug || ${slug}) limit ${limit}`);
  return rows.map((row) => row.slug);
}

/** The booksellers' notes, newest first, each with the edition that stands for its work. */
export async function listStaffPicks(ctx: Ctx, limit: number): Promise<{ note: StaffNote; slug: string }[]> {
  const { rows } = await ctx.db.execute<{ by: string; desk: string; note: string; slug: string }>(sql`
    select n.by, n.desk, n.note, lead.slug from staff_notes n
    cross join lateral (
      select b.slug, b.stock from books b where b.work_id = n.work_id and b.archived_at is null order by ${leadEditionOrder} limit 1
    ) as lead
    order by (lead.stock > 0) desc, n.created_at desc, n.id desc limit ${limit}`);
  return rows.map(({ by, desk, note, slug }) => ({ note: { by, desk, text: note }, slug }));
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
    with recursive pairs as (
      select id as top, id as genre from genres where archived_at is null
      union all
      select pairs.top, g.id from pairs join genres g on g.parent_id = pairs.genre and g.archived_at is null
    ), counts as (
      select pairs.top, count(distinct b.work_id)::int as works from pairs
      join book_genres bg on bg.genre_id = pairs.genre join books b on b.id = bg.book_id and b.archived_at is null
      group by pairs.top
    )
    select g.id, g.parent_id, g.slug, coalesce(g.names ->> ${ctx.locale}, g.names ->> 'en') as name, coalesce(counts.works, 0) as works
    from genres g left join counts on counts.top = g.id
    where g.archived_at is null order by g.position, g.slug`);
  const below = (parent: string | null): GenreNode[] =>
    rows
      .filter((row) => row.parent_id === parent)
      .map((row) => ({ slug: row.slug, name: row.name, works: row.works, children: below(row.id) }));
  return below(null);
}

/** A genre with what stands above and below it; null for an unknown slug. */
export async function findGenre(ctx: Ctx, slug: string): Promise<{ genre: GenreNode; ancestors: GenreRef[] } | null> {
  const seek = (nodes: GenreNode[], ancestors: GenreRef[]): { genre: GenreNode; ancestors: GenreRef[] } | null => {
    for (const genre of nodes) {
      if (genre.slug === slug) return { genre, ancestors };
      const found = seek(genre.children, [...ancestors, { slug: genre.slug, name: genre.name }]);
      if (found) return found;
    }
    return null;
  };
  return seek(await listGenres(ctx), []);
}

/** A person with the roles they have in books that are sold; null for an unknown slug. */
export async function findContributor(ctx: Ctx, slug: string): Promise<(Person & { roles: ContributorRole[] }) | null> {
  const { rows } = await ctx.db.execute<{ name: string; slug: string; roles: ContributorRole[] | null }>(sql`
    select c.name, c.slug, (select json_agg(distinct bc.role) from book_contributors bc
      join books b on b.id = bc.book_id and b.archived_at is null where bc.contributor_id = c.id) as roles
    from contributors c where c.slug = ${slug}`);
  const row = rows[0];
  return row ? { name: row.name, slug: row.slug, roles: row.roles ?? [] } : null;
}

/** Every public address of the catalogue, for the sitemap. */
export async function listAllSlugs(ctx: Ctx): Promise<{ books: string[]; genres: string[]; contributors: string[] }> {
  const slugs = async (query: SQL) => (await ctx.db.execute<{ slug: string }>(query)).rows.map((row) => row.slug);
  const [books, genres, contributors] = await Promise.all([
    slugs(sql`select slug from books where archived_at is null order by id`),
    slugs(sql`select slug from genres where archived_at is null order by position, slug`),
    slugs(sql`select slug from contributors c where exists (
      select 1 from book_contributors bc join books b on b.id = bc.book_id where bc.contributor_id = c.id and b.archived_at is null) order by slug`),
  ]);
  return { books, genres, contributors };
}
