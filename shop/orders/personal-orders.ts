import { asc, eq, inArray, sql } from "drizzle-orm";
import { money } from "../_kernel/money.ts";
import { ownId } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { orderHistory, orderLines, orders } from "../../db/schema/orders.ts";
import type { PersonalOrder } from "./model.ts";

/** Nothing more happens to it that its customer would have to be written to for. */
export const over = sql`(${orders.state} = 'delivered' or (${orders.state} = 'cancelled' and ${orders.paymentState} not in ('pending', 'paid', 'disputed')))`;

/** How many orders would stay without their person, and how many of them are still under way. */
export async function countPersonalOrders(ctx: Ctx): Promise<{ all: number; open: number }> {
  const [row] = await ctx.db
    .select({ all: sql<number>`count(*)::int`, open: sql<number>`(count(*) filter (where not ${over}))::int` })
    .from(orders)
    .where(eq(orders.userId, ownId(ctx)));
  return row ?? { all: 0, open: 0 };
}

/** All orders of the person who asks, oldest first, in full. */
export async function listPersonalOrders(ctx: Ctx): Promise<PersonalOrder[]> {
  const own = await ctx.db
    .select()
    .from(orders)
    .where(eq(orders.userId, ownId(ctx)))
    .orderBy(asc(orders.placedAt), asc(orders.id));
  const ids = own.map(({ id }) => id);
  if (ids.length === 0) return [];
  const [lines, history] = await Promise.all([
    ctx.db.select().from(orderLines).where(inArray(orderLines.orderId, ids)).orderBy(asc(orderLines.position)),
    ctx.db.select().from(orderHistory).where(inArray(orderHistory.orderId, ids)).orderBy(asc(orderHistory.at)),
  ]);
  return own.map((order) => ({
    id: order.id,
    number: order.number,
    placedAt: order.placedAt,
    state: order.state,
    paymentState: order.paymentState,
    email: order.email,
    shipTo: order.shipTo,
    lines: lines
      .filter((line) => line.orderId === order.id)
      .map((line) => ({
        title: line.title,
        authors: line.authors,
        isbn13: line.isbn13,
        quantity: line.quantity,
        unitPrice: money(line.unitPriceMinor, order.currency),
        total: money(line.totalMinor, order.currency),
      })),
    subtotal: money(order.subtotalMinor, order.currency),
    shipping: money(order.shippingMinor, order.currency),
    total: money(order.totalMinor, order.currency),
    history: history
      .filter((entry) => entry.orderId === order.id)
      .map((entry) => ({ at: entry.at, state: entry.to, code: entry.code })),
  }));
}
