import { eq, sql, type SQL } from "drizzle-orm";
import { newId } from "../_kernel/ids.ts";
import { NotFound } from "../_kernel/errors.ts";
import { isId } from "../_kernel/ids.ts";
import { actorColumns, type Ctx, type Db, type Tx } from "../_runtime/context.ts";
import { importEvents as events, imports } from "../../db/schema/import.ts";
import {
  importSteps,
  type CsvLayout,
  type CsvMapping,
  type ImportEvent,
  type ImportFailure,
  type ImportFormat,
  type ImportPhase,
  type ImportRecord,
  type ImportState,
  type OnixMapping,
  type OnixStock,
} from "./model.ts";

export type StoredImport = typeof imports.$inferSelect;

/** Whose the copies on hand in a file are; null where it is no ONIX. */
export const onixStockOf = ({ format, mapping }: Pick<StoredImport, "format" | "mapping">): OnixStock | null =>
  format === "onix" ? ((mapping as OnixMapping | null)?.stock ?? "ignore") : null;

export const recordOf = (row: StoredImport): ImportRecord => ({
  id: row.id,
  state: row.state as ImportState,
  phase: row.phase as ImportPhase,
  fileName: row.fileName,
  hasFile: row.fileKey !== null,
  bytes: row.bytes,
  format: row.format as ImportFormat,
  layout: row.layout as CsvLayout | null,
  mapping: row.format === "csv" ? (row.mapping as CsvMapping | null) : null,
  stock: onixStockOf(row),
  doneTo: row.doneTo,
  doneBytes: row.doneBytes,
  planned: row.planned,
  committed: row.committed,
  undone: row.undone,
  failure: row.failure as ImportFailure | null,
  actor: { kind: row.actorKind as ImportRecord["actor"]["kind"], id: row.actorId, name: row.actorName },
  createdAt: row.createdAt,
  changedAt: row.changedAt,
});

/** One import as it is stored; throws NotFound. */
export async function getStored(db: Db, id: string): Promise<StoredImport> {
  const [row] = isId(id) ? await db.select().from(imports).where(eq(imports.id, id)) : [];
  if (!row) throw new NotFound("import");
  return row;
}

/** One import, held until the transaction ends; null where there is none. */
export async function lockImport(tx: Tx, id: string, more: SQL = sql`true`): Promise<StoredImport | null> {
  if (!isId(id)) return null;
  const [row] = await tx
    .select()
    .from(imports)
    .where(sql`${imports.id} = ${id} and ${more}`)
    .for("update");
  return row ?? null;
}

type Change = Partial<Omit<typeof imports.$inferInsert, "id" | "state">>;

/**
 * Moves an import on, and writes down who did it. The caller has locked it and asked whether it may be moved.
 * @caller the import's commands and its worker
 */
export async function move(
  tx: Tx,
  ctx: Ctx,
  { id, state, phase }: Pick<StoredImport, "id" | "state" | "phase">,
  event: Exclude<ImportEvent, "uploaded">,
  change: Change = {},
): Promise<ImportState> {
  const { from, to } = importSteps[event];
  if (!(from as readonly string[]).includes(state)) throw new Error(`${event} does not lead on from ${state}`);
  const next = typeof to === "function" ? to((change.phase ?? phase) as ImportPhase) : to;
  await tx
    .update(imports)
    .set({ ...change, state: next, changedAt: sql`now()` })
    .where(eq(imports.id, id));
  await note(tx, ctx, id, event);
  return next;
}

export const note = (tx: Tx, ctx: Ctx, importId: string, event: ImportEvent) =>
  tx
    .insert(events)
    .values({ id: newId(ctx.now), importId, ...actorColumns(ctx.actor), event, at: sql`clock_timestamp()` });

/** Who asked for it stands in the ledger, not the job that does it. */
export function onBehalf(ctx: Ctx, row: StoredImport, now: Date): Ctx {
  const actor: Ctx["actor"] =
    row.actorKind === "user" && row.actorId !== null
      ? { kind: "user", id: row.actorId, name: row.actorName ?? "", role: "staff", sessionId: null }
      : ctx.actor;
  return { ...ctx, now, actor };
}
