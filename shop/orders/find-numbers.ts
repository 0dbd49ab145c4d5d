import { inArray } from "drizzle-orm";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { orders } from "../../db/schema/orders.ts";

/** What people call these orders, by their ids; unknown ones are left out. */
export async function findOrderNumbers(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> {
  authorize(ctx, "orders.read");
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: orders.id, number: orders.number })
    .from(orders)
    .where(inArray(orders.id, [...new Set(ids)]));
  return new Map(rows.map((row) => [row.id, row.number]));
}
