import { eq, sql } from "drizzle-orm";
import type { Ctx, Tx } from "../_runtime/context.ts";
import type { ShopEvents } from "../_runtime/events.ts";
import { takeStock } from "../catalog/index.ts";
import { emit, queueMail } from "../outbox/index.ts";
import { acceptPayment, closeOpenPayment, returnPayment } from "../payments/index.ts";
import { orders } from "../../db/schema/orders.ts";
import { orderCan } from "./model.ts";
import { justNow, linesOf, lockOrder, moveOrder, standingOf, tell, told } from "./move-order.ts";

/**
 * Money came in (CHK-7). An order that waits for it is paid. One that expired meanwhile is revived if all its books can
 * still be had. In every other case the money goes back, and history says so.
 * @caller the event payment.succeeded
 */
export async function onPaymentSucceeded(tx: Tx, ctx: Ctx, paid: ShopEvents["payment.succeeded"]): Promise<void> {
  const order = await lockOrder(tx, eq(orders.id, paid.orderId));
  if (!order) throw new Error(`payment ${paid.paymentId} is for no order`);
  const standing = standingOf(order);
  const set = {
    paymentState: "paid",
    paidAt: justNow,
    cancelReason: null,
    cancelledAt: null,
  };

  if (orderCan.pay(standing)) {
    await acceptPayment(tx, paid.paymentId);
    await closeOpenPayment(tx, ctx, order.id);
    await moveOrder(tx, ctx, order, "pay", { set });
    await emit(tx, ctx, "order.paid", { ...told(order), revived: false });
    return;
  }
  if (orderCan.revive(standing)) {
    const { short } = await takeStock(tx, ctx, "revival", await linesOf(tx, order.id));
    if (short.length === 0) {
      await acceptPayment(tx, paid.paymentId);
      await moveOrder(tx, ctx, order, "revive", { set, code: "late_payment" });
      await emit(tx, ctx, "order.paid", { ...told(order), revived: true });
      return;
    }
  }
  const over = order.state === "cancelled";
  await returnPayment(tx, ctx, paid.paymentId, over ? "late_payment" : "duplicate_payment");
  await tell(tx, ctx, order.id, {
    from: order.state,
    to: order.state,
    code: over ? "late_payment" : "duplicate_payment",
  });
}

/**
 * A try to pay was declined: the order goes on waiting, and a mail offers another try, once an order.
 * @caller the event payment.failed
 */
export async function onPaymentFailed(tx: Tx, ctx: Ctx, failed: ShopEvents["payment.failed"]): Promise<void> {
  const order = await lockOrder(tx, eq(orders.id, failed.orderId));
  if (!order || !orderCan.pay(standingOf(order))) return;
  await tell(tx, ctx, order.id, { from: order.state, to: order.state, code: "payment_failed" });
  await queueMail(tx, ctx, {
    kind: "payment_failed",
    to: order.email,
    locale: order.locale,
    data: { orderId: order.id },
    dedupeKey: `payment_failed:${order.id}`,
  });
}

/**
 * Money went back: the order's payment follows, where it was the order's own money, and the customer is told.
 * @caller the event refund.succeeded
 */
export async function onRefundSucceeded(tx: Tx, ctx: Ctx, refund: ShopEvents["refund.succeeded"]): Promise<void> {
  const order = await lockOrder(tx, eq(orders.id, refund.orderId));
  if (!order) return;
  if (refund.reason === "cancelled") {
    await tx
      .update(orders)
      .set({
        paymentState: sql`case when ${refund.amountMinor}::int = ${orders.totalMinor} then 'refunded' else 'partly_refunded' end`,
      })
      .where(eq(orders.id, order.id));
  }
  await tell(tx, ctx, order.id, { from: order.state, to: order.state, code: "refunded" });
  await queueMail(tx, ctx, {
    kind: "refund_sent",
    to: order.email,
    locale: order.locale,
    data: { orderId: order.id },
    dedupeKey: `refund_sent:${refund.refundId}`,
  });
}
