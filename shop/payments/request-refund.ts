import { eq } from "drizzle-orm";
import { newId } from "../_kernel/ids.ts";
import { allocate, money } from "../_kernel/money.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { payments, refundLines, refunds } from "../../db/schema/payments.ts";
import { emit } from "../outbox/index.ts";
import { openIncident } from "./incidents.ts";
import type { ManualMeans, RefundLine, RefundReason } from "./model.ts";
import { justNow, lockOrderFirst, lockPaid, moneyStanding, type PaymentRecord } from "./rows.ts";

export type RefundTooMuch = Refusal<"REFUND_TOO_MUCH"> & { leftMinor: number };

export interface RefundInput {
  orderId: string;
  /** An id that its caller has made, where it must not be written twice. */
  refundId?: string;
  /** What goes back in all, minor units of the order's currency: lines, delivery and whatever is given besides. */
  amountMinor: number;
  reason: RefundReason;
  lines?: readonly RefundLine[];
  /** Of the amount, what was paid for delivery. */
  shippingMinor?: number;
  note?: string | null;
}

type Written = Omit<RefundInput, "orderId"> & { means?: ManualMeans };

async function write(
  tx: Tx,
  ctx: Ctx,
  payment: PaymentRecord,
  refund: Written,
  currency = payment.currency,
): Promise<string> {
  const { lines = [], shippingMinor = 0, note = null, means = null, amountMinor, reason } = refund;
  const parts = lines.reduce((sum, line) => sum + line.amountMinor, shippingMinor);
  if (parts > amountMinor) throw new RangeError(`a refund of ${amountMinor} cannot have parts of ${parts}`);
  const { refundId = newId(ctx.now) } = refund;
  await tx.insert(refunds).values({
    id: refundId,
    orderId: payment.orderId,
    paymentId: payment.id,
    amountMinor,
    currency,
    reason,
    means,
    note,
    shippingMinor,
    requestedById: ctx.actor.kind === "user" ? ctx.actor.id : null,
    requestedByName: ctx.actor.kind === "user" ? ctx.actor.name : null,
    ...(means && { state: "succeeded", settledAt: justNow }),
  });
  if (lines.length > 0) {
    await tx.insert(refundLines).values(lines.map((line) => ({ ...line, refundId })));
  }
  const told = { refundId, orderId: payment.orderId, amountMinor, reason };
  await emit(tx, ctx, "refund.requested", { ...told, currency });
  if (means) await emit(tx, ctx, "refund.succeeded", told);
  // money that came by hand goes back by hand: the desk says when (`settleRefundByHand`)
  else if (payment.gateway !== "manual") await ctx.shop.jobs.send(tx, "settle-refund", { refundId });
  return refundId;
}

/**
 * Asks for money of an order back, whole or in part; a job sends it to the gateway after the commit, and one that was paid by
 * hand waits for the desk. Refuses `REFUND_TOO_MUCH`, with what is left in minor units, for more than was paid and is not yet
 * refunded, on its way back or in dispute.
 * @caller orders, in a transaction with the order locked
 */
export async function requestRefund(
  tx: Tx,
  ctx: Ctx,
  refund: RefundInput,
): Promise<Result<{ refundId: string }, RefundTooMuch>> {
  return refundPaid(tx, ctx, refund);
}

/**
 * Writes down money that went back without the gateway (CHK-11): it counts like any other refund, at once. Refuses
 * `REFUND_TOO_MUCH` like `requestRefund`.
 * @caller orders, in a transaction with the order locked
 */
export async function recordManualRefund(
  tx: Tx,
  ctx: Ctx,
  refund: RefundInput & { means: ManualMeans },
): Promise<Result<{ refundId: string }, RefundTooMuch>> {
  return refundPaid(tx, ctx, refund);
}

async function refundPaid(
  tx: Tx,
  ctx: Ctx,
  { orderId, ...refund }: RefundInput & { means?: ManualMeans },
): Promise<Result<{ refundId: string }, RefundTooMuch>> {
  await lockOrderFirst(tx, ctx, orderId);
  const payment = await lockPaid(tx, orderId);
  const { leftMinor } = await moneyStanding(tx, orderId);
  if (!payment || refund.amountMinor < 1 || refund.amountMinor > leftMinor) {
    return refuse("REFUND_TOO_MUCH", { leftMinor });
  }
  return ok({ refundId: await write(tx, ctx, payment, refund) });
}

/**
 * Asks for everything back that an order's payment still has; does nothing where nothing is left. `parts` are what it is for.
 * Where some of their money is gone already, by a sum that no line bore or by a dispute, each is worth less in proportion.
 * True when a refund was requested.
 * @caller orders, when a paid one is cancelled, with the order locked
 */
export async function refundOrder(
  tx: Tx,
  ctx: Ctx,
  orderId: string,
  parts: { lines: readonly RefundLine[]; shippingMinor: number },
): Promise<boolean> {
  const { leftMinor, currency } = await moneyStanding(tx, orderId);
  if (leftMinor === 0 || currency === null) return false;
  const named = [...parts.lines.map((line) => line.amountMinor), parts.shippingMinor];
  const worth =
    named.reduce((a, b) => a + b, 0) > leftMinor
      ? allocate(money(leftMinor, currency), named).map((part) => part.minor)
      : named;
  const lines = parts.lines.map((line, index) => ({ ...line, amountMinor: worth[index] ?? 0 }));
  const shippingMinor = worth.at(-1) ?? 0;
  const refund = { orderId, amountMinor: leftMinor, reason: "cancelled" as const, lines, shippingMinor };
  return (await refundPaid(tx, ctx, refund)).ok;
}

/**
 * Marks money that the order cannot use (it was paid already, is over, or the amount is not the one that was asked), sends
 * it back in full and puts it before the desk.
 * @caller orders on `payment.succeeded`, and the reader of announcements, with the order locked
 */
export async function returnPayment(
  tx: Tx,
  ctx: Ctx,
  paymentId: string,
  reason: "late_payment" | "duplicate_payment" | "wrong_amount",
  received?: { amountMinor: number; currency: string },
): Promise<void> {
  const [payment] = await tx
    .update(payments)
    .set({
      state: "surplus",
      settledAt: justNow,
      ...(received && { receivedMinor: received.amountMinor, receivedCurrency: received.currency }),
    })
    .where(eq(payments.id, paymentId))
    .returning();
  if (!payment) throw new Error(`no payment ${paymentId}`);
  const came = received ?? { amountMinor: payment.amountMinor, currency: payment.currency };
  await openIncident(tx, ctx, {
    key: payment.id,
    kind: reason,
    orderId: payment.orderId,
    facts: {
      paymentId,
      ...came,
      ...(received && { expectedMinor: payment.amountMinor, expectedCurrency: payment.currency }),
      ...(payment.paymentRef !== null && { reference: payment.paymentRef }),
    },
  });
  if (came.amountMinor > 0) {
    await write(tx, ctx, payment, { amountMinor: came.amountMinor, reason }, came.currency);
  }
}

/**
 * Marks a payment as the one that paid its order.
 * @caller orders, on `payment.succeeded`, with the order locked
 */
export async function acceptPayment(tx: Tx, paymentId: string): Promise<void> {
  await tx.update(payments).set({ state: "succeeded", settledAt: justNow }).where(eq(payments.id, paymentId));
}
