import { sql } from "drizzle-orm";
import type { Shop } from "../shop/context.ts";
import { settleRefund } from "../shop/payments/index.ts";
import { as, job } from "./world.ts";

/** The refunds of this shop's orders, and what the worker does with them. */
export function refundsIn(shop: Shop) {
  const refundsOf = async (orderId: string) => {
    const { rows } = await shop.database.db.execute<{
      id: string;
      state: string;
      reason: string;
      amount_minor: number;
    }>(sql`select id, state, reason, amount_minor from refunds where order_id = ${orderId}`);
    return rows;
  };
  return {
    refundsOf,
    async settleAll(orderId: string) {
      for (const { id } of await refundsOf(orderId)) await settleRefund(as(shop, job), id, false);
    },
  };
}
