import { sql } from "drizzle-orm";
import type { Db } from "../_runtime/context.ts";
import { markBooks, planBooks, type BookPlan } from "../catalog/index.ts";
import type { BookProblem, FieldChange } from "../catalog/model.ts";
import { claimKeys, keysOf } from "./keys.ts";
import { noCounts, type ImportCounts, type ImportProblem, type ReadRow, type RowOutcome } from "./model.ts";

/** A row that does something, cannot, or of which something is told. */
export interface OutcomeRow {
  at: number;
  reference: string | null;
  isbn: string | null;
  title: string | null;
  outcome: RowOutcome;
  changes: FieldChange[] | null;
  problems: ImportProblem[] | null;
}

export interface PlannedBatch {
  counts: ImportCounts;
  rows: OutcomeRow[];
  /** What is to be applied; their rows are places in the file. */
  plans: BookPlan[];
  /** Other editions that rows name, by place in the file. */
  editions: Map<number, readonly string[]>;
}

interface Candidate {
  row: ReadRow;
  record: Record<string, unknown>;
}

const text = (value: unknown): string | null =>
  typeof value === "string" && value.trim() ? value.slice(0, 200) : null;

/**
 * What a batch of rows would do: the one planner of the dry run and the commit. Rows that could not be read, that speak of a
 * book of which another row of the file spoke before, or that the catalogue refuses, are told and left out; the others are
 * planned together. A deletion notice for a book that is not there does nothing.
 */
export async function planBatch(
  db: Db,
  importId: string,
  rows: readonly ReadRow[],
  { currency, lock }: { currency: string; lock: boolean },
): Promise<PlannedBatch> {
  const counts = { ...noCounts };
  const told: OutcomeRow[] = [];
  const refuse = (row: ReadRow, problems: ImportProblem[]) => {
    counts.failed++;
    told.push({ ...nameOf(row), outcome: "error", changes: null, problems: [...problems, ...notesOf(row)] });
  };

  const sound = rows.filter((row) => {
    if (row.problems.length > 0) refuse(row, row.problems);
    return row.problems.length === 0;
  });
  const first = await claimKeys(
    db,
    importId,
    sound.map((row) => ({ at: row.at, keys: keysOf(row) })),
  );
  const candidates: Candidate[] = [];
  for (const row of sound) {
    const { own, wished } = keysOf(row);
    const before = own.map((key) => first.get(key) ?? row.at).find((at) => at !== row.at);
    if (before !== undefined) {
      refuse(row, [{ by: "catalogue", field: "isbn", code: "twice", facts: { first: String(before) } }]);
      continue;
    }
    const { slug, ...record } = row.record;
    const free = wished === null || first.get(wished) === row.at;
    candidates.push({ row, record: { ...record, ...(slug !== undefined && free && { slug }) } });
  }

  const plans: BookPlan[] = [];
  const upserts = candidates.filter(({ row }) => row.action === "upsert");
  const notices = candidates.filter(({ row }) => row.action === "archive");
  if (upserts.length > 0) {
    const plan = await planUpserts(db, upserts, { currency, lock });
    plans.push(plan);
    tally(plan, upserts, { counts, told, refuse });
  }
  if (notices.length > 0) {
    const asked = notices.map(({ row, record }) => ({
      row,
      record: { ...pick(record, "id"), ...pick(record, "isbn"), archived: true },
    }));
    const plan = await planBooks(
      db,
      asked.map(({ record }) => record),
      { mode: "update", currency, lock, first: 0 },
    );
    const absent = new Set(plan.problems.filter(({ code }) => code === "not_found").map(({ row }) => row));
    counts.unchanged += absent.size;
    plan.problems = plan.problems.filter(({ row }) => !absent.has(row));
    plans.push(plan);
    tally(plan, asked, { counts, told, refuse });
  }
  told.sort((a, b) => a.at - b.at);
  const editions = new Map(upserts.flatMap(({ row }) => (row.editions ? [[row.at, row.editions] as const] : [])));
  return { counts, rows: told, plans, editions };
}

const pick = (record: Record<string, unknown>, field: string) =>
  record[field] === undefined ? {} : { [field]: record[field] };

const notesOf = (row: ReadRow): ImportProblem[] => row.notes.map((note) => ({ ...note, note: true as const }));

