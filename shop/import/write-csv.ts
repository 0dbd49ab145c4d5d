import { plainAmount } from "../_kernel/amounts.ts";
import { csvLine } from "../_kernel/csv.ts";
import type { ContributorRole } from "../catalog/model.ts";
import type { CsvTarget, ExportedBook } from "./csv-model.ts";
import { writePeople } from "./read-people.ts";

/** The columns of the export, in their order; `readCsv` knows them by these names. */
export const exportColumns = [
  "id",
  "isbn",
  "title",
  "subtitle",
  "contributors",
  "format",
  "language",
  "publisher",
  "published",
  "firstPublished",
  "pages",
  "genres",
  "seriesName",
  "seriesNumber",
  "price",
  "currency",
  "stock",
  "archived",
  "slug",
  "description",
] as const satisfies readonly (CsvTarget & keyof ExportedBook)[];

/** The first line of the export. */
export const csvHeading = (): string => csvLine(exportColumns);

function cell(book: ExportedBook, column: (typeof exportColumns)[number]): string | null {
  switch (column) {
    case "contributors":
      return writePeople(book.contributors as { name: string; role: ContributorRole }[]);
    case "genres":
      return book.genres.join("; ");
    case "price":
      return plainAmount(book.price, book.currency);
    case "archived":
      return book.archived ? "yes" : "no";
    case "firstPublished":
    case "pages":
    case "stock":
      return book[column] === null ? null : String(book[column]);
    default:
      return book[column];
  }
}

/** A book as a line of the export, from which `readCsv` reads the same book (CAT-6). */
export const csvBook = (book: ExportedBook): string => csvLine(exportColumns.map((column) => cell(book, column)));
