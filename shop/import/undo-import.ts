import { eq, sql } from "drizzle-orm";
import type { Ctx, Db, Tx } from "../_runtime/context.ts";
import { imports } from "../../db/schema/import.ts";
import { getSettings } from "../settings/index.ts";
import { applyBooks, markBooks, planBooks, type BookMark, type BookPlan } from "../catalog/index.ts";
import type { FieldChange } from "../catalog/model.ts";
import { gather, owed, withClaim } from "./claim.ts";
import type { ImportRun, UndoRefusal } from "./model.ts";
import { move, onBehalf } from "./stored.ts";

interface DoneRow extends Record<string, unknown> {
  at: number;
  outcome: "create" | "update";
  bookId: string;
  version: number;
  movements: number;
  changes: FieldChange[] | null;
}

interface Bounds {
  claim: string;
  claimFor: number;
  within: number;
  size: number;
}

/** The next rows that were brought in and are neither undone nor refused, the last of the file first. */
async function nextRows(db: Db, importId: string, size: number, before: number): Promise<DoneRow[]> {
  const { rows } = await db.execute<DoneRow>(sql`
    select at, outcome, book_id as "bookId", version, movements, changes from import_rows
    where import_id = ${importId} and undo is null and book_id is not null and at < ${before}
    order by at desc limit ${size}`);
  return rows;
}

/** Why a row cannot be undone any more: somebody changed its book, or copies came or went. Null where nothing did. */
const touched = (row: DoneRow, mark: BookMark | undefined): UndoRefusal | null =>
  !mark || mark.version !== row.version ? "changed" : mark.movements !== row.movements ? "moved" : null;

/**
 * Takes an import back, the last rows first: books that it made go into the archive and lose their copies, changed ones get
 * back what stood there, by the same way by which it came. Where books were touched since, nothing is done at first and those
 * rows are told; asked to undo the rest, it leaves them as they are.
 */
export async function undoImport(
  ctx: Ctx,
  row: { id: string; undoRest: string | null },
  bounds: Bounds,
): Promise<ImportRun> {
  const began = performance.now();
  if (row.undoRest === null && (await tellTouched(ctx, row.id, bounds))) return { state: "done", rows: 0 };
  const { shop } = await getSettings(ctx);
  let rows = 0;
  for (;;) {
    const more = await undoBatch(ctx, row.id, shop.currency, bounds);
    if (more === 0) break;
    rows += more;
    if (performance.now() - began > bounds.within) return { state: "later", rows };
  }
  await withClaim(ctx, row.id, bounds.claim, bounds.claimFor, async (tx, locked) => {
    await move(tx, ctx, locked, "undone");
  });
  return { state: "done", rows };
}

/** Looks at all rows before any is undone. True where some were touched: then the import waits to be asked for the rest. */
async function tellTouched(ctx: Ctx, importId: string, { claim, claimFor, size }: Bounds): Promise<boolean> {
  const { rows: begun } = await ctx.db.execute(
    sql`select 1 from import_rows where import_id = ${importId} and undo = 'undone' limit 1`,
  );
  if (begun.length > 0) return false; // it had looked, and was cut off while undoing
  const found: { at: number; undo: UndoRefusal }[] = [];
  let before = 2_147_483_647;
  for (;;) {
    const rows = await nextRows(ctx.db, importId, size, before);
    const marks = await markBooks(
      ctx.db,
      rows.map(({ bookId }) => bookId),
    );
    for (const row of rows) {
      const undo = touched(row, marks.get(row.bookId));
      if (undo) found.push({ at: row.at, undo });
    }
    const last = rows.at(-1);
    if (!last) break;
    before = last.at;
  }
  if (found.length === 0) return false;
  await withClaim(ctx, importId, claim, claimFor, async (tx, locked) => {
    await tellRows(tx, importId, found);
    await move(tx, ctx, locked, "undo_blocked", { undone: { undone: 0, refused: found.length } });
  });
  return true;
}

const tellRows = (tx: Tx, importId: string, rows: readonly { at: number; undo: string; version?: number }[]) =>
  tx.execute(sql`
    update import_rows r set undo = g.undo, version = coalesce(g.version, r.version)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(at int, undo text, version int)
    where r.import_id = ${importId} and r.at = g.at`);

/** Undoes some rows in one transaction, and answers how many it looked at. */
function undoBatch(ctx: Ctx, importId: string, currency: string, { claim, claimFor, size }: Bounds): Promise<number> {
  return withClaim(ctx, importId, claim, claimFor, async (tx, row, now) => {
    const rows = await nextRows(tx, importId, size, 2_147_483_647);
    if (rows.length === 0) return 0;
    await gather(tx);
    const options = { mode: "update", currency, lock: true, first: 0 } as const;
    const plan = await planBooks(tx, rows.map(formerly), options);
    const marks = await markBooks(
      tx,
      rows.map(({ bookId }) => bookId),
    );
    const refused = new Map<number, UndoRefusal>();
    // what stood there cannot stand there again: its ISBN, its address or its genre is another's or gone
    for (const problem of plan.problems) refused.set(problem.row, "clash");
    rows.forEach((each, index) => {
      const why = touched(each, marks.get(each.bookId));
      if (why) refused.set(index, why);
    });
    const allowed: BookPlan = {
      ...plan,
      updates: plan.updates.filter(({ row: index }) => !refused.has(index)),
      problems: [],
    };
    await applyBooks(tx, onBehalf(ctx, row, now), allowed, { door: "import", importId });
    const after = await markBooks(
      tx,
      rows.map(({ bookId }) => bookId),
    );
    await tellRows(
      tx,
      importId,
      rows.map(({ at, bookId }, index) => {
        const why = refused.get(index);
        return why ? { at, undo: why } : { at, undo: "undone", version: after.get(bookId)?.version };
      }),
    );
    const before = row.undone ?? { undone: 0, refused: 0 };
    await tx
      .update(imports)
      .set({
        undone: { undone: before.undone + rows.length - refused.size, refused: before.refused + refused.size },
        changedAt: sql`now()`,
        listsOwed: owed,
      })
      .where(eq(imports.id, importId));
    return rows.length;
  });
}

/** What a book was before its row came. One that was not there goes into the archive, without copies. */
function formerly({ outcome, bookId, changes }: DoneRow): Record<string, unknown> {
  if (outcome === "create") return { id: bookId, archived: true, stock: 0 };
  return { id: bookId, ...Object.fromEntries((changes ?? []).map(({ field, before }) => [field, before])) };
}
