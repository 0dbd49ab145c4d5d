import { and, count, desc, eq, sql } from "drizzle-orm";
import { AccessDenied } from "../_kernel/errors.ts";
import { money } from "../_kernel/money.ts";
import { pageOf, type Page } from "../_kernel/pagination.ts";
import type { Ctx } from "../_runtime/context.ts";
import { orders } from "../../db/schema/orders.ts";
import { readOrder } from "./get-order.ts";
import { MY_ORDERS_PER_PAGE, type MyOrderRow, type Order, type OrderState, type PaymentState } from "./model.ts";

function personOf(ctx: Ctx): string {
  if (ctx.actor.kind !== "user") throw new AccessDenied("UNAUTHENTICATED");
  return ctx.actor.id;
}

/** One's own orders, newest first, a page at a time. Throws `AccessDenied` for nobody. */
export async function listMyOrders(ctx: Ctx, { page }: { page: number }): Promise<Page<MyOrderRow>> {
  const own = eq(orders.userId, personOf(ctx));
  const [rows, [total]] = await Promise.all([
    ctx.db
      .select({
        number: orders.number,
        placedAt: orders.placedAt,
        state: orders.state,
        paymentState: orders.paymentState,
        books: sql<number>`(select coalesce(sum(l.quantity), 0)::int from order_lines l where l.order_id = "orders"."id")`,
        totalMinor: orders.totalMinor,
        currency: orders.currency,
      })
      .from(orders)
      .where(own)
      .orderBy(desc(orders.placedAt), desc(orders.id))
      .limit(MY_ORDERS_PER_PAGE)
      .offset((page - 1) * MY_ORDERS_PER_PAGE),
    ctx.db.select({ n: count() }).from(orders).where(own),
  ]);
  return pageOf(
    rows.map(({ totalMinor, currency, state, paymentState, ...row }) => ({
      ...row,
      state: state as OrderState,
      paymentState: paymentState as PaymentState,
      total: money(totalMinor, currency),
    })),
    total?.n ?? 0,
    page,
    MY_ORDERS_PER_PAGE,
  );
}

/** An order of one's own, without what only the desk may read. Throws NotFound for others' as for none. */
export async function getMyOrder(ctx: Ctx, number: string): Promise<Order> {
  const order = await readOrder(ctx, and(eq(orders.number, number), eq(orders.userId, personOf(ctx))));
  return { ...order, history: order.history.map((entry) => ({ ...entry, note: null })) };
}
