import { bookRecord } from "./model.ts";

/** The work that a new book joins: an edition that is there, or the row of this plan that makes one. */
export type PlannedWork = { id: string } | { row: number } | null;

export const isbnOf = (text: string): string | null => {
  const read = bookRecord.shape.isbn.safeParse(text);
  return read.success ? (read.data ?? null) : null;
};

/** What is known of works when rows are planned. */
export interface KnownWorks {
  /** Books of the shop by ISBN, and by id. */
  owners: ReadonlyMap<string, { workId: string }>;
  stored: ReadonlyMap<string, { workId: string }>;
  /** Rows of the plan by ISBN. */
  isbnRows: ReadonlyMap<string, number>;
  /** Works whose books name an ISBN as another edition. */
  named: ReadonlyMap<string, string>;
  /** The row of the plan that names an ISBN as another edition, by its own ISBN. */
  namedBy: ReadonlyMap<string, string>;
}

/** The work of a new book, by the other editions that it names (any will do), else by who names it. Null where there is none. */
export function workOf(isbn: string | null, editions: readonly string[], known: KnownWorks): PlannedWork {
  const named = isbn === null ? undefined : known.named.get(isbn);
  const namer = isbn === null ? undefined : known.namedBy.get(isbn);
  const texts = namer === undefined ? editions : [...editions, namer];
  for (const text of texts) {
    const other = isbnOf(text);
    const there = other ? known.owners.get(other) : known.stored.get(text);
    if (there) return { id: there.workId };
  }
  if (named !== undefined) return { id: named };
  for (const text of texts) {
    const other = isbnOf(text);
    const row = other === null ? undefined : known.isbnRows.get(other);
    if (row !== undefined) return { row };
  }
  return null;
}
