import { plainAmount } from "../_kernel/amounts.ts";
import { csvLine } from "../_kernel/csv.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { readBooksAfter, type ListedBook } from "./stored-books.ts";
import type { BookRecord } from "./model.ts";

/** What every export tells of a book, in this order: fields of `bookRecord`, and so what every import reads. */
export const exportedFields = [
  "id",
  "isbn",
  "title",
  "subtitle",
  "seriesName",
  "seriesNumber",
  "contributors",
  "format",
  "language",
  "publisher",
  "published",
  "firstPublished",
  "pages",
  "description",
  "genres",
  "price",
  "currency",
  "stock",
  "slug",
  "archived",
  "editionOf",
] as const satisfies readonly (keyof BookRecord)[];

const CHUNK = 500;

/** Everything in the order in which it came, archived books too, some hundreds at a time. */
async function* allBooks(ctx: Ctx): AsyncGenerator<ListedBook[]> {
  for (let last: string | null = null; ;) {
    const books = await readBooksAfter(ctx.db, last, CHUNK);
    if (books.length > 0) yield books;
    const final = books.at(-1);
    if (!final || books.length < CHUNK) return;
    last = final.id;
  }
}

/** A book that has an ISBN is found by it, in any shop; another by its id, in this one. */
function recordOf(book: ListedBook): BookRecord {
  const { id, isbn, sibling, workId: _work, version: _version, cover: _cover, ...facts } = book;
  return {
    ...(isbn === null && { id }),
    isbn,
    ...facts,
    ...(sibling !== null && { editionOf: sibling }),
  };
}

/**
 * The whole catalogue as JSON, written while it is read, in flat memory: an array of records as `bulkBooks` takes them. Given
 * back as an update it changes nothing; given to another shop it makes the same books. `editionOf` names the first edition of
 * the same work that has an ISBN.
 * @caller the desk, the API
 */
export async function* exportBooksJson(ctx: Ctx): AsyncGenerator<string> {
  authorize(ctx, "catalog.read");
  let before = "[\n";
  for await (const books of allBooks(ctx)) {
    yield before + books.map((book) => JSON.stringify(recordOf(book))).join(",\n");
    before = ",\n";
  }
  yield before === "[\n" ? "[]\n" : "\n]\n";
}

/**
 * The same as CSV, its columns named after the fields of `bookRecord`: people as `Name (role); Name (role)`, genres as slugs
 * with semicolons between, the price as a decimal beside its currency. What a spreadsheet would compute is disarmed.
 * @caller the desk, the API
 */
export async function* exportBooksCsv(ctx: Ctx): AsyncGenerator<string> {
  authorize(ctx, "catalog.read");
  yield csvLine(exportedFields);
  for await (const books of allBooks(ctx)) yield books.map((book) => csvLine(fieldsOf(book))).join("");
}

function fieldsOf(book: ListedBook): (string | number | null)[] {
  const record = recordOf(book);
  return exportedFields.map((field) => {
    switch (field) {
      case "contributors":
        return book.contributors.map(({ name, role }) => `${name} (${role})`).join("; ");
      case "genres":
        return book.genres.join(";");
      case "price":
        return plainAmount(book.price, book.currency);
      case "archived":
        return book.archived ? "yes" : "no";
      default:
        return record[field] ?? null;
    }
  });
}
