import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { Ctx } from "../_runtime/context.ts";
import { authorizeJob } from "../_runtime/authorize.ts";
import { imports } from "../../db/schema/import.ts";
import { refreshStatistics } from "../catalog/index.ts";
import { getSettings } from "../settings/index.ts";
import { clearFile, clearKeys } from "./clear-file.ts";
import { commitBatch } from "./commit-batch.ts";
import { Lost, takeUp, withClaim } from "./claim.ts";
import { dryRunBatch } from "./dry-run-batch.ts";
import { BATCH_ROWS, FileRefused, type ImportFailure, type ImportPhase, type ImportRun } from "./model.ts";
import { FileGone, readBatches } from "./read-rows.ts";
import { move, type StoredImport } from "./stored.ts";
import { undoImport } from "./undo-import.ts";

/** Books made or changed after which the database counts anew, and again after three times as many more. */
const MANY_BOOKS = 1_000;

/** Workers may take a file up so many times without one batch more being done. */
const MOST_TRIES = 6;

/**
 * Does what an import waits for: its dry run, its commit or its undoing, batch by batch, each in a transaction with its
 * checkpoint. One worker at a time may: it claims the import, and every batch asks whether the claim still holds, so that a
 * worker that was thought dead writes nothing. Cut off at any point, the next run goes on behind the last batch. `within`
 * milliseconds it works at most, then says `later`.
 * @caller the job, the command line
 */
export async function runImport(
  ctx: Ctx,
  importId: string,
  {
    within = 20 * 60_000,
    size = BATCH_ROWS,
    claimFor = 30,
  }: { within?: number; size?: number; claimFor?: number } = {},
): Promise<ImportRun> {
  authorizeJob(ctx);
  const claim = randomUUID();
  const row = await takeUp(ctx, importId, claim, claimFor);
  if (!row) return { state: "busy", rows: 0 };
  const beat = setInterval(() => void keep(ctx, importId, claim, claimFor), (claimFor * 1_000) / 3);
  try {
    if (row.tries > MOST_TRIES) {
      await fail(ctx, importId, claim, { code: "broken", at: row.doneTo });
      return { state: "stopped", rows: 0 };
    }
    if (row.state === "undoing") return await undoImport(ctx, row, { claim, claimFor, within, size });
    return await runFile(ctx, row, { claim, claimFor, within, size });
  } catch (error) {
    if (error instanceof Lost) return { state: "stopped", rows: 0 };
    const failure: ImportFailure | null =
      error instanceof FileRefused ? error.refusal : error instanceof FileGone ? { code: "file_gone" } : null;
    if (!failure) throw error;
    await fail(ctx, importId, claim, failure);
    return { state: "stopped", rows: 0 };
  } finally {
    clearInterval(beat);
    await letGo(ctx, importId, claim);
  }
}

/** The import as a worker meets it: begun where it has not been. */
async function begin(ctx: Ctx, row: StoredImport, claim: string, claimFor: number): Promise<ImportPhase> {
  if (row.state === "committing") return "commit";
  // planned anew, it begins with nothing
  if (row.state === "mapped") {
    await clearFile(ctx, row.id);
    await withClaim(ctx, row.id, claim, claimFor, async (tx, locked) => {
      if (locked.state !== "mapped") return;
      // said anew since it was taken up
      row.mapping = locked.mapping;
      await move(tx, ctx, locked, "plan_started", { planned: null, doneTo: 0, doneBytes: 0, runFrom: 0 });
    });
    row.doneTo = 0;
  }
  return "plan";
}

interface Bounds {
  claim: string;
  claimFor: number;
  within: number;
  size: number;
}

async function runFile(ctx: Ctx, row: StoredImport, { claim, claimFor, within, size }: Bounds): Promise<ImportRun> {
  const phase = await begin(ctx, row, claim, claimFor);
  const { shop } = await getSettings(ctx);
  const began = performance.now();
  const terms = { claim, claimFor, currency: shop.currency };
  let [rows, changed, counted] = [0, 0, 0];
  for await (const batch of readBatches(ctx, row, { after: row.doneTo, size, currency: shop.currency })) {
    if (phase === "plan") await dryRunBatch(ctx, row.id, batch, terms);
    else changed += await commitBatch(ctx, row.id, batch, terms);
    rows += batch.rows.length;
    if (changed >= Math.max(MANY_BOOKS, counted * 4)) {
      await refreshStatistics(ctx);
      counted = changed;
    }
    if (performance.now() - began > within) return { state: "later", rows };
  }
  if (changed - counted >= MANY_BOOKS) await refreshStatistics(ctx);
  await withClaim(ctx, row.id, claim, claimFor, async (tx, locked) => {
    await move(tx, ctx, locked, phase === "plan" ? "planned" : "committed", { doneBytes: locked.bytes });
  });
  if (phase === "commit") await clearKeys(ctx, row.id);
  return { state: "done", rows };
}

async function fail(ctx: Ctx, importId: string, claim: string, failure: ImportFailure): Promise<void> {
  await ctx.transact(async (tx) => {
    const [row] = await tx
      .select()
      .from(imports)
      .where(sql`${imports.id} = ${importId} and ${imports.claim} = ${claim}`)
      .for("update");
    if (!row || !["mapped", "planning", "committing", "undoing"].includes(row.state)) return;
    await move(tx, ctx, row, "failed", { failure: { at: row.doneTo || null, ...failure }, tries: 0 });
  });
}

const keep = (ctx: Ctx, importId: string, claim: string, claimFor: number) =>
  ctx.db
    .update(imports)
    .set({ claimedUntil: sql`now() + make_interval(secs => ${claimFor})` })
    .where(sql`${imports.id} = ${importId} and ${imports.claim} = ${claim}`)
    .catch(() => {}); // the batch itself will say what is wrong

const letGo = (ctx: Ctx, importId: string, claim: string) =>
  ctx.db
    .update(imports)
    .set({ claim: null, claimedUntil: null })
    .where(sql`${eq(imports.id, importId)} and ${imports.claim} = ${claim}`)
    .catch(() => {}); // then it ends by itself
