import { and, asc, eq, ne, sql, type SQL } from "drizzle-orm";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { authorize, ownId } from "../_runtime/authorize.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { returnStock } from "../catalog/index.ts";
import { record } from "../audit/index.ts";
import { emit } from "../outbox/index.ts";
import { closeOpenPayment, refundedParts, refundOrder } from "../payments/index.ts";
import type { RefundLine } from "../payments/model.ts";
import { orderLines, orders, parcelLines, parcels } from "../../db/schema/orders.ts";
import type { CancelReason } from "./model.ts";
import { moveOrder } from "./move-order.ts";
import {
  copiesOf,
  justNow,
  lockNumbered,
  lockOrder,
  tell,
  told,
  type IllegalTransition,
  type OrderRecord,
} from "./rows.ts";
import { findTrackedOrderId } from "./tracking.ts";

/**
 * What every way to end an order shares: parcels that have not left are opened, the books come back, open payments are
 * closed, money taken goes back. The order must be locked.
 */
export async function end(
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
  const unsent = sql`(select id from ${parcels} where order_id = ${order.id})`;
  await tx.delete(parcelLines).where(sql`${parcelLines.parcelId} in ${unsent}`);
  await tx.delete(parcels).where(eq(parcels.orderId, order.id));

  const lines = (await copiesOf(tx, order.id))
    .map((line) => ({ ...line, back: line.quantity - line.cancelled }))
    .filter(({ back }) => back > 0);
  await closeOpenPayment(tx, ctx, order.id);
  await giveBack(tx, ctx, order);
  await emit(tx, ctx, "order.cancelled", { ...told(order), reason });
  for (const { id, back } of lines) {
    await tx
      .update(orderLines)
      .set({ restockedQuantity: sql`${orderLines.restockedQuantity} + ${back}` })
      .where(eq(orderLines.id, id));
  }
  await returnStock(
    tx,
    ctx,
    reason === "expired" ? "expiry" : "cancellation",
    lines.map(({ id, bookId, back }) => ({ orderLineId: id, bookId, quantity: back })),
  );
  return null;
}

/** Asks for everything back that a cancelled order's payment still has. The order must be locked. */
export async function giveBack(tx: Tx, ctx: Ctx, order: OrderRecord): Promise<void> {
  if (await refundOrder(tx, ctx, order.id, await notRefunded(tx, order))) {
    await tell(tx, ctx, order.id, { from: "cancelled", to: "cancelled", code: "refund_requested" });
  }
}

/** What of an order, by line and delivery, no refund was asked for yet: what is left to give back is for that. */
async function notRefunded(tx: Tx, order: OrderRecord): Promise<{ lines: RefundLine[]; shippingMinor: number }> {
  const refunded = await refundedParts(tx, order.id);
  const lines = (await copiesOf(tx, order.id)).map((line) => {
    const quantity = Math.max(0, line.quantity - (refunded.quantities.get(line.id) ?? 0));
    const restocked = line.quantity > line.cancelled;
    return { orderLineId: line.id, quantity, amountMinor: quantity * line.unitPriceMinor, restocked };
  });
  return {
    lines: lines.filter(({ quantity }) => quantity > 0),
    shippingMinor: Math.max(0, order.shippingMinor - refunded.shippingMinor),
  };
}

const byCustomer = (ctx: Ctx, where: SQL): Promise<Result<null, Refusal<"NOT_FOUND"> | IllegalTransition>> =>
  ctx.transact(async (tx) => {
    const order = await lockOrder(tx, where);
    if (!order) return refuse("NOT_FOUND");
    return (await end(tx, ctx, order, "customer", null)) ?? ok(null);
  });

/**
 * Ends an order by its link, while it is unpaid or nothing of it was sent; what was paid goes back in full. Refuses
 * `NOT_FOUND` for a link that opens nothing, `ILLEGAL_TRANSITION` (with the state) when it is too late.
 * @caller whoever holds the order's link
 */
export async function cancelTrackedOrder(
  ctx: Ctx,
  token: string,
): Promise<Result<null, Refusal<"NOT_FOUND"> | IllegalTransition>> {
  const orderId = await findTrackedOrderId(ctx, token);
  return orderId ? byCustomer(ctx, eq(orders.id, orderId)) : refuse("NOT_FOUND");
}

/**
 * Ends one of one's own orders, like `cancelTrackedOrder`. Others' are `NOT_FOUND`.
 * @caller the customer
 */
export async function cancelMyOrder(
  ctx: Ctx,
  number: string,
): Promise<Result<null, Refusal<"NOT_FOUND"> | IllegalTransition>> {
  const userId = ownId(ctx);
  return byCustomer(ctx, and(eq(orders.number, number), eq(orders.userId, userId)) ?? sql`false`);
}

/**
 * Ends an order from the desk, with a note for its history. Throws NotFound; refuses `ILLEGAL_TRANSITION` (with the state)
 * once a part of it was sent or it is over.
 * @caller staff and admins (orders.manage)
 */
export async function cancelOrder(
  ctx: Ctx,
  number: string,
  input: { note: string | null },
): Promise<Result<null, IllegalTransition>> {
  authorize(ctx, "orders.manage");
  return ctx.transact(async (tx) => {
    const order = await lockNumbered(tx, number);
    const refusal = await end(tx, ctx, order, "admin", input.note);
    if (refusal) return refusal;
    await record(tx, ctx, {
      action: "order.cancelled",
      subject: { kind: "order", id: order.id, name: order.number },
      facts: { note: input.note },
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
