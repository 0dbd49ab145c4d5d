import type { z } from "zod";
import { isId } from "../_kernel/ids.ts";
import type { Db } from "../_runtime/context.ts";
import { editedFields } from "./book-base.ts";
import {
  bookProblemCodes,
  bookRecord,
  type BookFacts,
  type BookField,
  type BookMode,
  type BookProblem,
  type BookProblemCode,
  type BookRecord,
  type FieldChange,
} from "./model.ts";
import { findIsbns, genreIds, lockBooks, nameKeys, readBooksById, type StoredBook } from "./stored-books.ts";
import { isbnOf, workOf, type PlannedWork } from "./planned-work.ts";
import { namedWorks } from "./related-isbns.ts";
import { slugOwners } from "./taken-slugs.ts";

export interface PlannedBook {
  row: number;
  facts: Omit<BookFacts, "slug"> & { slug: string | null };
  work: PlannedWork;
}

export interface PlannedChange {
  row: number;
  book: StoredBook;
  changes: FieldChange[];
  /** Its copies came on top of those that were there. */
  restock?: true;
}

/** What rows would do. Nothing is done while there are problems. */
export interface BookPlan {
  creates: PlannedBook[];
  updates: PlannedChange[];
  /** Rows whose book is as they say already. */
  unchanged: { row: number; id: string }[];
  problems: BookProblem[];
  currency: string;
}

const isProblem = (code: string): code is BookProblemCode => (bookProblemCodes as readonly string[]).includes(code);

function problemsOf(row: number, error: z.ZodError): BookProblem[] {
  return error.issues.flatMap((issue): BookProblem[] => {
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((field) => ({ row, field: field.slice(0, 60), code: "unknown_field" }));
    const [field = "", ...rest] = issue.path.map(String);
    const at = rest.length > 0 ? { at: rest.join(".") } : undefined;
    const params = issue.code === "custom" ? (issue.params as Record<string, string> | undefined) : undefined;
    const facts = at || params ? { ...at, ...params } : undefined;
    return [{ row, field, code: isProblem(issue.message) ? issue.message : "invalid", ...(facts && { facts }) }];
  });
}

/** A row without the fields that are wrong; null for what is no row at all. */
function restOf(given: unknown, wrong: ReadonlySet<string>): unknown {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return null;
  return Object.fromEntries(Object.entries(given).filter(([field]) => !wrong.has(field)));
}

const empty = {
  isbn: null,
  subtitle: null,
  seriesName: null,
  seriesNumber: null,
  contributors: [],
  publisher: null,
  published: null,
  firstPublished: null,
  pages: null,
  description: "",
  genres: [],
  price: 0,
  stock: 0,
} as const;

const compared: readonly BookField[] = [...editedFields, "archived", "stock"];

type Keys = ReadonlyMap<string, string>;

/** A person stands once in each role, a genre once. */
function tidy(record: BookRecord, keys: Keys): BookRecord {
  const { contributors, genres } = record;
  const seen = new Set<string>();
  return {
    ...record,
    ...(contributors && {
      contributors: contributors.filter(({ name, role }) => {
        const key = `${keys.get(name) ?? name}/${role}`;
        return !seen.has(key) && seen.add(key);
      }),
    }),
    ...(genres && { genres: [...new Set(genres)] }),
  };
}

/** Fields of `given` that differ from what is stored; spellings of one name are the same. */
export function differences(stored: BookFacts, given: Partial<BookFacts>, keys: Keys): FieldChange[] {
  const same = (field: BookField, a: unknown, b: unknown) => {
    if (field !== "contributors") return JSON.stringify(a) === JSON.stringify(b);
    const spell = (all: BookFacts["contributors"]) => all.map(({ name, role }) => [keys.get(name) ?? name, role]);
    return JSON.stringify(spell(a as never)) === JSON.stringify(spell(b as never));
  };
  return compared.flatMap((field) => {
    const after = given[field];
    if (after === undefined || same(field, stored[field], after)) return [];
    return [{ field, before: stored[field], after }];
  });
}

/**
 * Compares records with what is there, set by set, and says what each row would do: make a book, change one, or nothing. All
 * problems of all rows at once (CAT-5). `create` refuses ISBNs that are there, `update` those that are not, `upsert` decides
 * by ISBN. With `lock` the books concerned are locked first, so that what was planned still holds when it is applied.
 * `wishes` takes other editions and addresses of new books as wishes: where there is no such edition or the address is taken,
 * the book gets a work and an address of its own. `editions` are more ISBNs of other editions by row, wished in the same way;
 * with them a book also joins those that named it before. `added` are rows whose stock comes on top of what is there.
 */
