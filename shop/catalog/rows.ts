import { sql, type SQL } from "drizzle-orm";
import { money } from "../_kernel/money.ts";
import { coverKey } from "../../covers/key.ts";
import { availabilityOf, type BookCard, type ContributorRole, type CoverInput, type Format } from "./model.ts";

/** What every card needs of a book, in one row. */
export interface CardRow {
  id: string;
  slug: string;
  title: string;
  subtitle: string | null;
  isbn13: string | null;
  format: string;
  language: string;
  publisher: string | null;
  price_minor: number;
  currency: string;
  stock: number;
  /** Key of an uploaded picture. */
  cover: string | null;
  cover_family: string | null;
  people: { name: string; slug: string; role: ContributorRole }[] | null;
  [column: string]: unknown;
}

/** Columns of a CardRow over `books b`. */
export const cardColumns: SQL = sql.raw(`
  b.id, b.slug, b.title, b.subtitle, b.isbn13, b.format, b.language, b.publisher, b.price_minor, b.currency, b.stock, b.cover,
  (select g.cover_family from book_genres bg join genres g on g.id = bg.genre_id
    where bg.book_id = b.id order by bg.position limit 1) as cover_family,
  (select json_agg(json_build_object('name', c.name, 'slug', c.slug, 'role', bc.role) order by bc.position)
    from book_contributors bc join contributors c on c.id = bc.contributor_id where bc.book_id = b.id) as people`);

/** Whose names stand on the cover: the authors, or the editors where there are none. */
export function creditedPeople(people: CardRow["people"]): { name: string; slug: string }[] {
  const all = people ?? [];
  const authors = all.filter((p) => p.role === "author");
  return (authors.length ? authors : all.filter((p) => p.role === "editor")).map(({ name, slug }) => ({ name, slug }));
}

export const coverInputOf = (row: CardRow): CoverInput => ({
  id: row.id,
  // the picture of a book without ISBN still needs a seed of its own
  isbn13: row.isbn13 ?? row.id,
  title: row.title,
  ...(row.subtitle !== null && { subtitle: row.subtitle }),
  authors: creditedPeople(row.people).map((p) => p.name),
  genre: row.cover_family ?? "literary",
  language: row.language,
  ...(row.publisher !== null && { imprint: row.publisher }),
});

/** Of the uploaded picture, else of the one that is drawn. */
export const coverKeyOf = (row: CardRow): string => row.cover ?? coverKey(coverInputOf(row));

export const cardOf = (row: CardRow): BookCard => ({
  id: row.id,
  slug: row.slug,
  title: row.title,
  authors: creditedPeople(row.people),
  format: row.format as Format,
  language: row.language,
  price: money(row.price_minor, row.currency),
  availability: availabilityOf(row.stock),
  coverKey: coverKeyOf(row),
});

/** Which edition stands for its work in lists: one that can be had, then by form, then the cheaper one. */
export const leadEditionOrder: SQL = sql.raw(
  `(b.stock > 0) desc, array_position(array['paperback','hardback','large_print','audio_cd','ebook'], b.format), b.price_minor, b.id`,
);
