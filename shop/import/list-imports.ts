import { and, asc, count, desc, eq, inArray, sql } from "drizzle-orm";
import { pageOf, type Page } from "../_kernel/pagination.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import type { FieldChange } from "../catalog/model.ts";
import { importEvents, importRows, imports } from "../../db/schema/import.ts";
import { usualMapping } from "./import-files.ts";
import {
  IMPORTS_PER_PAGE,
  noCounts,
  rowsOf,
  ROWS_PER_PAGE,
  undoRefusals,
  workingStates,
  type CsvLayout,
  type CsvMapping,
  type ImportEvent,
  type ImportHistoryEntry,
  type ImportPhase,
  type ImportProblem,
  type ImportProgress,
  type ImportRecord,
  type ImportRow,
  type ImportState,
  type RowFilter,
  type RowOutcome,
} from "./model.ts";
import { getStored, recordOf } from "./stored.ts";

/** Files that came in, the newest first. */
export async function listImports(ctx: Ctx, { page }: { page: number }): Promise<Page<ImportRecord>> {
  authorize(ctx, "catalog.read");
  const [rows, [total]] = await Promise.all([
    ctx.db
      .select()
      .from(imports)
      .orderBy(desc(imports.createdAt), desc(imports.id))
      .limit(IMPORTS_PER_PAGE)
      .offset((page - 1) * IMPORTS_PER_PAGE),
    ctx.db.select({ n: count() }).from(imports),
  ]);
  return pageOf(rows.map(recordOf), total?.n ?? 0, page, IMPORTS_PER_PAGE);
}

/** One import; throws NotFound. */
export async function getImport(ctx: Ctx, id: string): Promise<ImportRecord> {
  authorize(ctx, "catalog.read");
  return recordOf(await getStored(ctx.db, id));
}

/** Imports that the worker has to do with. */
export async function countWorkingImports(ctx: Ctx): Promise<number> {
  authorize(ctx, "catalog.read");
  const [found] = await ctx.db
    .select({ n: count() })
    .from(imports)
    .where(inArray(imports.state, [...workingStates]));
  return found?.n ?? 0;
}

/** How a sheet's columns are understood: as was said, else as the last time, else as it is guessed. Null where there are none. */
export async function findMapping(ctx: Ctx, id: string): Promise<CsvMapping | null> {
  authorize(ctx, "catalog.read");
  const row = await getStored(ctx.db, id);
  if (row.layout === null) return null;
  return row.mapping === null ? usualMapping(ctx.db, row.layout as CsvLayout) : (row.mapping as CsvMapping);
}

/** What was done with an import, by whom; the first first. */
export async function listImportHistory(ctx: Ctx, id: string): Promise<ImportHistoryEntry[]> {
  authorize(ctx, "catalog.read");
  const rows = await ctx.db
    .select()
    .from(importEvents)
    .where(eq(importEvents.importId, id))
    .orderBy(asc(importEvents.at), asc(importEvents.id))
    .limit(200);
  return rows.map((row) => ({
    at: row.at,
    event: row.event as ImportEvent,
    actor: { kind: row.actorKind as ImportHistoryEntry["actor"]["kind"], name: row.actorName },
  }));
}

/** How far an import is; throws NotFound. */
export async function getImportProgress(ctx: Ctx, id: string): Promise<ImportProgress> {
  authorize(ctx, "catalog.read");
  const row = await getStored(ctx.db, id);
  const phase = row.phase as ImportPhase;
  const counts = (phase === "plan" ? row.planned : row.committed) ?? noCounts;
  const brought = (row.committed?.created ?? 0) + (row.committed?.updated ?? 0);
  const undone = (row.undone?.undone ?? 0) + (row.undone?.refused ?? 0);
  const rows = phase === "undo" ? undone : rowsOf(counts);
  const seconds = row.runAt === null ? 0 : (row.changedAt.getTime() - row.runAt.getTime()) / 1_000;
  const rate = seconds > 0.2 && rows > row.runFrom ? (rows - row.runFrom) / seconds : null;
  const done =
    phase === "undo" ? (brought === 0 ? 1 : undone / brought) : row.bytes === 0 ? 1 : row.doneBytes / row.bytes;
  const perRow = rows > 0 && done > 0 ? done / rows : 0;
  return {
    state: row.state as ImportState,
    phase,
    rows,
    done: Math.min(1, done),
    rate,
    remaining: rate !== null && perRow > 0 ? Math.max(0, (1 - done) / perRow / rate) : null,
    counts,
  };
}

const matching = (id: string, filter: RowFilter | undefined) =>
  and(
    eq(importRows.importId, id),
    filter === undefined
      ? undefined
      : filter === "refused"
        ? inArray(importRows.undo, [...undoRefusals])
        : eq(importRows.outcome, filter),
  );

const rowOf = (row: typeof importRows.$inferSelect): ImportRow => ({
  at: row.at,
  reference: row.reference,
  isbn: row.isbn,
  title: row.title,
  outcome: row.outcome as RowOutcome,
  changes: (row.changes as FieldChange[] | null) ?? [],
  problems: (row.problems as ImportProblem[] | null) ?? [],
  bookId: row.bookId,
  undo: row.undo as ImportRow["undo"],
});

/** Rows of an import that do something, cannot, or are told something, in the order of the file. */
export async function listImportRows(
  ctx: Ctx,
  id: string,
  { filter, page }: { filter?: RowFilter; page: number },
): Promise<Page<ImportRow>> {
  authorize(ctx, "catalog.read");
  await getStored(ctx.db, id);
  const where = matching(id, filter);
  const [rows, [total]] = await Promise.all([
    ctx.db
      .select()
      .from(importRows)
      .where(where)
      .orderBy(asc(importRows.at))
      .limit(ROWS_PER_PAGE)
      .offset((page - 1) * ROWS_PER_PAGE),
    ctx.db.select({ n: count() }).from(importRows).where(where),
  ]);
  return pageOf(rows.map(rowOf), total?.n ?? 0, page, ROWS_PER_PAGE);
}

/** All rows that cannot be brought in, a few hundred at a time. */
export async function* readImportErrors(ctx: Ctx, id: string): AsyncGenerator<ImportRow[]> {
  authorize(ctx, "catalog.read");
  for (let after = 0; ;) {
    const rows = await ctx.db
      .select()
      .from(importRows)
      .where(and(matching(id, "error"), sql`${importRows.at} > ${after}`))
      .orderBy(asc(importRows.at))
      .limit(500);
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(rowOf);
    after = last.at;
  }
}
