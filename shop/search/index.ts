import { sql, type SQL } from "drizzle-orm";
import { pageOf, type Page } from "../_kernel/pagination.ts";
import type { Ctx } from "../_runtime/context.ts";
import { parseIsbn } from "../catalog/index.ts";
import type { GenreRef, Person } from "../catalog/model.ts";

export const MAX_QUERY = 200;

/** Words of a query: letters and digits only, so that whatever is typed is a query that PostgreSQL can read. */
const wordsOf = (q: string): string[] =>
  q
    .normalize("NFC")
    .slice(0, MAX_QUERY)
    .match(/[\p{L}\p{N}]+/gu)
    ?.slice(0, 12) ?? [];

/**
 * Each word whole or as a stem, in any field; the last one may still be being typed. Worked out beforehand, so that the planner
 * sees which words they are, and no book is compared with words that are parsed anew.
 */
async function queryOf(ctx: Ctx, words: readonly string[], prefix: boolean): Promise<SQL> {
  const parts = words.map((word, index) => {
    const typed = `${word}${prefix && index === words.length - 1 ? ":*" : ""}`;
    return sql`(to_tsquery('octavo_names', ${typed}) || to_tsquery('octavo', ${typed}))`;
  });
  const { rows } = await ctx.db.execute<{ query: string }>(sql`select (${sql.join(parts, sql` && `)})::text as query`);
  return sql`${rows[0]?.query ?? ""}::tsquery`;
}

/** So many books are put in order by how well they match; of commoner words than that, the others are left out. */
export const MOST_RANKED = 2_000;

/** Title, people, subtitle or series: these alone have an index of their own, and count far more than a description. */
const inNames = sql.raw("ts_filter(d.document, '{a,b}')");

/** Ids of books that match, at most so many: first by their names, then by anything, of these the newest. */
const matching = (query: SQL, most: number) => sql`
  with named as materialized (select d.book_id from search_documents d where ${inNames} @@ ${query} limit ${most}),
  others as materialized (
    select d.book_id from search_documents d where d.document @@ ${query} and (select count(*) from named) < ${most}
    order by d.book_id desc limit ${most})
  select book_id from (
    select book_id from named union all select book_id from others where book_id not in (select book_id from named)
  ) as all_of_them limit ${most}`;

/**
 * Books that hold all words of `q` in title, people, subtitle, series, genres, description or ISBN, the best match first,
 * regardless of accents and case (DSC-2); one edition a work. An ISBN, hyphenated or not, finds its edition. Slugs. Where more
 * than `MOST_RANKED` books match, those of them whose names do are found.
 */
export async function searchBooks(
  ctx: Ctx,
  { q, page, pageSize }: { q: string; page: number; pageSize: number },
): Promise<Page<string>> {
  const isbn = parseIsbn(q);
  const words = isbn ? [isbn] : wordsOf(q);
  if (words.length === 0) return pageOf([], 0, page, pageSize);
  const run = async (prefix: boolean, limit: number, offset: number) => {
    const query = await queryOf(ctx, words, prefix);
    const { rows: counted } = await ctx.db.execute<{ n: number }>(sql`
      select count(*)::int as n from (
        select 1 from search_documents d where d.document @@ ${query} limit ${MOST_RANKED + 1}) as few`);
    const among =
      (counted[0]?.n ?? 0) > MOST_RANKED
        ? sql`d.book_id in (${matching(query, MOST_RANKED)})`
        : sql`d.document @@ ${query}`;
    const { rows } = await ctx.db.execute<{ slug: string; total: number }>(sql`
      with found as (
        select distinct on (b.work_id) b.id, b.slug, b.title, b.stock,
          ts_rank_cd('{0.05, 0.2, 0.6, 1.0}', d.document, q.query, 1) as rank
        from search_documents d join books b on b.id = d.book_id,
          (select ${query} as query) as q
        where b.archived_at is null and ${among}
        order by b.work_id, (b.stock > 0) desc, ts_rank_cd('{0.05, 0.2, 0.6, 1.0}', d.document, q.query, 1) desc,
          array_position(array['paperback','hardback','large_print','audio_cd','ebook'], b.format), b.id
      )
      select slug, count(*) over ()::int as total from found
      order by rank * (case when stock > 0 then 1 else 0.8 end) desc, title, id limit ${limit} offset ${offset}`);
    return rows;
  };
  const offset = (page - 1) * pageSize;
  let rows = await run(false, pageSize, offset);
  // a word that is no whole word may be the beginning of one
  if (rows.length === 0 && page === 1) rows = await run(true, pageSize, 0);
  const total = rows[0]?.total ?? (page > 1 ? ((await run(false, 1, 0))[0]?.total ?? 0) : 0);
  return pageOf(
    rows.map((row) => row.slug),
    total,
    page,
    pageSize,
  );
}

