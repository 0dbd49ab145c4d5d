import type { FileRefusal, ReadOptions } from "./codes-model.ts";

export const csvEncodings = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;
export type CsvEncoding = (typeof csvEncodings)[number];
export const csvDelimiters = [",", ";", "\t", "|"] as const;
export type CsvDelimiter = (typeof csvDelimiters)[number];

/**
 * What a column can be taken for: fields of `bookRecord`, a role for a column of names of one role, a person's two names in
 * columns of their own, and `added` for copies that come on top of the stock.
 */
export const csvTargets = [
  "isbn",
  "title",
  "subtitle",
  "contributors",
  "authorLast",
  "authorFirst",
  "author",
  "translator",
  "illustrator",
  "editor",
  "introduction",
  "foreword",
  "format",
  "language",
  "publisher",
  "published",
  "firstPublished",
  "pages",
  "description",
  "genres",
  "seriesName",
  "seriesNumber",
  "price",
  "currency",
  "stock",
  "added",
  "archived",
  "slug",
  "editionOf",
  "id",
] as const;
export type CsvTarget = (typeof csvTargets)[number];

/** Several columns may be taken for these; of all others there is one. */
export const manyColumns: ReadonlySet<CsvTarget> = new Set<CsvTarget>(["contributors", "author", "genres"]);

export interface CsvOptions extends ReadOptions {
  /** As `inspectCsv` found it, or as the bookseller said. */
  encoding: CsvEncoding;
  delimiter: CsvDelimiter;
  /** What each column is, in the file's order; null for those left out. */
  columns: readonly (CsvTarget | null)[];
  /** The shop's currency. */
  currency: string;
  /** Slug by slug or name in any language, in lower case. */
  genres: ReadonlyMap<string, string>;
  /** Which sign parts the cents where "1.299" could be either; null asks for clear amounts. */
  decimal: "." | "," | null;
  /** Order of day and month in 03/04/2024. */
  dates: "dmy" | "mdy";
  /** What an empty cell says: nothing (the default), or that the field is empty. */
  empty?: "keep" | "clear";
}

export interface CsvGuess {
  target: CsvTarget | null;
  /** 0 to 1: by name and content, by name, by content. */
  confidence: number;
}

/** What the beginning of a sheet says about it. */
export interface CsvInspection {
  refusal: FileRefusal | null;
  encoding: CsvEncoding;
  delimiter: CsvDelimiter;
  header: string[];
  /** The first rows after the header, as they stand there; as many cells as the header has. */
  sample: string[][];
  /** One for each column. */
  guesses: CsvGuess[];
  decimal: "." | "," | null;
  dates: "dmy" | "mdy";
}
