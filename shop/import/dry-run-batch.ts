import { eq, sql } from "drizzle-orm";
import type { Ctx } from "../_runtime/context.ts";
import { imports } from "../../db/schema/import.ts";
import { withClaim } from "./claim.ts";
import { addCounts, keepRows, keptOf } from "./keep-rows.ts";
import { MOST_KEPT, noCounts } from "./model.ts";
import { planBatch } from "./plan-batch.ts";
import type { ReadBatch } from "./read-rows.ts";

/** Plans a batch and keeps what it would do, up to a number of rows of each outcome; what changes nothing, and has nothing told of it, is counted only. */
export function dryRunBatch(
  ctx: Ctx,
  importId: string,
  { rows, bytes }: ReadBatch,
  { claim, claimFor, currency }: { claim: string; claimFor: number; currency: string },
): Promise<void> {
  return withClaim(ctx, importId, claim, claimFor, async (tx, row) => {
    const planned = await planBatch(tx, importId, rows, { currency, lock: false });
    const before = row.planned ?? noCounts;
    const room = {
      create: MOST_KEPT.create - before.created,
      update: MOST_KEPT.update - before.updated,
      unchanged: Infinity,
      error: MOST_KEPT.error - before.failed,
    };
    const kept = (await keptOf(tx, importId, planned.rows)).filter(({ outcome }) => room[outcome]-- > 0);
    await keepRows(tx, importId, kept);
    await tx
      .update(imports)
      .set({
        planned: addCounts(before, planned.counts),
        doneTo: rows.at(-1)?.at ?? row.doneTo,
        doneBytes: Math.min(bytes, row.bytes),
        changedAt: sql`now()`,
      })
      .where(eq(imports.id, importId));
  });
}
