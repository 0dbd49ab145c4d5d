import { eq, sql } from "drizzle-orm";
import type { Ctx } from "../_runtime/context.ts";
import { imports } from "../../db/schema/import.ts";
import { applyBooks, markBooks, relateBooks } from "../catalog/index.ts";
import { gather, owed, withClaim } from "./claim.ts";
import { addCounts, keepRows, keptOf } from "./keep-rows.ts";
import { noCounts } from "./model.ts";
import { planBatch } from "./plan-batch.ts";
import type { ReadBatch } from "./read-rows.ts";
import { onBehalf } from "./stored.ts";

/**
 * Plans a batch once more, with its books locked, and does it, in one transaction with the checkpoint: it is there wholly or
 * not at all, and never twice. How its books stand afterwards is kept, for whoever wants to undo it. Answers how many books it
 * made or changed.
 */
export function commitBatch(
  ctx: Ctx,
  importId: string,
  { rows, bytes }: ReadBatch,
  { claim, claimFor, currency }: { claim: string; claimFor: number; currency: string },
): Promise<number> {
  return withClaim(ctx, importId, claim, claimFor, async (tx, row, now) => {
    const last = rows.at(-1)?.at ?? row.doneTo;
    await gather(tx);
    const planned = await planBatch(tx, importId, rows, { currency, lock: true });
    const asked = onBehalf(ctx, row, now);
    const books = new Map<number, string>();
    for (const plan of planned.plans) {
      if (plan.creates.length + plan.updates.length === 0) continue;
      const { created, updated } = await applyBooks(tx, asked, plan, { door: "import", importId });
      for (const { row: at, id } of [...created, ...updated]) books.set(at, id);
    }
    const named = [
      ...books,
      ...planned.plans.flatMap(({ unchanged }) => unchanged.map(({ row: at, id }) => [at, id] as const)),
    ];
    await relateBooks(
      tx,
      named.flatMap(([at, bookId]) => {
        const isbns = planned.editions.get(at);
        return isbns ? [{ bookId, isbns }] : [];
      }),
    );
    const marks = await markBooks(tx, [...books.values()]);
    // what the dry run said of these rows is over
    await tx.execute(sql`
      delete from import_rows where import_id = ${importId} and at > ${row.doneTo} and at <= ${last}`);
    await keepRows(
      tx,
      importId,
      (await keptOf(tx, importId, planned.rows)).map((each) => {
        const bookId = books.get(each.at);
        return bookId === undefined ? each : { ...each, bookId, ...marks.get(bookId) };
      }),
    );
    await tx
      .update(imports)
      .set({
        committed: addCounts(row.committed ?? noCounts, planned.counts),
        doneTo: last,
        doneBytes: Math.min(bytes, row.bytes),
        changedAt: sql`now()`,
        listsOwed: owed,
      })
      .where(eq(imports.id, importId));
    return books.size;
  });
}
