import { and, eq, ne, or, sql } from "drizzle-orm";
import { isId, newId } from "../_kernel/ids.ts";
import { NotFound } from "../_kernel/errors.ts";
import type { Money } from "../_kernel/money.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { paymentDisputes, payments, refunds } from "../../db/schema/payments.ts";
import { emit, signal } from "../outbox/index.ts";
import { closeIncident } from "./incidents.ts";
import type { ManualInput } from "./model.ts";
import { justNow, lockOrderFirst, type PaymentRecord, type RefundRecord } from "./rows.ts";

/**
 * Writes down money that came without the gateway (CHK-11) and lets the order act on it as on any other: one that waits is
 * paid, one that expired is revived if its books can be had; else the money is surplus, with a refund for the desk to settle
 * by hand. Whether the order can use it, and whether it is the right amount, its caller has asked before.
 * @caller orders, in a transaction with the order locked
 */
export async function recordManualPayment(
  tx: Tx,
  ctx: Ctx,
  payment: ManualInput & { orderId: string; amount: Money },
): Promise<{ paymentId: string }> {
  const { orderId, amount, means, note } = payment;
  const paymentId = newId(ctx.now);
  await tx.insert(payments).values({
    id: paymentId,
    orderId,
    gateway: "manual",
    state: "pending",
    amountMinor: amount.minor,
    currency: amount.currency,
    means,
    note,
    recordedById: ctx.actor.kind === "user" ? ctx.actor.id : null,
    recordedByName: ctx.actor.kind === "user" ? ctx.actor.name : null,
    expiresAt: justNow,
    closedAt: justNow,
  });
  await emit(tx, ctx, "payment.succeeded", {
    paymentId,
    orderId,
    amountMinor: amount.minor,
    currency: amount.currency,
  });
  return { paymentId };
}

interface LockedRefund {
  refund: RefundRecord;
  payment: PaymentRecord;
}

/** A refund under lock, its order and payment before it. Throws NotFound. */
async function lockRefund(tx: Tx, ctx: Ctx, refundId: string): Promise<LockedRefund> {
  const seen = isId(refundId)
    ? (await tx.select({ orderId: refunds.orderId }).from(refunds).where(eq(refunds.id, refundId)))[0]
    : undefined;
  if (!seen) throw new NotFound("refund");
  await lockOrderFirst(tx, ctx, seen.orderId);
  const [row] = await tx
    .select({ refund: refunds, payment: payments })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(eq(refunds.id, refundId))
    .for("update");
  if (!row) throw new NotFound("refund");
  return row;
}

/** What a failed refund left free may have gone back by another since, or by the payer's bank. */
async function stillFits(tx: Tx, { refund, payment }: LockedRefund): Promise<boolean> {
  const [others] = await tx
    .select({ minor: sql<number>`coalesce(sum(${refunds.amountMinor}), 0)::int` })
    .from(refunds)
    .where(
      and(
        eq(refunds.paymentId, payment.id),
        or(ne(refunds.state, "failed"), refunds.bounced),
        ne(refunds.id, refund.id),
      ),
    );
  const [disputed] = await tx
    .select({ minor: sql<number>`coalesce(sum(${paymentDisputes.amountMinor}), 0)::int` })
    .from(paymentDisputes)
    .where(and(eq(paymentDisputes.paymentId, payment.id), ne(paymentDisputes.state, "won")));
  const gone = (others?.minor ?? 0) + (disputed?.minor ?? 0);
  return gone + refund.amountMinor <= (payment.receivedMinor ?? payment.amountMinor);
}

/**
 * The money of a refund went back without the gateway: one of a payment that came by hand, or one that the gateway would not
 * make. Throws NotFound; refuses `REFUND_SETTLED` for one that is done, or that the gateway still works on, `REFUND_TOO_MUCH` where
 * its money went back by another refund since it failed.
 * @caller staff and admins (orders.manage)
 */
export async function settleRefundByHand(
  ctx: Ctx,
  refundId: string,
  input: ManualInput,
): Promise<Result<null, Refusal<"REFUND_SETTLED" | "REFUND_TOO_MUCH">>> {
  authorize(ctx, "orders.manage");
  return ctx.transact(async (tx) => {
    const locked = await lockRefund(tx, ctx, refundId);
    const { refund, payment } = locked;
    const waits = refund.state === "failed" || (refund.state === "requested" && payment.gateway === "manual");
    if (!waits) return refuse("REFUND_SETTLED");
    if (!(await stillFits(tx, locked))) return refuse("REFUND_TOO_MUCH");
    await tx
      .update(refunds)
      .set({
        state: "succeeded",
        means: input.means,
        note: input.note ?? refund.note,
        failure: null,
        settledAt: justNow,
      })
      .where(eq(refunds.id, refundId));
    await closeIncident(tx, `${refundId}:${refund.round}`, "refund_failed");
    await emit(tx, ctx, "refund.succeeded", {
      refundId,
      orderId: refund.orderId,
      amountMinor: refund.amountMinor,
      reason: refund.reason,
    });
    await handled(tx, ctx, refund, "refund_settled", { reason: input.means, note: input.note });
    return ok(null);
  });
}

const handled = (
  tx: Tx,
  ctx: Ctx,
  { orderId, amountMinor, currency }: RefundRecord,
  act: "refund_settled" | "refund_repeated",
  facts: { reason?: string; note?: string | null } = {},
) => signal(tx, ctx, "payment.handled", { orderId, act, facts: { ...facts, amountMinor, currency } });

/**
 * Asks the gateway once more for a refund that failed, under a new idempotency key: the old one would answer with the old
 * failure (Stripe keeps first answers, errors included). Throws NotFound; refuses `REFUND_SETTLED` for one that did not
 * fail, `REFUND_TOO_MUCH` where its money went back by another refund since.
 * @caller staff and admins (orders.manage)
 */
export async function repeatRefund(
  ctx: Ctx,
  refundId: string,
): Promise<Result<null, Refusal<"REFUND_SETTLED" | "REFUND_TOO_MUCH">>> {
  authorize(ctx, "orders.manage");
  return ctx.transact(async (tx) => {
    const locked = await lockRefund(tx, ctx, refundId);
    const { refund, payment } = locked;
    if (refund.state !== "failed" || payment.gateway === "manual") return refuse("REFUND_SETTLED");
    if (!(await stillFits(tx, locked))) return refuse("REFUND_TOO_MUCH");
    await tx
      .update(refunds)
      .set({
        state: "requested",
        round: sql`${refunds.round} + 1`,
        attempts: 0,
        gatewayRef: null,
        sentAt: null,
        settledAt: null,
        triedAt: null,
        requestedAt: justNow,
      })
      .where(eq(refunds.id, refundId));
    await closeIncident(tx, `${refundId}:${refund.round}`, "refund_failed");
    await handled(tx, ctx, refund, "refund_repeated");
    await ctx.shop.jobs.send(tx, "settle-refund", { refundId });
    return ok(null);
  });
}
