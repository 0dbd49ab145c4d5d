import { sql, type SQL } from "drizzle-orm";
import type { Db } from "../_runtime/context.ts";
import type { BookFacts, ContributorRole, Format } from "./model.ts";

/** A book as an editor sees it, with what identifies it. */
export interface StoredBook extends BookFacts {
  id: string;
  workId: string;
  currency: string;
  version: number;
  cover: string | null;
}

interface Row extends Record<string, unknown> {
  id: string;
  workId: string;
  slug: string;
  title: string;
  subtitle: string | null;
  seriesName: string | null;
  seriesNumber: string | null;
  isbn: string | null;
  format: Format;
  language: string;
  publisher: string | null;
  published: string | null;
  firstPublished: number | null;
  pages: number | null;
  description: string;
  price: number;
  currency: string;
  stock: number;
  archived: boolean;
  version: number;
  cover: string | null;
  contributors: { name: string; role: ContributorRole }[] | null;
  genres: string[] | null;
}

/** Rows that travel in one statement: few enough for a statement to end well within its time. */
export const CHUNK = 1_000;

export function* chunksOf<T>(items: readonly T[], size = CHUNK): Generator<T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}

/** Locks these books in the order of their ids, against whoever edits or sells them. @caller a transaction */
export async function lockBooks(tx: Db, ids: readonly string[]): Promise<void> {
  const sorted = [...new Set(ids)].sort();
  for (const chunk of chunksOf(sorted)) {
    await tx.execute(
      sql`select 1 from books where id = any(${sql.param(chunk)}::uuid[]) order by id for no key update`,
    );
  }
}

const read = async (db: Db, where: SQL): Promise<StoredBook[]> => {
  const { rows } = await db.execute<Row>(sql`
    select b.id, b.work_id as "workId", b.slug, b.title, b.subtitle, b.series_name as "seriesName",
      b.series_number as "seriesNumber", b.isbn13 as isbn, b.format, b.language, b.publisher, b.published,
      w.first_published as "firstPublished", b.pages, b.description, b.price_minor as price, b.currency, b.stock,
      b.archived_at is not null as archived, b.version, b.cover, people.contributors, shelves.genres
    from books b join works w on w.id = b.work_id
    left join lateral (select json_agg(json_build_object('name', c.name, 'role', bc.role) order by bc.position) as contributors
      from book_contributors bc join contributors c on c.id = bc.contributor_id where bc.book_id = b.id) as people on true
    left join lateral (select json_agg(g.slug order by bg.position) as genres
      from book_genres bg join genres g on g.id = bg.genre_id where bg.book_id = b.id) as shelves on true
    where ${where}`);
  return rows.map((row) => ({ ...row, contributors: row.contributors ?? [], genres: row.genres ?? [] }));
};

/** A book in the list of all. */
export interface ListedBook extends StoredBook {
  /** ISBN of the first other edition of its work; null for that one itself, and where none has one. */
  sibling: string | null;
}

/** Books in the order of their ids, after one; ids are UUIDs of version 7, so those that come meanwhile come last. */
export async function readBooksAfter(db: Db, last: string | null, limit: number): Promise<ListedBook[]> {
  const books = await read(db, sql`(${last}::uuid is null or b.id > ${last}::uuid) order by b.id limit ${limit}`);
  const { rows } = await db.execute<{ work_id: string; id: string; isbn: string }>(sql`
    select distinct on (work_id) work_id, id, isbn13 as isbn from books
    where work_id = any(${sql.param(books.map(({ workId }) => workId))}::uuid[]) and isbn13 is not null order by work_id, id`);
  const first = new Map(rows.map((row) => [row.work_id, row]));
  return books.map((book) => {
    const lead = first.get(book.workId);
    return { ...book, sibling: lead && lead.id !== book.id ? lead.isbn : null };
  });
}

/** Books by id; unknown ones are left out. */
export async function readBooksById(db: Db, ids: readonly string[]): Promise<Map<string, StoredBook>> {
  const found = new Map<string, StoredBook>();
  for (const chunk of chunksOf([...new Set(ids)])) {
    for (const book of await read(db, sql`b.id = any(${sql.param(chunk)}::uuid[])`)) found.set(book.id, book);
  }
  return found;
}

/** Which books have these ISBNs: id, title and work by ISBN. */
export async function findIsbns(
  db: Db,
  isbns: readonly string[],
): Promise<Map<string, { id: string; title: string; workId: string }>> {
  const found = new Map<string, { id: string; title: string; workId: string }>();
  for (const chunk of chunksOf([...new Set(isbns)], 5 * CHUNK)) {
    const { rows } = await db.execute<{ isbn: string; id: string; title: string; workId: string }>(
      sql`select isbn13 as isbn, id, title, work_id as "workId" from books where isbn13 = any(${sql.param(chunk)}::char(13)[])`,
    );
    for (const { isbn, ...book } of rows) found.set(isbn, book);
  }
  return found;
}

/** The names by which the shop knows people: `J.R.R. Tolkien` and `J. R. R. Tolkien` have one key. */
export async function nameKeys(db: Db, names: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const chunk of chunksOf([...new Set(names)], 5 * CHUNK)) {
    const { rows } = await db.execute<{ name: string; key: string }>(
      sql`select name, name_key(name) as key from unnest(${sql.param(chunk)}::text[]) as name`,
    );
    for (const { name, key } of rows) found.set(name, key);
  }
  return found;
}

/** Ids of the genres with these slugs. */
export async function genreIds(db: Db, slugs: readonly string[]): Promise<Map<string, string>> {
  if (slugs.length === 0) return new Map();
  const { rows } = await db.execute<{ slug: string; id: string }>(
    sql`select slug, id from genres where slug = any(${sql.param([...new Set(slugs)])}::text[])`,
  );
  return new Map(rows.map((row) => [row.slug, row.id]));
}
