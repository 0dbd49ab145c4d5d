import { z } from "zod";
import { readIsbn } from "../_kernel/isbn.ts";

/** Product forms the shop sells (ONIX list 150: BB, BC, BC with large print, AC, EA). */
export const formats = ["hardback", "paperback", "large_print", "audio_cd", "ebook"] as const;
export type Format = (typeof formats)[number];

/** Contributor roles (ONIX list 17: A01, B06, A12, B01, A24, A23). */
export const contributorRoles = ["author", "translator", "illustrator", "editor", "introduction", "foreword"] as const;
export type ContributorRole = (typeof contributorRoles)[number];
export const slugSchema = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .max(120);
/** What can be wrong with one field of a book's record; sentences for them are in the messages. */
export const bookProblemCodes = [
  "required",
  "invalid",
  "too_long",
  "too_many",
  "unknown_field",
  "not_an_isbn",
  "check_digit",
  "isbn_taken",
  "slug_taken",
  "twice",
  "not_found",
  "unknown_genre",
  "date",
  "negative",
  "too_big",
  "currency",
  "price_missing",
] as const;
export type BookProblemCode = (typeof bookProblemCodes)[number];

/** One thing wrong with one field of one row; rows count from 1. */
export interface BookProblem {
  row: number;
  field: string;
  code: BookProblemCode;
  facts?: Record<string, string>;
}

/** Characters that no name or title has; line breaks become spaces. */
export const plain = (text: string) =>
  text
    .toWellFormed()
    .normalize("NFC")
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, "")
    .trim();
export const line = (most: number) =>
  z
    .string({ error: "invalid" })
    .transform((text) => plain(text).replace(/\s+/g, " "))
    .pipe(z.string().min(1, "required").max(most, "too_long"));
/** Null, or a text of nothing, for what is not known. */
export const lineOrNone = (most: number) =>
  z
    .string({ error: "invalid" })
    .transform((text) => plain(text).replace(/\s+/g, " ") || null)
    .pipe(z.string().max(most, "too_long").nullable())
    .nullable();
export const whole = (least: number, most: number) =>
  z.number({ error: "invalid" }).int("invalid").min(least, "negative").max(most, "too_big");

export const isbnField = z.string({ error: "invalid" }).transform((text, ctx) => {
  if (text.trim() === "") return null;
  const read = readIsbn(text);
  if (read.ok) return read.isbn13;
  const params = read.problem === "check_digit" ? { expected: read.expected, found: read.found } : {};
  ctx.addIssue({ code: "custom", message: read.problem, params });
  return z.NEVER;
});

/** A year, a month or a day of the calendar. */
const isDay = (text: string): boolean => {
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(text)) return false;
  const [year = 0, month = 1, day = 1] = text.split("-").map(Number);
  if (year < 1000 || year > 2100 || month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= ([31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0);
};

const languages = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });

/** A language (BCP 47) as every door writes it ("de" for "deu"), so that pages can say its name; null for none. */
const languageOf = (code: string): string | null => {
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/.test(code)) return null;
  try {
    const [known = ""] = Intl.getCanonicalLocales(code);
    return languages.of(known.split("-")[0] ?? "") === undefined ? null : known.toLowerCase();
  } catch {
    return null;
  }
};

const people = z
  .array(z.strictObject({ name: line(160), role: z.enum(contributorRoles, { error: "invalid" }) }), {
    error: "invalid",
  })
  .max(60, "too_many");

/**
 * One book as every door hands it in: the form, JSON, CSV, ONIX. All fields may stay away; null clears what may be unknown.
 * `isbn` takes whatever `readIsbn` reads, `price` is in minor units of the shop's currency (0: none yet), `genres` are slugs,
 * the first the main one; `stock` is the figure that shall stand there. `id` says which book is meant where it has no ISBN;
 * `editionOf` names another edition of the work by ISBN or id, and counts only for a new book.
 */
export const bookRecord = z
  .strictObject({
    id: z.uuid({ error: "invalid" }),
    isbn: isbnField.nullable(),
    title: line(500),
    subtitle: lineOrNone(500),
    seriesName: lineOrNone(200),
    seriesNumber: lineOrNone(40),
    contributors: people,
    format: z.enum(formats, { error: "invalid" }),
    language: z
      .string({ error: "invalid" })
      .trim()
      .toLowerCase()
      .transform((code) => languageOf(code) ?? code)
      .refine((code) => languageOf(code) !== null, "invalid"),
    publisher: lineOrNone(200),
    published: z.string({ error: "date" }).trim().refine(isDay, "date").nullable(),
    firstPublished: z.number({ error: "date" }).int("date").min(-3000, "date").max(2100, "date").nullable(),
    pages: whole(1, 50_000).nullable(),
    description: z
      .string({ error: "invalid" })
      .transform((text) => plain(text.replace(/\r\n?/g, "\n")))
      .pipe(z.string().max(20_000, "too_long")),
    genres: z
      .array(z.string({ error: "invalid" }).trim().max(120, "unknown_genre"), { error: "invalid" })
      .max(12, "too_many"),
    price: whole(0, 10_000_000),
    currency: z
      .string({ error: "currency" })
      .trim()
      .toUpperCase()
      .regex(/^[A-Z]{3}$/, "currency"),
    stock: whole(0, 1_000_000),
    slug: z.string({ error: "invalid" }).trim().pipe(slugSchema),
    archived: z.boolean({ error: "invalid" }),
    editionOf: z.string({ error: "invalid" }).trim().max(60, "not_found"),
  })
  .partial();
export type BookRecord = z.output<typeof bookRecord>;

/** What an editor may change of a book; `price` in minor units, `genres` as slugs. */
export interface BookFacts {
  isbn: string | null;
  title: string;
  subtitle: string | null;
  seriesName: string | null;
  seriesNumber: string | null;
  contributors: { name: string; role: ContributorRole }[];
  format: Format;
  language: string;
  publisher: string | null;
  published: string | null;
  firstPublished: number | null;
  pages: number | null;
  description: string;
  genres: string[];
  price: number;
  slug: string;
  archived: boolean;
  stock: number;
}
export type BookField = keyof BookFacts;

/** A field that is about to change, or that two people changed. */
export interface FieldChange {
  field: BookField;
  before: BookFacts[BookField];
  after: BookFacts[BookField];
}

export const bookModes = ["create", "update", "upsert"] as const;
export type BookMode = (typeof bookModes)[number];
/** Rows that one call of the bulk command takes (CAT-5). */
export const MOST_ROWS = 10_000;

/** One change to many books: `amount` in minor units, `basisPoints` of the price (100 are one percent), `genre` a slug. */
export type BooksChange =
  | { act: "price"; amount: number }
  | { act: "price"; basisPoints: number }
  | { act: "add_genre" | "main_genre" | "remove_genre"; genre: string }
  | { act: "archive" | "restore" };
export const bookOutcomes = [
  "changed",
  "unchanged",
  "not_found",
  "price_missing",
  "price_too_low",
  "unknown_genre",
] as const;
export interface BookOutcome {
  id: string;
  title: string | null;
  outcome: (typeof bookOutcomes)[number];
  /** Where the price changes; in minor units. */
  price?: { before: number; after: number; currency: string };
}
