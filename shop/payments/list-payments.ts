import { asc, eq, inArray } from "drizzle-orm";
import { money } from "../_kernel/money.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { payments, refundLines, refunds } from "../../db/schema/payments.ts";
import type { PaymentView, RefundView } from "./model.ts";

/**
 * Every try to pay an order, oldest first.
 * @caller the order desk
 */
export async function listPayments(ctx: Ctx, orderId: string): Promise<PaymentView[]> {
  authorize(ctx, "orders.read");
  const rows = await ctx.db
    .select()
    .from(payments)
    .where(eq(payments.orderId, orderId))
    .orderBy(asc(payments.createdAt), asc(payments.id));
  return rows.map((row) => ({
    id: row.id,
    gateway: row.gateway as PaymentView["gateway"],
    state: row.state as PaymentView["state"],
    amount: money(row.amountMinor, row.currency),
    received:
      row.receivedMinor === null || row.receivedCurrency === null
        ? null
        : money(row.receivedMinor, row.receivedCurrency),
    means: row.means as PaymentView["means"],
    note: row.note,
    failure: row.failure,
    reference: row.paymentRef ?? row.sessionRef,
    recordedBy: row.recordedByName,
    createdAt: row.createdAt,
    settledAt: row.settledAt,
  }));
}

/**
 * Refunds of an order with what they were for, oldest first.
 * @caller the order desk
 */
export async function listRefunds(ctx: Ctx, orderId: string): Promise<RefundView[]> {
  authorize(ctx, "orders.read");
  return refundsOf(ctx, orderId);
}

/**
 * The same for whoever may see the order.
 * @caller orders, which has looked who asks
 */
export async function refundsOf(ctx: Ctx, orderId: string): Promise<RefundView[]> {
  const rows = await ctx.db
    .select()
    .from(refunds)
    .where(eq(refunds.orderId, orderId))
    .orderBy(asc(refunds.requestedAt), asc(refunds.id));
  const lines = rows.length
    ? await ctx.db
        .select()
        .from(refundLines)
        .where(
          inArray(
            refundLines.refundId,
            rows.map((row) => row.id),
          ),
        )
        .orderBy(asc(refundLines.orderLineId))
    : [];
  return rows.map((row) => ({
    id: row.id,
    paymentId: row.paymentId,
    amount: money(row.amountMinor, row.currency),
    state: row.state as RefundView["state"],
    reason: row.reason as RefundView["reason"],
    means: row.means as RefundView["means"],
    note: row.note,
    failure: row.failure,
    lines: lines
      .filter((line) => line.refundId === row.id)
      .map(({ orderLineId, quantity, amountMinor, restocked }) => ({ orderLineId, quantity, amountMinor, restocked })),
    shipping: money(row.shippingMinor, row.currency),
    requestedBy: row.requestedByName,
    requestedAt: row.requestedAt,
    sentAt: row.sentAt,
    settledAt: row.settledAt,
  }));
}

/**
 * How many copies of each line of an order, and how much of its delivery (minor units), went back or are on their way,
 * or are meant for a refund that came back from the bank.
 * @caller orders, with the order locked
 */
export async function refundedParts(
  tx: Tx,
  orderId: string,
): Promise<{ quantities: Map<string, number>; shippingMinor: number }> {
  const parts = await tx
    .select({
      id: refunds.id,
      state: refunds.state,
      bounced: refunds.bounced,
      shippingMinor: refunds.shippingMinor,
      line: refundLines,
    })
    .from(refunds)
    .leftJoin(refundLines, eq(refundLines.refundId, refunds.id))
    .where(eq(refunds.orderId, orderId));
  const quantities = new Map<string, number>();
  const shipping = new Map<string, number>();
  for (const { id, state, bounced, shippingMinor, line } of parts) {
    if (state === "failed" && !bounced) continue;
    shipping.set(id, shippingMinor);
    if (line) quantities.set(line.orderLineId, (quantities.get(line.orderLineId) ?? 0) + line.quantity);
  }
  return { quantities, shippingMinor: [...shipping.values()].reduce((a, b) => a + b, 0) };
}
