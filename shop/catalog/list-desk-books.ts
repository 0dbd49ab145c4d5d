import { sql, type SQL } from "drizzle-orm";
import { NotFound } from "../_kernel/errors.ts";
import { isId } from "../_kernel/ids.ts";
import { money } from "../_kernel/money.ts";
import { pageOf, type Page } from "../_kernel/pagination.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx, Db } from "../_runtime/context.ts";
import { parseIsbn } from "./isbn.ts";
import { soldIn30Days } from "./ledger.ts";
import { BOOKS_PER_PAGE, LOW_STOCK, type BookFilter, type DeskBook, type DeskBookRow, type Format } from "./model.ts";
import { cardColumns, cardOf, creditedPeople, type CardRow } from "./rows.ts";
import { readBooksById } from "./stored-books.ts";

/** Title, people, publisher, or an ISBN and its beginning; whatever the accents and the case. */
function matching(text: string): SQL {
  const isbn = parseIsbn(text);
  if (isbn) return sql`b.isbn13 = ${isbn}`;
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  const digits = text.replace(/[\s-]/g, "");
  // the pattern as a subquery, which is worked out once and not for each book
  const like = (text: string) => sql`lower(unaccent(${sql.raw(text)})) like (select lower(unaccent(${pattern})))`;
  return sql`(${like("concat_ws(chr(10), b.title, b.publisher, b.series_name)")}
    ${/^\d{4,}$/.test(digits) ? sql`or b.isbn13 like ${`${digits}%`}` : sql``}
    or b.id in (select bc.book_id from book_contributors bc join contributors c on c.id = bc.contributor_id where ${like("c.name")}))`;
}

const lacking: Record<NonNullable<BookFilter["lacks"]>, SQL> = {
  cover: sql`b.cover is null`,
  price: sql`b.price_minor = 0`,
  isbn: sql`b.isbn13 is null`,
  genre: sql`not exists (select 1 from book_genres bg where bg.book_id = b.id)`,
  description: sql`b.description = ''`,
};
const stocked: Record<NonNullable<BookFilter["stock"]>, SQL> = {
  in: sql`b.stock > 0`,
  low: sql`b.stock between 1 and ${LOW_STOCK}`,
  out: sql`b.stock = 0`,
};
const sortable = { title: "b.title", changed: "b.updated_at", stock: "b.stock", price: "b.price_minor" } as const;

function where(filter: Omit<BookFilter, "sort" | "direction" | "page">): SQL {
  const parts = [sql`true`];
  if (filter.text) parts.push(matching(filter.text));
  if (filter.state)
    parts.push(filter.state === "archived" ? sql`b.archived_at is not null` : sql`b.archived_at is null`);
  if (filter.stock) parts.push(stocked[filter.stock]);
  if (filter.lacks) parts.push(lacking[filter.lacks]);
  if (filter.genre) {
    parts.push(sql`b.id in (select bg.book_id from book_genres bg where bg.genre_id in (
      with recursive below as (
        select id from genres where slug = ${filter.genre}
        union all select g.id from genres g join below on g.parent_id = below.id
      ) select id from below))`);
  }
  return sql.join(parts, sql` and `);
}

/**
 * A query, for a statement of another module, of what the desk shows of books whose title, people, publisher or ISBN match the
 * text; of all of them without one.
 */
export const deskBooks = (text?: string): SQL => sql`
  select b.id, b.slug, b.title, b.isbn13 as isbn, b.format, b.language, b.stock,
    b.archived_at is not null as archived, coalesce((select string_agg(c.name, ', ' order by bc.position) from book_contributors bc
      join contributors c on c.id = bc.contributor_id where bc.book_id = b.id and bc.role = 'author'), '') as authors
  from books b where ${text ? matching(text) : sql`true`}`;

/**
 * The desk's list of books, archived ones too. What a filter leaves is found once, then counted and put in order: a walk along
 * the titles until enough are found would be long where few are. Everything else about a book is read of the page's alone.
 */