const nameOf = (row: ReadRow) => ({
  at: row.at,
  reference: row.reference?.slice(0, 200) ?? null,
  isbn: text(row.record.isbn)?.slice(0, 40) ?? null,
  title: text(row.record.title),
});

/** Counts a plan, keeps what is to be told of it, and makes its rows places in the file. */
function tally(
  plan: BookPlan,
  asked: readonly Candidate[],
  to: {
    counts: ImportCounts;
    told: OutcomeRow[];
    refuse: (row: ReadRow, problems: ImportProblem[]) => void;
  },
): void {
  const rowAt = (index: number): ReadRow => {
    const found = asked[index]?.row;
    if (!found) throw new Error("a plan speaks of a row that was not given");
    return found;
  };
  const wrong = Map.groupBy(plan.problems, ({ row }) => row);
  for (const [index, problems] of wrong) {
    to.refuse(
      rowAt(index),
      problems.map(({ field, code, facts }: BookProblem) => ({
        by: "catalogue" as const,
        field,
        code,
        ...(facts && { facts }),
      })),
    );
  }
  plan.problems = [];
  to.counts.created += plan.creates.length;
  to.counts.updated += plan.updates.length;
  to.counts.unchanged += plan.unchanged.length;
  const keep = (index: number, outcome: RowOutcome, changes: FieldChange[] | null) => {
    const row = rowAt(index);
    const notes = notesOf(row);
    to.told.push({ ...nameOf(row), outcome, changes, problems: notes.length > 0 ? notes : null });
    return row.at;
  };
  for (const each of plan.creates) {
    const index = each.row;
    each.row = keep(index, "create", null);
    if (each.work && "row" in each.work) each.work = { row: rowAt(each.work.row).at };
  }
  for (const each of plan.updates) each.row = keep(each.row, "update", each.changes);
  for (const each of plan.unchanged) {
    const row = rowAt(each.row);
    each.row = row.notes.length > 0 ? keep(each.row, "unchanged", null) : row.at;
  }
}

async function planUpserts(
  db: Db,
  asked: readonly Candidate[],
  { currency, lock }: { currency: string; lock: boolean },
): Promise<BookPlan> {
  const options = { mode: "upsert", currency, lock, first: 0, wishes: true } as const;
  const editions = new Map(asked.flatMap(({ row }, index) => (row.editions ? [[index, row.editions] as const] : [])));
  const added = new Set(asked.flatMap(({ row }, index) => (row.stockMeans === "added" ? [index] : [])));
  const plan = await planBooks(
    db,
    asked.map(({ record }) => record),
    { ...options, editions, added },
  );
  const shut = [...plan.updates.map(({ row, book }) => ({ row, id: book.id })), ...plan.unchanged].filter(
    ({ row }) => asked[row]?.record.archived === undefined,
  );
  // one without a price was in the archive from the beginning, and stays there
  const isPriced = (row: number, before: boolean) => (asked[row]?.record.price ?? (before ? 1 : 0)) !== 0;
  const back = new Set([...(await putAway(db, shut))].flatMap(([row, priced]) => (isPriced(row, priced) ? row : [])));
  if (back.size === 0) return plan;
  // all again, since rows may lean on each other
  return planBooks(
    db,
    asked.map(({ record }, index) => (back.has(index) ? { ...record, archived: false } : record)),
    { ...options, editions, added },
  );
}

/**
 * Rows of books that an import made and undoing it put away, and that nobody touched since, and whether they have a price: the
 * next file that has them brings them back.
 */
async function putAway(db: Db, books: readonly { row: number; id: string }[]): Promise<Map<number, boolean>> {
  if (books.length === 0) return new Map();
  const { rows } = await db.execute<{ id: string; version: number }>(sql`
    select book_id as id, max(version) as version from import_rows
    where undo = 'undone' and outcome = 'create' and book_id = any(${sql.param(books.map(({ id }) => id))}::uuid[])
    group by book_id`);
  if (rows.length === 0) return new Map();

  const marks = await markBooks(
    db,
    rows.map(({ id }) => id),
  );
  const since = new Set(rows.filter(({ id, version }) => marks.get(id)?.version === version).map(({ id }) => id));
  return new Map(books.filter(({ id }) => since.has(id)).map(({ row, id }) => [row, marks.get(id)?.priced ?? false]));
}
