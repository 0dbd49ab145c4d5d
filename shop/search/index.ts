import { sql } from "drizzle-orm";
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

/** Each word whole or as a stem, in any field; the last one may still be being typed. */
const queryOf = (words: readonly string[], prefix: boolean) => {
  const parts = words.map((word, index) => {
    const last = prefix && index === words.length - 1;
    return sql`(to_tsquery('octavo_names', ${`${word}${last ? ":*" : ""}`}) || to_tsquery('octavo', ${`${word}${last ? ":*" : ""}`}))`;
  });
  return sql.join(parts, sql` && `);
};

/**
 * Books that hold all words of `q` in title, people, subtitle, series, genres, description or ISBN, the best match first,
 * regardless of accents and case (DSC-2); one edition a work. An ISBN, hyphenated or not, finds its edition. Slugs.
 */
export async function searchBooks(
  ctx: Ctx,
  { q, page, pageSize }: { q: string; page: number; pageSize: number },
): Promise<Page<string>> {
  const isbn = parseIsbn(q);
  const words = isbn ? [isbn] : wordsOf(q);
  if (words.length === 0) return pageOf([], 0, page, pageSize);
  const run = async (prefix: boolean, limit: number, offset: number) =>
    (
      await ctx.db.execute<{ slug: string; total: number }>(sql`
        with found as (
          select distinct on (b.work_id) b.id, b.slug, b.title, b.stock,
            ts_rank_cd('{0.05, 0.2, 0.6, 1.0}', d.document, q.query, 1) as rank
          from search_documents d join books b on b.id = d.book_id,
            (select ${queryOf(words, prefix)} as query) as q
          where b.archived_at is null and d.document @@ q.query
          order by b.work_id, (b.stock > 0) desc, ts_rank_cd('{0.05, 0.2, 0.6, 1.0}', d.document, q.query, 1) desc,
            array_position(array['paperback','hardback','large_print','audio_cd','ebook'], b.format), b.id
        )
        select slug, count(*) over ()::int as total from found
        order by rank * (case when stock > 0 then 1 else 0.8 end) desc, title, id limit ${limit} offset ${offset}`)
    ).rows;
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

/** What somebody who has typed `q` so far may mean: up to six books, three people, two genres. */
export async function suggest(ctx: Ctx, q: string): Promise<Suggestions> {
  const words = wordsOf(q);
  if (words.length === 0 || q.trim().length < 2) return { books: [], people: [], genres: [] };
  const isbn = parseIsbn(q);
  const query = queryOf(isbn ? [isbn] : words, true);
  const name = (column: string) =>
    sql`to_tsvector('octavo_names', ${sql.raw(column)}) @@ (${sql.join(
      words.map((word, i) => sql`to_tsquery('octavo_names', ${i === words.length - 1 ? `${word}:*` : word})`),
      sql` && `,
    )})`;
  const genreName = sql`coalesce(g.names ->> ${ctx.locale}, g.names ->> 'en')`;
  const [books, people, genres] = await Promise.all([
    ctx.db.execute<{ slug: string; title: string; authors: string }>(sql`
      with found as (
        select distinct on (b.work_id) b.id, b.slug, b.title, b.stock, ts_rank_cd('{0.01, 0.1, 0.6, 1.0}', d.document, q.query, 1) as rank
        from search_documents d join books b on b.id = d.book_id, (select ${query} as query) as q
        where b.archived_at is null and d.document @@ q.query
        order by b.work_id, (b.stock > 0) desc, array_position(array['paperback','hardback','large_print','audio_cd','ebook'], b.format), b.id
      )
      select slug, title, coalesce((select string_agg(c.name, ', ' order by bc.position) from book_contributors bc
        join contributors c on c.id = bc.contributor_id where bc.book_id = found.id and bc.role = 'author'), '') as authors
      from found order by rank desc, title limit 6`),
    ctx.db.execute<{ slug: string; name: string }>(sql`
      select c.slug, c.name from contributors c where ${name("c.name")}
        and exists (select 1 from book_contributors bc join books b on b.id = bc.book_id and b.archived_at is null
          where bc.contributor_id = c.id and bc.role in ('author', 'illustrator', 'editor'))
      order by c.sort_name limit 3`),
    ctx.db.execute<{ slug: string; name: string }>(sql`
      select g.slug, ${genreName} as name from genres g where g.archived_at is null and to_tsvector('octavo_names', ${genreName}) @@
        (${sql.join(
          words.map((word, i) => sql`to_tsquery('octavo_names', ${i === words.length - 1 ? `${word}:*` : word})`),
          sql` && `,
        )}) order by g.position limit 2`),
  ]);
  return { books: books.rows, people: people.rows, genres: genres.rows };
}