export async function listDeskBooks(ctx: Ctx, filter: BookFilter): Promise<Page<DeskBookRow>> {
  authorize(ctx, "catalog.read");
  const direction = sql.raw(filter.direction === "asc" ? "asc" : "desc");
  const [column, found] = [sql.raw(sortable[filter.sort]), where(filter)];
  const narrow = filter.text ?? filter.genre ?? filter.stock ?? filter.lacks;
  const end = sql`limit ${BOOKS_PER_PAGE} offset ${(filter.page - 1) * BOOKS_PER_PAGE}`;
  const here = narrow
    ? sql`found as materialized (select b.id, ${column} as key from books b where ${found}),
        here as (select id from found order by key ${direction}, id ${direction} ${end}),
        total as (select count(*)::int as n from found)`
    : sql`here as (select b.id from books b where ${found} order by ${column} ${direction}, b.id ${direction} ${end}),
        total as (select count(*)::int as n from books b where ${found})`;
  const { rows: all } = await ctx.db.execute<
    CardRow & { n: number; archived: boolean; genre: string | null; changed_at: string; id: string | null }
  >(sql`
    with ${here}
    select total.n, book.* from total left join (
      select ${cardColumns}, b.archived_at is not null as archived, b.updated_at, b.updated_at as changed_at,
        (select coalesce(g.names ->> ${ctx.locale}, g.names ->> 'en') from book_genres bg join genres g on g.id = bg.genre_id
          where bg.book_id = b.id order by bg.position limit 1) as genre
      from here join books b on b.id = here.id
    ) as book on true order by ${sql.raw(sortable[filter.sort].replace("b.", "book."))} ${direction}, book.id ${direction}`);
  const rows = all.filter(({ id }) => id !== null);
  return pageOf(
    rows.map((row) => ({
      id: row.id,
      slug: row.slug,
      title: row.title,
      authors: creditedPeople(row.people)
        .map(({ name }) => name)
        .join(", "),
      isbn: row.isbn13,
      format: row.format as Format,
      language: row.language,
      price: money(row.price_minor, row.currency),
      stock: row.stock,
      archived: row.archived,
      genre: row.genre,
      coverKey: cardOf(row).coverKey,
      changedAt: new Date(row.changed_at),
    })),
    all[0]?.n ?? 0,
    filter.page,
    BOOKS_PER_PAGE,
  );
}

/** Ids of all books that a list finds, at most so many. */
export async function findMatching(
  db: Db,
  filter: Omit<BookFilter, "sort" | "direction" | "page">,
  most: number,
): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(
    sql`select b.id from books b where ${where(filter)} order by b.id limit ${most}`,
  );
  return rows.map(({ id }) => id);
}

/** Everything about a book that the desk edits or looks at. Throws NotFound. */
export async function getDeskBook(ctx: Ctx, id: string): Promise<DeskBook> {
  authorize(ctx, "catalog.read");
  if (!isId(id)) throw new NotFound("book");
  const [stored, { rows }] = await Promise.all([
    readBooksById(ctx.db, [id]),
    ctx.db.execute<CardRow & { sold: number; created_at: string; changed_at: string }>(sql`
      select ${cardColumns}, b.created_at, b.updated_at as changed_at, ${soldIn30Days(ctx, "b.id")} as sold
      from books b where b.id = ${id}`),
  ]);
  const book = stored.get(id);
  const [row] = rows;
  if (!book || !row) throw new NotFound("book");
  const { cover, ...facts } = book;
  return {
    ...facts,
    coverKey: cardOf(row).coverKey,
    hasCover: cover !== null,
    sold: row.sold,
    createdAt: new Date(row.created_at),
    changedAt: new Date(row.changed_at),
  };
}

/** The book with this ISBN, for a scanner; null for none. */
export async function findBookByIsbn(ctx: Ctx, text: string): Promise<{ id: string; title: string } | null> {
  authorize(ctx, "catalog.read");
  const isbn = parseIsbn(text);
  if (!isbn) return null;
  const { rows } = await ctx.db.execute<{ id: string; title: string }>(
    sql`select id, title from books where isbn13 = ${isbn}`,
  );
  return rows[0] ?? null;
}
