export const importFormats = ["csv", "json", "onix"] as const;
export type ImportFormat = (typeof importFormats)[number];

/** What can be told of one row or record by reading it alone; sentences for these are in the messages (web.importProblems). */
export const rowProblemCodes = [
  // any file
  "unreadable_sign",
  // cells of a sheet
  "cells_missing",
  "cells_left_over",
  "isbn_scientific",
  "price_unreadable",
  "price_ambiguous",
  "price_negative",
  "price_fraction",
  "price_too_big",
  "price_currency",
  "currency_unknown",
  "number_unreadable",
  "number_negative",
  "date_unreadable",
  "date_impossible",
  "date_far",
  "language_unknown",
  "format_unknown",
  "genre_unknown",
  "people_guessed",
  "yes_no_unreadable",
  // objects of a JSON file
  "json_unreadable",
  "not_an_object",
  // records of ONIX
  "reference_missing",
  "notification_missing",
  "notification_unknown",
  "notification_other",
  "isbn_missing",
  "isbns_differ",
  "title_missing",
  "title_level",
  "contributor_nameless",
  "role_unknown",
  "form_missing",
  "form_unsold",
  "language_missing",
  "pages_unreadable",
  "subject_unmapped",
  "publisher_missing",
  "status_withdrawn",
  "status_unknown",
  "status_contradicts",
  "price_missing",
  "price_without_tax",
  "price_other_currency",
  "prices_differ",
  "unpriced",
  "availability_unknown",
  "stock_unreadable",
  "text_empty",
  "relation_nameless",
  "twice_in_record",
] as const;
export type RowProblemCode = (typeof rowProblemCodes)[number];

/** One thing told of a row. `field` is one of bookRecord's, or null where it is about the row as a whole. */
export interface RowProblem {
  field: string | null;
  code: RowProblemCode;
  facts?: Record<string, string>;
}

/**
 * One row of a file as it was read. `record` holds fields of `bookRecord`, not validated yet: what a row does not speak of is
 * not in it. A field that could not be read is missing from `record` and named in `problems`; a row with problems is not
 * brought in. `notes` are told and are not in the way.
 */
export interface ReadRow {
  /** Line of the file where the row begins, or number of the record in it; from 1, and always growing. */
  at: number;
  /** ONIX RecordReference. */
  reference: string | null;
  /** Deletion notices take the book off sale. */
  action: "upsert" | "archive";
  record: Record<string, unknown>;
  /** Whether `record.stock` is the figure that shall stand there (as everywhere else) or copies that come on top of it. */
  stockMeans?: "figure" | "added";
  /** ISBNs of other editions of the same work, `record.editionOf` first: any that is there will do, none is needed. */
  editions?: string[];
  problems: RowProblem[];
  notes: RowProblem[];
}

/** Why a file as a whole is not read (any further); sentences are in the messages (web.importProblems.files). */
export const fileRefusalCodes = [
  "empty",
  "archive",
  "spreadsheet",
  "image",
  "pdf",
  "not_text",
  "no_header",
  "no_rows",
  "no_known_column",
  "columns_changed",
  "column_twice",
  "too_many_columns",
  "line_too_long",
  "quote_open",
  "json_broken",
  "json_truncated",
  "json_not_a_list",
  "xml_broken",
  "xml_truncated",
  "doctype",
  "entity",
  "encoding_unknown",
  "encoding_wrong",
  "not_onix",
  "onix_2",
  "too_deep",
] as const;
export type FileRefusalCode = (typeof fileRefusalCodes)[number];
export interface FileRefusal {
  code: FileRefusalCode;
  facts?: Record<string, string>;
}

/** Thrown by the readers where a file cannot be read on; what came before it was read rightly. */
export class FileRefused extends Error {
  readonly refusal: FileRefusal;
  constructor(code: FileRefusalCode, facts?: Record<string, string>) {
    super(`the file is refused: ${code}`);
    this.name = "FileRefused";
    this.refusal = { code, ...(facts && { facts }) };
  }
}

/** Every reader takes these. */
export interface ReadOptions {
  /** Rows up to and with this `at` were dealt with before: they are passed over cheaply. 0 reads all. */
  after?: number;
}

/** Characters that one row, object or record may have; a longer one is refused before it is in memory. */
export const MOST_RECORD_CHARACTERS = 1_000_000;
/** Bytes of the beginning of a file that are enough to know it by (`sniffFormat`, `inspectCsv`). */
export const HEAD_BYTES = 64 * 1024;
