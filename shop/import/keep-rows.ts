import { sql } from "drizzle-orm";
import type { Tx } from "../_runtime/context.ts";
import { MOST_KEPT, type ImportCounts } from "./model.ts";
import type { OutcomeRow } from "./plan-batch.ts";

export interface DoneRow extends OutcomeRow {
  bookId?: string;
  version?: number;
  movements?: number;
}

/**
 * Rows without those that change nothing, once so many of these are kept that nobody reads more: a supplier may have something
 * to be told of every record, every day.
 */
export async function keptOf<Row extends OutcomeRow>(tx: Tx, importId: string, rows: readonly Row[]): Promise<Row[]> {
  if (!rows.some(({ outcome }) => outcome === "unchanged")) return [...rows];
  const { rows: found } = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from import_rows where import_id = ${importId} and outcome = 'unchanged'`,
  );
  let room = MOST_KEPT.unchanged - (found[0]?.n ?? 0);
  return rows.filter(({ outcome }) => outcome !== "unchanged" || room-- > 0);
}

/** Values that PostgreSQL's JSON has no place for are no text of a book. */
const json = (value: unknown) => JSON.stringify(value).replaceAll("\\u0000", "");

/** Writes rows of an import down, in place of what the dry run said of them. */
export async function keepRows(tx: Tx, importId: string, rows: readonly DoneRow[]): Promise<void> {
  if (rows.length === 0) return;
  const given = json(
    rows.map(({ bookId, ...row }) => ({
      ...row,
      book_id: bookId ?? null,
      changes: row.changes,
      problems: row.problems,
    })),
  );
  await tx.execute(sql`
    insert into import_rows (import_id, at, reference, isbn, title, outcome, changes, problems, book_id, version, movements)
    select ${importId}, at, reference, isbn, title, outcome, nullif(changes, 'null'), nullif(problems, 'null'), book_id, version, movements
    from jsonb_to_recordset(${given}::jsonb) as r(at int, reference text, isbn text, title text, outcome text, changes jsonb,
      problems jsonb, book_id uuid, version int, movements int)
    on conflict (import_id, at) do update set reference = excluded.reference, isbn = excluded.isbn, title = excluded.title,
      outcome = excluded.outcome, changes = excluded.changes, problems = excluded.problems, book_id = excluded.book_id,
      version = excluded.version, movements = excluded.movements, undo = null`);
}

export const addCounts = (a: ImportCounts, b: ImportCounts): ImportCounts => ({
  created: a.created + b.created,
  updated: a.updated + b.updated,
  unchanged: a.unchanged + b.unchanged,
  failed: a.failed + b.failed,
});
