import { eq, inArray } from "drizzle-orm";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { orderLines, orders } from "../../db/schema/orders.ts";

/** Which orders these lines belong to: number and channel by the line's id, for a ledger that links to them. */
export async function findOrdersOfLines(
  ctx: Ctx,
  lineIds: readonly string[],
): Promise<Map<string, { number: string; channel: string }>> {
  authorize(ctx, "orders.read");
  if (lineIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: orderLines.id, number: orders.number, channel: orders.channel })
    .from(orderLines)
    .innerJoin(orders, eq(orders.id, orderLines.orderId))
    .where(inArray(orderLines.id, [...lineIds]));
  return new Map(rows.map(({ id, ...order }) => [id, order]));
}
