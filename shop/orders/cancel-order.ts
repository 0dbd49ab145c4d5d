import { and, asc, eq, ne, sql } from "drizzle-orm";
import { NotFound } from "../_kernel/errors.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { returnStock } from "../catalog/index.ts";
import { record } from "../audit/index.ts";
import { emit } from "../outbox/index.ts";
import { closeOpenPayment, refundOrder } from "../payments/index.ts";
import { orders } from "../../db/schema/orders.ts";
import type { CancelReason } from "./model.ts";
import {
  justNow,
  linesOf,
  lockOrder,
  moveOrder,
  tell,
  told,
  type IllegalTransition,
  type OrderRecord,
} from "./move-order.ts";
import { findTrackedOrderId } from "./tracking.ts";

/** What every way to end an order shares: the books come back, open payments are closed, money taken goes back. */
async function end(
  tx: Tx,
  ctx: Ctx,
  order: OrderRecord,
  reason: CancelReason,
  note: string | null,
): Promise<IllegalTransition | null> {
  const refusal = await moveOrder(tx, ctx, order, reason === "expired" ? "expire" : "cancel", {
    note,
    set: { cancelReason: reason, cancelledAt: justNow },
  });
  if (refusal) return refusal;
  await closeOpenPayment(tx, ctx, order.id);
  if (await refundOrder(tx, ctx, order.id)) {
    await tell(tx, ctx, order.id, { from: "cancelled", to: "cancelled", code: "refund_requested" });
  }
  await emit(tx, ctx, "order.cancelled", { ...told(order), reason });
  await returnStock(tx, ctx, reason === "expired" ? "expiry" : "cancellation", await linesOf(tx, order.id));
  return null;
}

/**
 * Ends an order by its link, while it is unpaid or not yet sent; what was paid goes back in full. Refuses `NOT_FOUND` for a
 * link that opens nothing, `ILLEGAL_TRANSITION` (with the state) when it is too late.
 * @caller whoever holds the order's link
 */
export async function cancelTrackedOrder(
  ctx: Ctx,
  token: string,
): Promise<Result<null, Refusal<"NOT_FOUND"> | IllegalTransition>> {
  const orderId = await findTrackedOrderId(ctx, token);
  if (!orderId) return refuse("NOT_FOUND");
  return ctx.transact(async (tx) => {
    const order = await lockOrder(tx, eq(orders.id, orderId));
    if (!order) return refuse("NOT_FOUND");
    return (await end(tx, ctx, order, "customer", null)) ?? ok(null);
  });
}

/**
 * Ends an order from the desk, with a note for its history. Throws NotFound; refuses `ILLEGAL_TRANSITION` (with the state)
 * once it was sent or is over.
 * @caller staff and admins (orders.manage)
 */
export async function cancelOrder(
  ctx: Ctx,
  number: string,
  input: { note: string | null },
): Promise<Result<null, IllegalTransition>> {
  authorize(ctx, "orders.manage");
  return ctx.transact(async (tx) => {
    const order = await lockOrder(tx, eq(orders.number, number));
    if (!order) throw new NotFound("order");
    const refusal = await end(tx, ctx, order, "admin", input.note);
    if (refusal) return refusal;
    await record(tx, ctx, {
      action: "order.cancelled",
      subject: { kind: "order", id: order.id, name: order.number },
      facts: { reason: input.note },
    });
    return ok(null);
  });
}

/**
 * Ends every order whose time to pay is over, one transaction each, so that one that fails holds up no other. Returns how
 * many ended.
 * @caller the worker's schedule `expire-orders`
 */
export async function expireOrders(ctx: Ctx): Promise<number> {
  authorize(ctx, "orders.manage");
  // money on its way (a slow method) holds the books
  const due = and(
    eq(orders.state, "pending_payment"),
    ne(orders.paymentState, "pending"),
    sql`${orders.expiresAt} <= now()`,
  );
  const found = await ctx.db
    .select({ id: orders.id })
    .from(orders)
    .where(due)
    .orderBy(asc(orders.expiresAt))
    .limit(500);
  let ended = 0;
  for (const { id } of found) {
    try {
      ended += await ctx.transact(async (tx) => {
        // looked at again under lock: it may have been paid since
        const order = await lockOrder(tx, and(eq(orders.id, id), due) ?? sql`false`);
        return order && !(await end(tx, ctx, order, "expired", null)) ? 1 : 0;
      });
    } catch (error) {
      ctx.shop.log("error", "order did not expire", { orderId: id, reason: String(error) });
    }
  }
  return ended;
}
