import { z } from "zod";
import type { Money } from "../_kernel/money.ts";
import { line, lineOrNone, plain, slugSchema, whole, type BookFacts, type Format } from "./record-model.ts";

export const movementReasons = [
  "opening",
  "sale",
  "revival",
  "cancellation",
  "expiry",
  "return",
  "restock",
  "correction",
] as const;
export type MovementReason = (typeof movementReasons)[number];
export type Door = "desk" | "api" | "import";

/** One line of a book's ledger; `stock` is the figure after it. */
export interface LedgerRow {
  id: string;
  at: Date;
  delta: number;
  stock: number;
  reason: MovementReason;
  orderLineId: string | null;
  actorKind: "guest" | "user" | "system";
  actorName: string | null;
  door: Door | null;
  importId: string | null;
  note: string | null;
}

/** At or under this many copies a book is low, unless a list is asked for another mark (ANL-3). */
export const LOW_STOCK = 3;
export interface LowStockRow {
  id: string;
  slug: string;
  title: string;
  authors: string;
  isbn: string | null;
  format: Format;
  language: string;
  stock: number;
  /** Copies sold in the last 30 days. */
  sold: number;
}

const copies = z.number({ error: "invalid" }).int("invalid").min(1, "negative").max(100_000, "too_big");
const note = z
  .string({ error: "invalid" })
  .transform((text) => plain(text).replace(/\s+/g, " ") || null)
  .pipe(z.string().max(300, "too_long").nullable());

export const receiveStockInput = z.object({
  lines: z
    .array(z.object({ isbn: z.string({ error: "invalid" }).max(60), quantity: copies }))
    .min(1, "required")
    .max(1_000, "too_many"),
  note: note.optional(),
  /** One delivery, however often it is sent. */
  receiptId: z.uuid().optional(),
});
export type ReceiveStockInput = z.output<typeof receiveStockInput>;
export interface ReceivedCopies {
  bookId: string;
  isbn: string;
  title: string;
  copies: number;
  stock: number;
}
export interface UnknownCopies {
  text: string;
  quantity: number;
  problem: "not_found" | "not_an_isbn" | "check_digit";
  expected?: string;
}

export const correctStockInput = z.object({
  bookId: z.uuid(),
  stock: whole(0, 1_000_000),
  seen: whole(0, 2_000_000_000),
  note: note.pipe(z.string({ error: "required" })),
});
export type CorrectStockInput = z.output<typeof correctStockInput>;

export const returnCopiesInput = z.object({
  bookId: z.uuid(),
  quantity: copies,
  note: note.optional(),
  receiptId: z.uuid().optional(),
});
export type ReturnCopiesInput = z.output<typeof returnCopiesInput>;

/** Another edition of a book's work. */
export interface EditionRow {
  id: string;
  slug: string;
  title: string;
  format: Format;
  language: string;
  publisher: string | null;
  isbn: string | null;
  archived: boolean;
}
/** A work that a book may be an edition of, with one of its editions. */
export interface WorkSuggestion {
  bookId: string;
  title: string;
  format: Format;
  language: string;
  isbn: string | null;
  editions: number;
}

/** Families of drawn covers. */
export const coverFamilies = [
  "literary",
  "classics",
  "crime",
  "sf",
  "fantasy",
  "romance",
  "history",
  "science",
  "philosophy",
  "poetry",
  "children",
  "cooking",
  "travel",
  "art",
  "biography",
  "horror",
  "society",
  "nature",
] as const;
const names = z
  .object({ en: line(80), de: lineOrNone(80).optional() })
  .transform(({ en, de }) => ({ en, ...(de && { de }) }));
export const createGenreInput = z.object({
  names,
  parentId: z.uuid().nullable(),
  coverFamily: z.enum(coverFamilies),
});
export type CreateGenreInput = z.output<typeof createGenreInput>;
/** What the editor of a genre saw: its names, its address, the look of its covers. */
const seenGenre = z.object({ en: z.string(), de: z.string(), slug: z.string(), coverFamily: z.string() });
export type SeenGenre = z.output<typeof seenGenre>;
export const renameGenreInput = z.object({
  id: z.uuid(),
  names,
  slug: slugSchema.optional(),
  coverFamily: z.enum(coverFamilies).optional(),
  seen: seenGenre.optional(),
});
export type RenameGenreInput = z.output<typeof renameGenreInput>;

/** A genre at the desk; `books` stand in it itself. */
export interface DeskGenre {
  id: string;
  parentId: string | null;
  slug: string;
  name: string;
  names: Record<string, string>;
  coverFamily: string;
  archived: boolean;
  books: number;
  depth: number;
}

export const bookSorts = ["title", "changed", "stock", "price"] as const;
export type BookSort = (typeof bookSorts)[number];
export const bookStates = ["on_sale", "archived"] as const;
export const stockStates = ["in", "low", "out"] as const;
export const bookLacks = ["cover", "price", "isbn", "genre", "description"] as const;
export const BOOKS_PER_PAGE = 50;
/** The desk's list of books, as its URL carries it; `genre` is a slug, with all below it. */
export interface BookFilter {
  text?: string | undefined;
  genre?: string | undefined;
  state?: (typeof bookStates)[number] | undefined;
  stock?: (typeof stockStates)[number] | undefined;
  lacks?: (typeof bookLacks)[number] | undefined;
  sort: BookSort;
  direction: "asc" | "desc";
  page: number;
}
/** Which books one change is about: those that are named, or all that a list finds, on every page of it. */
export type ChosenBooks = readonly string[] | { matching: Omit<BookFilter, "sort" | "direction" | "page"> };
export interface DeskBookRow {
  id: string;
  slug: string;
  title: string;
  authors: string;
  isbn: string | null;
  format: Format;
  language: string;
  price: Money;
  stock: number;
  archived: boolean;
  genre: string | null;
  coverKey: string;
  changedAt: Date;
}

/** A book at the desk, with all that is edited and what stands beside it. */
export interface DeskBook extends BookFacts {
  id: string;
  workId: string;
  currency: string;
  version: number;
  coverKey: string;
  /** Whether a picture was uploaded; else it is drawn. */
  hasCover: boolean;
  sold: number;
  createdAt: Date;
  changedAt: Date;
}