export async function planBooks(
  db: Db,
  rows: readonly unknown[],
  {
    mode,
    currency,
    lock = false,
    first = 1,
    wishes = false,
    editions,
    added,
  }: {
    mode: BookMode;
    currency: string;
    lock?: boolean;
    first?: number;
    wishes?: boolean;
    editions?: ReadonlyMap<number, readonly string[]>;
    added?: ReadonlySet<number>;
  },
): Promise<BookPlan> {
  const plan: BookPlan = { creates: [], updates: [], unchanged: [], problems: [], currency };
  const tell = (row: number, field: string, code: BookProblemCode, facts?: Record<string, string>) =>
    plan.problems.push({ row, field, code, ...(facts && { facts }) });

  const records: { row: number; record: BookRecord; wrong: ReadonlySet<string> }[] = [];
  rows.forEach((given, index) => {
    const row = first + index;
    const parsed = bookRecord.safeParse(given);
    if (parsed.success) {
      records.push({ row, record: parsed.data, wrong: new Set() });
      return;
    }
    plan.problems.push(...problemsOf(row, parsed.error));
    const wrong = new Set(plan.problems.filter((each) => each.row === row).map(({ field }) => field));
    // what is right of a row is looked at, too, so that all that is wrong with it is told at once
    const rest = bookRecord.safeParse(restOf(given, wrong));
    if (rest.success) records.push({ row, record: rest.data, wrong });
  });

  const editionsOf = ({ row, record }: { row: number; record: BookRecord }) => [
    ...(record.editionOf ? [record.editionOf] : []),
    ...(editions?.get(row) ?? []),
  ];
  const others = records.flatMap(editionsOf);
  const isbns = records.flatMap(({ record }) => record.isbn ?? []);
  const owners = await findIsbns(db, [...isbns, ...others.flatMap((text) => isbnOf(text) ?? [])]);
  const ids = records.flatMap(({ record }) =>
    mode === "create"
      ? []
      : record.id !== undefined
        ? [record.id]
        : record.isbn
          ? (owners.get(record.isbn)?.id ?? [])
          : [],
  );
  if (lock) await lockBooks(db, ids);
  const stored = await readBooksById(db, [...ids, ...others.filter((text) => isId(text))]);
  const known = [...stored.values()].flatMap((book) => book.contributors.map(({ name }) => name));
  const keys = await nameKeys(db, [
    ...known,
    ...records.flatMap(({ record }) => record.contributors?.map(({ name }) => name) ?? []),
  ]);
  const genres = await genreIds(
    db,
    records.flatMap(({ record }) => record.genres ?? []),
  );
  const slugs = await slugOwners(
    db,
    records.flatMap(({ record }) => record.slug ?? []),
  );

  const fresh = editions ? isbns.filter((isbn) => !owners.has(isbn)) : [];
  const named = await namedWorks(db, editions && fresh.length > 0 ? [...fresh, ...[...editions.values()].flat()] : []);
  const namedBy = new Map<string, string>();
  for (const { row, record } of records) {
    for (const text of editions?.get(row) ?? []) if (record.isbn && !namedBy.has(text)) namedBy.set(text, record.isbn);
  }

  const isbnRows = new Map<string, number>();
  const slugRows = new Map<string, number>();
  const idRows = new Map<string, number>();
  const once = (seen: Map<string, number>, row: number, field: string, value: string) => {
    const before = seen.get(value);
    if (before === undefined) seen.set(value, row);
    else tell(row, field, "twice", { first: String(before) });
  };
  for (const { row, record } of records) {
    if (record.isbn) once(isbnRows, row, "isbn", record.isbn);
  }

  for (const { row, record: given, wrong } of records) {
    const record = tidy(given, keys);
    const wished = wishes ? record.slug : undefined;
    const problems = plan.problems.length;
    record.genres?.forEach((slug) => {
      if (!genres.has(slug)) tell(row, "genres", "unknown_genre", { genre: slug });
    });
    if (record.currency !== undefined && record.currency !== currency) tell(row, "currency", "currency", { currency });
    const owner = record.isbn ? owners.get(record.isbn) : undefined;
    const id = mode === "create" ? undefined : (record.id ?? owner?.id);
    const book = id === undefined ? undefined : stored.get(id);
    if (wished !== undefined && !book && (slugs.has(wished) || slugRows.has(wished))) delete record.slug;
    if (record.slug !== undefined) {
      const taken = slugs.get(record.slug);
      if (taken !== undefined && taken !== id) tell(row, "slug", "slug_taken");
      once(slugRows, row, "slug", record.slug);
    }
    if (owner && owner.id !== book?.id) tell(row, "isbn", "isbn_taken", { id: owner.id, title: owner.title });
    if (wrong.has("id") || wrong.has("isbn")) {
      // which book it is about is not known
    } else if (!book && mode === "update") {
      if (record.id === undefined && !record.isbn) tell(row, "isbn", "required");
      else tell(row, record.id === undefined ? "isbn" : "id", "not_found");
    } else if (!book && record.id !== undefined) {
      tell(row, "id", mode === "create" ? "unknown_field" : "not_found");
    }
    if (book) once(idRows, row, record.id === undefined ? "isbn" : "id", book.id);
    if (!book && mode !== "update") {
      for (const field of ["title", "format", "language"] as const)
        if (record[field] === undefined && !wrong.has(field)) tell(row, field, "required");
    }
    const { id: _id, currency: _currency, editionOf, ...change } = record;
    const restock = added?.has(row) && book !== undefined && change.stock !== undefined;
    if (restock) change.stock = book.stock + (change.stock ?? 0);
    const price = change.price ?? book?.price ?? 0;
    // a book without a price waits in the archive; putting it on sale asks for one
    if (price === 0 && (change.archived ?? book?.archived) === false) tell(row, "price", "price_missing");
    const known = { owners, stored, isbnRows, named, namedBy };
    const work = book ? null : workOf(record.isbn ?? null, editionsOf({ row, record }), known);
    if (!book && editionOf && !work && !wishes) tell(row, "editionOf", "not_found");
    if (wrong.size > 0 || plan.problems.length > problems) continue;
    if (book) {
      const changes = differences(book, change, keys);
      if (changes.length > 0) plan.updates.push({ row, book, changes, ...(restock && { restock }) });
      else plan.unchanged.push({ row, id: book.id });
    } else {
      const { title = "", format = "paperback", language = "en" } = change;
      const facts = { ...empty, contributors: [], genres: [], slug: null, archived: price === 0, ...change };
      plan.creates.push({ row, facts: { ...facts, title, format, language }, work });
    }
  }
  plan.problems.sort((a, b) => a.row - b.row);
  return plan;
}
