import { sql, type SQL } from "drizzle-orm";
import { isId } from "../_kernel/ids.ts";
import { money } from "../_kernel/money.ts";
import { NotFound } from "../_kernel/errors.ts";
import type { Ctx } from "../_runtime/context.ts";
import {
  availabilityOf,
  type BookCard,
  type BookDetails,
  type CoverInput,
  type Format,
  type GenreRef,
} from "./model.ts";
import { cardColumns, cardOf, coverInputOf, coverKeyOf, type CardRow } from "./rows.ts";

interface BookRow extends CardRow {
  series_name: string | null;
  series_number: string | null;
  published: string | null;
  pages: number | null;
  description: string;
  first_published: number | null;
  genres: GenreRef[] | null;
  note: { by: string; desk: string; text: string } | null;
  editions: { slug: string; format: Format; language: string; price_minor: number; stock: number }[] | null;
}

/** A name in the caller's language, English where it has none. `names` is the jsonb column of `g`. */
const genreName = (ctx: Ctx) => sql`coalesce(g.names ->> ${ctx.locale}, g.names ->> 'en')`;

/** Everything about one edition that is sold; null for an unknown slug and for an archived book. */
export const findBook = (ctx: Ctx, slug: string): Promise<BookDetails | null> =>
  readDetails(ctx, sql`b.slug = ${slug} and b.archived_at is null`);

/** The same by id, archived or not: for the desk. */
export const findDetails = (ctx: Ctx, id: string): Promise<BookDetails | null> => readDetails(ctx, sql`b.id = ${id}`);

async function readDetails(ctx: Ctx, where: SQL): Promise<BookDetails | null> {
  const { rows } = await ctx.db.execute<BookRow & Record<string, unknown>>(sql`
    select ${cardColumns}, b.series_name, b.series_number, b.published, b.pages, b.description, w.first_published,
      (select json_agg(json_build_object('slug', g.slug, 'name', ${genreName(ctx)}) order by bg.position)
        from book_genres bg join genres g on g.id = bg.genre_id and g.archived_at is null where bg.book_id = b.id) as genres,
      (select json_build_object('by', n.by, 'desk', n.desk, 'text', n.note) from staff_notes n where n.work_id = w.id) as note,
      (select json_agg(json_build_object('slug', e.slug, 'format', e.format, 'language', e.language,
          'price_minor', e.price_minor, 'stock', e.stock)
          order by array_position(array['paperback','hardback','large_print','audio_cd','ebook'], e.format), e.price_minor, e.id)
        from books e where e.work_id = w.id and e.archived_at is null) as editions
    from books b join works w on w.id = b.work_id
    where ${where}`);
  const row = rows[0];
  if (!row) return null;
  return {
    ...cardOf(row),
    subtitle: row.subtitle,
    series: row.series_name === null ? null : { name: row.series_name, number: row.series_number },
    contributors: row.people ?? [],
    isbn13: row.isbn13,
    publisher: row.publisher,
    published: row.published,
    firstPublished: row.first_published,
    pages: row.pages,
    description: row.description,
    genres: row.genres ?? [],
    staffNote: row.note,
    editions: (row.editions ?? []).map((e) => ({
      slug: e.slug,
      format: e.format,
      language: e.language,
      price: money(e.price_minor, row.currency),
      availability: availabilityOf(e.stock),
    })),
  };
}

/** Cards of the books with these slugs that are sold, in no particular order; unknown ones are left out. */
export async function listCards(ctx: Ctx, slugs: readonly string[]): Promise<BookCard[]> {
  if (slugs.length === 0) return [];
  const { rows } = await ctx.db.execute<CardRow>(
    sql`select ${cardColumns} from books b where b.slug in ${[...slugs]} and b.archived_at is null`,
  );
  return rows.map(cardOf);
}

/** Cards by id, archived books too: for orders, whose books stay what they were. */
export async function listCardsById(ctx: Ctx, ids: readonly string[]): Promise<(BookCard & { sold: boolean })[]> {
  if (ids.length === 0) return [];
  const { rows } = await ctx.db.execute<CardRow & { archived: boolean }>(
    sql`select ${cardColumns}, b.archived_at is not null as archived from books b where b.id in ${[...ids]}`,
  );
  return rows.map((row) => ({ ...cardOf(row), sold: !row.archived }));
}

/**
 * What the cover generator draws for a book, archived or not, with the key of its cover as it is now: that of an uploaded
 * picture, where it has one. Throws NotFound.
 */
export async function getCoverInput(
  ctx: Ctx,
  bookId: string,
): Promise<{ input: CoverInput; coverKey: string; slug: string }> {
  if (!isId(bookId)) throw new NotFound("book");
  const { rows } = await ctx.db.execute<CardRow>(sql`select ${cardColumns} from books b where b.id = ${bookId}`);
  if (!rows[0]) throw new NotFound("book");
  return { input: coverInputOf(rows[0]), coverKey: coverKeyOf(rows[0]), slug: rows[0].slug };
}

/** The slug that took the place of an old one (CAT-3). */
export async function findSlugRedirect(
  ctx: Ctx,
  kind: "book" | "genre" | "contributor",
  slug: string,
): Promise<string | null> {
  const table = sql.raw({ book: "books", genre: "genres", contributor: "contributors" }[kind]);
  const { rows } = await ctx.db.execute<{ slug: string }>(
    sql`select t.slug from slug_redirects r join ${table} t on t.id = r.target_id
      ${sql.raw(kind === "contributor" ? "" : "and t.archived_at is null")} where r.kind = ${kind} and r.slug = ${slug}`,
  );
  return rows[0]?.slug ?? null;
}
