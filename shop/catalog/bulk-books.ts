import { sql } from "drizzle-orm";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { record } from "../audit/index.ts";
import { getSettings } from "../settings/index.ts";
import { applyBooks } from "./apply-books.ts";
import { MOST_ROWS, type BookMode, type BookProblem } from "./model.ts";
import type { MoveCause } from "./move-stock.ts";
import { planBooks } from "./plan-books.ts";
import { transactAgain } from "./transact-again.ts";

export interface BulkOutcome {
  created: { row: number; id: string; slug: string }[];
  updated: { row: number; id: string }[];
  unchanged: number;
}

/**
 * Makes or changes many books from parsed JSON, all of them or none (CAT-5): up to 10,000 rows, every problem of every row at
 * once (`INVALID_INPUT` with `problems`, rows counted from 1). `create` makes, `update` changes books named by id or ISBN,
 * `upsert` decides by ISBN. Rows that change nothing write nothing. `dryRun` plans only.
 * @caller the desk, the API
 */
export async function bulkBooks(
  ctx: Ctx,
  {
    mode,
    rows,
    dryRun = false,
    door = "desk",
  }: { mode: BookMode; rows: readonly unknown[]; dryRun?: boolean; door?: MoveCause["door"] },
): Promise<Result<BulkOutcome, Refusal<"INVALID_INPUT"> & { problems: BookProblem[] }>> {
  authorize(ctx, "catalog.manage");
  if (rows.length > MOST_ROWS) {
    return refuse("INVALID_INPUT", { problems: [{ row: MOST_ROWS + 1, field: "", code: "too_many" as const }] });
  }
  const { shop } = await getSettings(ctx);
  return transactAgain(ctx, async (tx) => {
    // set by set each statement is short; together they hold their transaction longer than a page would
    await tx.execute(sql`set local idle_in_transaction_session_timeout = '60s'`);
    const plan = await planBooks(tx, rows, { mode, currency: shop.currency, lock: !dryRun });
    if (plan.problems.length > 0) return refuse("INVALID_INPUT", { problems: plan.problems });
    if (dryRun) {
      return ok({
        created: plan.creates.map(({ row, facts }) => ({ row, id: "", slug: facts.slug ?? "" })),
        updated: plan.updates.map(({ row, book }) => ({ row, id: book.id })),
        unchanged: plan.unchanged.length,
      });
    }
    const { created, updated } = await applyBooks(tx, ctx, plan, { door });
    if (created.length + updated.length > 0) {
      await record(tx, ctx, {
        action: "books.bulk",
        subject: { kind: "books", id: mode },
        facts: {
          created: created.length,
          updated: updated.length,
          unchanged: plan.unchanged.length,
        },
      });
    }
    return ok({
      created: created.map(({ row, id, slug }) => ({ row, id, slug })),
      updated,
      unchanged: plan.unchanged.length,
    });
  });
}
