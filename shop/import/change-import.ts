import { sql } from "drizzle-orm";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { authorize } from "../_runtime/authorize.ts";
import { actorColumns, type Ctx, type Tx } from "../_runtime/context.ts";
import { record } from "../audit/index.ts";
import type { AuditAction } from "../audit/model.ts";
import { keepMapping } from "./import-files.ts";
import {
  csvMapping,
  manyColumns,
  mayDo,
  noCounts,
  onixMapping,
  type CsvLayout,
  type CsvMapping,
  type OnixMapping,
} from "./model.ts";
import { lockImport, move, recordOf, type StoredImport } from "./stored.ts";

export type Moved = Result<{ id: string }, Refusal<"NOT_FOUND" | "IMPORT_MOVED_ON">>;

type Act = "mapped" | "commit" | "undo" | "cancelled" | "resumed";

/** The frame of what a bookseller does with an import: lock, ask the state machine, move, write it down, wake the worker. */
function change(
  ctx: Ctx,
  id: string,
  act: Act,
  then: (tx: Tx, row: StoredImport) => Promise<Partial<StoredImport>> | Partial<StoredImport>,
): Promise<Moved>;
/** `then` answers null where what was given does not fit the import: nothing moves. */
function change(
  ctx: Ctx,
  id: string,
  act: Act,
  then: (tx: Tx, row: StoredImport) => Promise<Partial<StoredImport> | null>,
): Promise<Moved | Refusal<"INVALID_INPUT">>;
function change(
  ctx: Ctx,
  id: string,
  act: Act,
  then: (tx: Tx, row: StoredImport) => Promise<Partial<StoredImport> | null> | Partial<StoredImport>,
): Promise<Moved | Refusal<"INVALID_INPUT">> {
  return ctx.transact(async (tx) => {
    const row = await lockImport(tx, id);
    if (!row) return refuse("NOT_FOUND");
    if (!mayDo(recordOf(row), act)) return refuse("IMPORT_MOVED_ON");
    const changed = await then(tx, row);
    if (changed === null) return refuse("INVALID_INPUT");
    const state = await move(tx, ctx, row, act, { tries: 0, ...changed });
    await record(tx, ctx, {
      action: `import.${act}` satisfies AuditAction,
      subject: { kind: "import", id, name: row.fileName },
      facts: act === "commit" ? (row.planned ?? {}) : {},
    });
    if (state !== "cancelled") await ctx.shop.jobs.send(tx, "run-import", { importId: id });
    return ok({ id });
  });
}

/**
 * Says what the columns of a sheet are, remembers it for sheets with the same headings, and has the file planned (anew).
 * Refuses `INVALID_INPUT` for columns that do not fit the sheet, with the targets that stand there twice; `NOT_FOUND`,
 * `IMPORT_MOVED_ON` once anything of it was brought in.
 * @caller the desk
 */
export async function mapImport(
  ctx: Ctx,
  id: string,
  given: CsvMapping,
): Promise<Moved | (Refusal<"INVALID_INPUT"> & { twice: string[] })> {
  authorize(ctx, "catalog.manage");
  const parsed = csvMapping.safeParse(given);
  if (!parsed.success) return refuse("INVALID_INPUT", { twice: [] });
  const mapping = parsed.data;
  const used = mapping.columns.filter((target) => target !== null);
  const twice = [...new Set(used.filter((target, at) => used.indexOf(target) !== at && !manyColumns.has(target)))];
  if (twice.length > 0 || used.length === 0) return refuse("INVALID_INPUT", { twice });
  const moved = await change(ctx, id, "mapped", async (tx, row): Promise<Partial<StoredImport> | null> => {
    const layout = row.layout as CsvLayout | null;
    if (layout?.header.length !== mapping.columns.length) return null;
    await keepMapping(tx, layout.header, mapping);
    return { mapping, failure: null };
  });
  return !moved.ok && moved.code === "INVALID_INPUT" ? refuse("INVALID_INPUT", { twice: [] }) : moved;
}

/**
 * Says whose the copies on hand in an ONIX file are, and has it planned anew with that. Refuses `INVALID_INPUT` where it is no
 * ONIX; `NOT_FOUND`, `IMPORT_MOVED_ON` once anything of it was brought in.
 * @caller the desk
 */
export async function mapOnix(ctx: Ctx, id: string, given: OnixMapping): Promise<Moved | Refusal<"INVALID_INPUT">> {
  authorize(ctx, "catalog.manage");
  const mapping = onixMapping.parse(given);
  return change(ctx, id, "mapped", async (_tx, row): Promise<Partial<StoredImport> | null> =>
    row.format === "onix" ? { mapping, failure: null } : null,
  );
}

/**
 * Brings in what was planned, by the worker. A second click is refused: `IMPORT_MOVED_ON`; `NOT_FOUND`.
 * @caller the desk, the API, the command line
 */
export async function commitImport(ctx: Ctx, id: string): Promise<Moved> {
  authorize(ctx, "catalog.manage");
  return change(ctx, id, "commit", () => ({
    phase: "commit",
    committed: noCounts,
    doneTo: 0,
    doneBytes: 0,
    ...actorColumns(ctx.actor),
  }));
}

/**
 * Stops an import: a batch that is being done is done, nothing more. What was brought in stays, and can be undone or gone on
 * with. Refuses `IMPORT_MOVED_ON`, `NOT_FOUND`.
 * @caller the desk, the API
 */
export async function cancelImport(ctx: Ctx, id: string): Promise<Moved> {
  authorize(ctx, "catalog.manage");
  return change(ctx, id, "cancelled", () => ({ claim: null, claimedUntil: null }));
}

/**
 * Goes on behind the last row that was done, after a stop or a failure. Refuses `IMPORT_MOVED_ON`, `NOT_FOUND`.
 * @caller the desk
 */
export async function resumeImport(ctx: Ctx, id: string): Promise<Moved> {
  authorize(ctx, "catalog.manage");
  return change(ctx, id, "resumed", (_tx, row) => ({
    failure: null,
    ...(row.phase === "plan" ? {} : actorColumns(ctx.actor)),
  }));
}

/**
 * Takes back what an import brought in, by the worker: nothing while somebody touched one of its books since; with `rest` all
 * but those. Refuses `IMPORT_MOVED_ON`, `NOT_FOUND`.
 * @caller the desk, the API
 */
export async function undoCommit(ctx: Ctx, id: string, { rest = false }: { rest?: boolean } = {}): Promise<Moved> {
  authorize(ctx, "catalog.manage");
  return change(ctx, id, "undo", async (tx, row) => {
    // those that were refused before are looked at again
    await tx.execute(sql`
      update import_rows set undo = null where import_id = ${row.id} and undo in ('changed', 'moved', 'clash')`);
    return {
      phase: "undo",
      undone: { undone: row.undone?.undone ?? 0, refused: 0 },
      undoRest: rest ? "yes" : null,
      failure: null,
      ...actorColumns(ctx.actor),
    };
  });
}
