import { NotFound } from "../_kernel/errors.ts";
import type { Refusal, Result } from "../_kernel/result.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { refuse } from "../_kernel/result.ts";
import { deliverOrder, processOrder } from "./fulfil-order.ts";
import type { IllegalTransition } from "./rows.ts";

/** What can be done to many orders at once: what needs no word about any one of them. */
export const bulkActs = { process: processOrder, deliver: deliverOrder } as const;
export type BulkAct = keyof typeof bulkActs;

/**
 * Moves each of these orders by itself, and answers for each of them: one that cannot be moved holds up no other. Refusals are
 * those of the single act, and `NOT_FOUND`.
 * @caller staff and admins (orders.manage)
 */
export async function moveOrders(
  ctx: Ctx,
  act: BulkAct,
  numbers: readonly string[],
): Promise<{ number: string; result: Result<null, IllegalTransition | Refusal<"NOT_FOUND">> }[]> {
  authorize(ctx, "orders.manage");
  const results = [];
  for (const number of new Set(numbers)) {
    try {
      results.push({ number, result: await bulkActs[act](ctx, number, { note: null }) });
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
      results.push({ number, result: refuse("NOT_FOUND") });
    }
  }
  return results;
}
