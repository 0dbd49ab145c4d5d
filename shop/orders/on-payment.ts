import { eq, sql } from "drizzle-orm";
import type { Ctx, Tx } from "../_runtime/context.ts";
import type { ShopEvents } from "../_runtime/events.ts";
import { record } from "../audit/index.ts";
import { takeStock } from "../catalog/index.ts";
import { emit, queueMail } from "../outbox/index.ts";
import { acceptPayment, closeOpenPayment, moneyStanding, returnPayment } from "../payments/index.ts";
import { orderLines, orderLinks, orders } from "../../db/schema/orders.ts";
import { giveBack } from "./cancel-order.ts";
import { orderCan } from "./model.ts";
import { moveOrder } from "./move-order.ts";
import { justNow, linesOf, lockOrder, standingOf, tell, told } from "./rows.ts";

/** The order's money in one word, as its payments, refunds and disputes have it now. */
async function followMoney(tx: Tx, orderId: string): Promise<void> {
  const { state } = await moneyStanding(tx, orderId);
  await tx.update(orders).set({ paymentState: state }).where(eq(orders.id, orderId));
}

/**
 * Locks stand in one order: an order before its payments.
 * @caller the signal payment.changing
 */
export async function lockForPayment(tx: Tx, _ctx: Ctx, { orderId }: { orderId: string }): Promise<void> {
  await lockOrder(tx, eq(orders.id, orderId));
}

/**
 * What the desk did about an order's money, among all that it did (SEC-5).
 * @caller the signal payment.handled
 */
export async function recordHandled(
  tx: Tx,
  ctx: Ctx,
  { orderId, act, facts }: ShopEvents["payment.handled"],
): Promise<void> {
  const [order] = await tx.select({ number: orders.number }).from(orders).where(eq(orders.id, orderId));
  await record(tx, ctx, {
    action: `order.${act}`,
    subject: { kind: "order", id: orderId, ...(order && { name: order.number }) },
    facts,
  });
}

/**
 * A slow method's money is on its way: the order holds its books until it is there, or is known not to come.
 * @caller the event payment.pending
 */
export async function onPaymentPending(tx: Tx, ctx: Ctx, pending: ShopEvents["payment.pending"]): Promise<void> {
  const order = await lockOrder(tx, eq(orders.id, pending.orderId));
  if (!order) return;
  await followMoney(tx, order.id);
  await tell(tx, ctx, order.id, { from: order.state, to: order.state, code: "payment_pending" });
}

/**
 * Money came that was not what was asked: it goes back, and the order goes on waiting.
 * @caller the event payment.doubtful
 */
export async function onPaymentDoubtful(tx: Tx, ctx: Ctx, doubtful: ShopEvents["payment.doubtful"]): Promise<void> {
  const order = await lockOrder(tx, eq(orders.id, doubtful.orderId));
  if (!order) return;
  await followMoney(tx, order.id);
  await tell(tx, ctx, order.id, { from: order.state, to: order.state, code: "wrong_amount" });
}

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
    await followMoney(tx, order.id); // a refund or dispute may have been told before
    await emit(tx, ctx, "order.paid", { ...told(order), revived: false });
    return;
  }
  if (orderCan.revive(standing)) {
    const { short } = await takeStock(tx, ctx, "revival", await linesOf(tx, order.id));
    if (short.length === 0) {
      await acceptPayment(tx, paid.paymentId);
      await moveOrder(tx, ctx, order, "revive", { set, code: "late_payment" });
      await tx.update(orderLines).set({ restockedQuantity: 0 }).where(eq(orderLines.orderId, order.id));
      await tx.update(orderLinks).set({ expiresAt: null }).where(eq(orderLinks.orderId, order.id));
      await followMoney(tx, order.id);
      await emit(tx, ctx, "order.paid", { ...told(order), revived: true });
      return;
    }
  }
  const over = order.state === "cancelled";
  await returnPayment(tx, ctx, paid.paymentId, over ? "late_payment" : "duplicate_payment");
  await followMoney(tx, order.id);
  await tell(tx, ctx, order.id, {
    from: order.state,
    to: order.state,
    code: over ? "late_payment" : "duplicate_payment",
  });
}

/**
 * A try to pay was declined: the order goes on waiting, and a mail offers another try, once an order. Where a slow method's
 * money did not come after all, the order's time may be over meanwhile: it gets a little more.
 * @caller the event payment.failed
 */
export async function onPaymentFailed(tx: Tx, ctx: Ctx, failed: ShopEvents["payment.failed"]): Promise<void> {
  const order = await lockOrder(tx, eq(orders.id, failed.orderId));
  if (!order) return;
  await followMoney(tx, order.id);
  if (!orderCan.pay(standingOf(order))) return;
  if (order.paymentState === "pending") {
    await tx
      .update(orders)
      .set({ expiresAt: sql`greatest(${orders.expiresAt}, now() + interval '24 hours')` })
      .where(eq(orders.id, order.id));
  }
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
  await followMoney(tx, order.id);
  await tell(tx, ctx, order.id, { from: order.state, to: order.state, code: "refunded" });
  await queueMail(tx, ctx, {
    kind: "refund_sent",
    to: order.email,
    locale: order.locale,
    data: { orderId: order.id, refundId: refund.refundId },
    dedupeKey: `refund_sent:${refund.refundId}`,
  });
}

/**
 * Money could not be sent back, or the bank returned it: the desk sees to it.
 * @caller the event refund.failed
 */
export async function onRefundFailed(tx: Tx, ctx: Ctx, refund: ShopEvents["refund.failed"]): Promise<void> {
  const order = await lockOrder(tx, eq(orders.id, refund.orderId));
  if (!order) return;
  await followMoney(tx, order.id);
  await tell(tx, ctx, order.id, { from: order.state, to: order.state, code: "refund_failed" });
}

/**
 * A payer's bank took money back, or tries to; or that is over. An order that was cancelled meanwhile keeps nothing of it.
 * @caller the events dispute.opened and dispute.closed
 */
export async function onDispute(
  tx: Tx,
  ctx: Ctx,
  dispute: ShopEvents["dispute.opened"] | ShopEvents["dispute.closed"],
): Promise<void> {
  const order = await lockOrder(tx, eq(orders.id, dispute.orderId));
  if (!order) return;
  // what was held back when it was cancelled is free again, and nobody is to keep it
  if (order.state === "cancelled" && "won" in dispute && dispute.won) await giveBack(tx, ctx, order);
  await followMoney(tx, order.id);
  const code = "won" in dispute ? (dispute.won ? "dispute_won" : "dispute_lost") : "disputed";
  await tell(tx, ctx, order.id, { from: order.state, to: order.state, code });
}
