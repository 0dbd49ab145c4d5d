import type { Money } from "../_kernel/money.ts";
import type { ContributorRole, Format } from "./record-model.ts";

// the record that every door hands in, and what the desk works with
export * from "./record-model.ts";
export * from "./desk-model.ts";

/** Up to this many copies the shop says how many are left; `shown_stock` in the database agrees (tested). */
export const FEW_COPIES = 3;

export type Availability = { kind: "in_stock" } | { kind: "few"; copies: number } | { kind: "out" };

/** What a shopper is told of a stock figure. */
export function availabilityOf(stock: number): Availability {
  if (stock <= 0) return { kind: "out" };
  return stock <= FEW_COPIES ? { kind: "few", copies: stock } : { kind: "in_stock" };
}

export interface Person {
  name: string;
  slug: string;
}

export interface GenreRef {
  slug: string;
  name: string;
}

/** A book as it stands on a shelf. */
export interface BookCard {
  id: string;
  slug: string;
  title: string;
  authors: Person[];
  format: Format;
  /** Of the book: its title is written in it (BCP 47). */
  language: string;
  price: Money;
  availability: Availability;
  /** Changes whenever the picture would: part of the cover's address. `isUploadedCover` tells the two kinds apart. */
  coverKey: string;
}

export interface StaffNote {
  by: string;
  desk: string;
  text: string;
}

/** A bookseller's note with its book. */
export interface StaffPick {
  note: StaffNote;
  book: BookCard;
}

export interface Edition {
  slug: string;
  format: Format;
  language: string;
  price: Money;
  availability: Availability;
}

/** Everything about one edition (CAT-1). */
export interface BookDetails extends BookCard {
  subtitle: string | null;
  series: { name: string; number: string | null } | null;
  contributors: (Person & { role: ContributorRole })[];
  isbn13: string | null;
  publisher: string | null;
  /** ISO 8601 with the precision known: "1999", "1999-05" or "1999-05-21". */
  published: string | null;
  firstPublished: number | null;
  pages: number | null;
  description: string;
  /** The first is the main one. */
  genres: GenreRef[];
  staffNote: StaffNote | null;
  /** All editions of the work that are sold, this one among them. */
  editions: Edition[];
}

/** One edition as a product feed tells of it. */
export interface Offer extends BookCard {
  isbn13: string | null;
  publisher: string | null;
  description: string;
  /** Name of its main genre. */
  genre: string | null;
}

export interface GenreNode extends GenreRef {
  /** Works in this genre and all below it. */
  works: number;
  children: GenreNode[];
}

/** Address and picture inputs of a generated cover. */
export interface CoverInput {
  id: string;
  isbn13: string;
  title: string;
  subtitle?: string;
  authors: string[];
  genre: string;
  language: string;
  imprint?: string;
}
