import { and, eq, inArray, sql } from "drizzle-orm";
import { newId } from "../_kernel/ids.ts";
import { money } from "../_kernel/money.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { payments, refunds } from "../../db/schema/payments.ts";
import { emit } from "../outbox/index.ts";
import type { RefundReason } from "./model.ts";

/**
 * Marks a payment as the one that paid its order.
 * @caller orders, on `payment.succeeded`, with the order locked
 */
export async function acceptPayment(tx: Tx, paymentId: string): Promise<void> {
  await tx
    .update(payments)
    .set({ state: "succeeded", settledAt: sql`now()` })
    .where(eq(payments.id, paymentId));
}

async function request(tx: Tx, ctx: Ctx, payment: typeof payments.$inferSelect, reason: RefundReason): Promise<void> {
  const refundId = newId(ctx.now);
  await tx.insert(refunds).values({
    id: refundId,
    orderId: payment.orderId,
    paymentId: payment.id,
    amountMinor: payment.amountMinor,
    currency: payment.currency,
    reason,
  });
  await ctx.shop.jobs.send(tx, "settle-refund", { refundId });
}

/**
 * Marks money that the order cannot use (it was paid already, or is over) and sends it back in full.
 * @caller orders, on `payment.succeeded`, with the order locked
 */
export async function returnPayment(
  tx: Tx,
  ctx: Ctx,
  paymentId: string,
  reason: "late_payment" | "duplicate_payment",
): Promise<void> {
  const [payment] = await tx
    .update(payments)
    .set({ state: "surplus", settledAt: sql`now()` })
    .where(eq(payments.id, paymentId))
    .returning();
  if (payment) await request(tx, ctx, payment, reason);
}

/**
 * Asks for all the money of an order back; does nothing where none was taken or it is on its way already. True when a refund
 * was requested.
 * @caller orders, when a paid one is cancelled
 */
export async function refundOrder(tx: Tx, ctx: Ctx, orderId: string): Promise<boolean> {
  const [payment] = await tx
    .select()
    .from(payments)
    .where(and(eq(payments.orderId, orderId), eq(payments.state, "succeeded")))
    .for("update");
  if (!payment) return false;
  const earlier = await tx
    .select({ id: refunds.id })
    .from(refunds)
    .where(and(eq(refunds.paymentId, payment.id), inArray(refunds.state, ["requested", "succeeded"])));
  if (earlier.length > 0) return false;
  await request(tx, ctx, payment, "cancelled");
  return true;
}

/**
 * Sends one requested refund to the gateway, outside any transaction, with the refund's id as idempotency key, and notes the
 * outcome. One that is settled is left alone. A gateway that refuses is asked again by the job's retries; the last refusal
 * leaves the refund `failed`, for the desk to see.
 * @caller the worker's queue `settle-refund`
 */
export async function settleRefund(
  ctx: Ctx,
  refundId: string,
  lastTry: boolean,
): Promise<"succeeded" | "failed" | "left"> {
  const [refund] = await ctx.db
    .select({ refund: refunds, sessionRef: payments.sessionRef })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(and(eq(refunds.id, refundId), eq(refunds.state, "requested")));
  if (!refund || refund.sessionRef === null) return "left";
  let ref: string;
  try {
    ({ ref } = await ctx.shop.payments.refund({
      sessionRef: refund.sessionRef,
      amount: money(refund.refund.amountMinor, refund.refund.currency),
      idempotencyKey: refundId,
    }));
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    ctx.shop.log("error", "refund not taken by the gateway", { refundId, reason: failure });
    await ctx.db
      .update(refunds)
      .set({
        failure: failure.slice(0, 500),
        attempts: sql`${refunds.attempts} + 1`,
        ...(lastTry && { state: "failed", settledAt: sql`now()` }),
      })
      .where(and(eq(refunds.id, refundId), eq(refunds.state, "requested")));
    if (lastTry) return "failed";
    throw error;
  }
  return ctx.transact(async (tx) => {
    const [settled] = await tx
      .update(refunds)
      .set({ state: "succeeded", gatewayRef: ref, failure: null, settledAt: sql`now()` })
      .where(and(eq(refunds.id, refundId), eq(refunds.state, "requested")))
      .returning();
    if (!settled) return "left";
    await emit(tx, ctx, "refund.succeeded", {
      refundId,
      orderId: settled.orderId,
      amountMinor: settled.amountMinor,
      reason: settled.reason,
    });
    return "succeeded";
  });
}

/** Refunds of an order, oldest first. */
export async function listRefunds(ctx: Ctx, orderId: string) {
  const rows = await ctx.db.select().from(refunds).where(eq(refunds.orderId, orderId)).orderBy(refunds.requestedAt);
  return rows.map((row) => ({
    amount: money(row.amountMinor, row.currency),
    state: row.state as "requested" | "succeeded" | "failed",
    requestedAt: row.requestedAt,
    settledAt: row.settledAt,
  }));
}
