import { inArray } from "drizzle-orm";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { orders } from "../../db/schema/orders.ts";

/** The numbers that people know some orders by. */
export async function listOrderNumbers(ctx: Ctx, orderIds: readonly string[]): Promise<Map<string, string>> {
  authorize(ctx, "orders.read");
  if (orderIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: orders.id, number: orders.number })
    .from(orders)
    .where(inArray(orders.id, [...orderIds]));
  return new Map(rows.map(({ id, number }) => [id, number]));
}