export interface Suggestions {
  books: { slug: string; title: string; authors: string }[];
  people: Person[];
  genres: GenreRef[];
}

/** So many books are weighed against each other at each letter that is typed. */
const MOST_WEIGHED = 300;

/**
 * What somebody who has typed `q` so far may mean: up to six books, three people, two genres. Of beginnings that very many
 * books share, some are weighed.
 */
export async function suggest(ctx: Ctx, q: string): Promise<Suggestions> {
  const words = wordsOf(q);
  if (words.length === 0 || q.trim().length < 2) return { books: [], people: [], genres: [] };
  const isbn = parseIsbn(q);
  const query = await queryOf(ctx, isbn ? [isbn] : words, true);
  const name = (column: string) =>
    sql`to_tsvector('octavo_names', ${sql.raw(column)}) @@ (${sql.join(
      words.map((word, i) => sql`to_tsquery('octavo_names', ${i === words.length - 1 ? `${word}:*` : word})`),
      sql` && `,
    )})`;
  const genreName = sql`coalesce(g.names ->> ${ctx.locale}, g.names ->> 'en')`;
  const [books, people, genres] = await Promise.all([
    ctx.db.execute<{ slug: string; title: string; authors: string }>(sql`
      with named as materialized (select d.book_id from search_documents d where ${inNames} @@ ${query} limit ${MOST_WEIGHED}),
      others as materialized (
        select d.book_id from search_documents d where d.document @@ ${query} and (select count(*) from named) < ${MOST_WEIGHED}
        limit ${MOST_WEIGHED}),
      found as (
        select distinct on (b.work_id) b.id, b.slug, b.title, b.stock, ts_rank_cd('{0.01, 0.1, 0.6, 1.0}', d.document, q.query, 1) as rank
        from search_documents d join books b on b.id = d.book_id, (select ${query} as query) as q
        where b.archived_at is null and d.book_id in (select book_id from named union select book_id from others)
        order by b.work_id, (b.stock > 0) desc, array_position(array['paperback','hardback','large_print','audio_cd','ebook'], b.format), b.id
      )
      select slug, title, coalesce((select string_agg(c.name, ', ' order by bc.position) from book_contributors bc
        join contributors c on c.id = bc.contributor_id where bc.book_id = found.id and bc.role = 'author'), '') as authors
      from found order by rank desc, title limit 6`),
    ctx.db.execute<{ slug: string; name: string }>(sql`
      select c.slug, c.name from (
        select c.id, c.slug, c.name, c.sort_name from contributors c where ${name("c.name")} order by c.sort_name, c.id offset 0
      ) as c
      where (select true from book_contributors bc join books b on b.id = bc.book_id and b.archived_at is null
        where bc.contributor_id = c.id and bc.role in ('author', 'illustrator', 'editor') limit 1)
      order by c.sort_name, c.id limit 3`),
    ctx.db.execute<{ slug: string; name: string }>(sql`
      select g.slug, ${genreName} as name from genres g where g.archived_at is null and to_tsvector('octavo_names', ${genreName}) @@
        (${sql.join(
          words.map((word, i) => sql`to_tsquery('octavo_names', ${i === words.length - 1 ? `${word}:*` : word})`),
          sql` && `,
        )}) order by g.position limit 2`),
  ]);
  return { books: books.rows, people: people.rows, genres: genres.rows };
}
