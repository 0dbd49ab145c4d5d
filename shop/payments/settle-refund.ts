import { and, eq, inArray, isNull, lt, ne, or, sql } from "drizzle-orm";
import { newId } from "../_kernel/ids.ts";
import { money } from "../_kernel/money.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { GatewayRefusal, type RefundStatus } from "../_runtime/gateways.ts";
import { payments, refunds } from "../../db/schema/payments.ts";
import { emit } from "../outbox/index.ts";
import { closeIncident, openIncident } from "./incidents.ts";
import { justNow, lockOrderFirst, type PaymentRecord, type RefundRecord } from "./rows.ts";

export type Settled = "succeeded" | "failed" | "pending" | "left";

/** More tries than one job has: workers that die in the middle of each must not go on for ever. */
const MOST_ATTEMPTS = 12;

/**
 * Sends one requested refund to the gateway, outside any transaction, with the refund's id as idempotency key, and notes the
 * outcome. One that is settled, or that is made by hand, is left alone. Before a second try the gateway's books are read, so
 * that money whose answer was lost (or whose key has expired there) does not go back twice. A gateway that refuses is asked
 * again by the job's retries; the last refusal leaves the refund `failed`, before the desk.
 * @caller the worker's queue `settle-refund`
 */
export async function settleRefund(ctx: Ctx, refundId: string, lastTry: boolean): Promise<Settled> {
  const [row] = await ctx.db
    .select({ refund: refunds, payment: payments })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(and(eq(refunds.id, refundId), eq(refunds.state, "requested"), isNull(refunds.sentAt)));
  if (!row) return "left";
  const { refund, payment } = row;
  const { sessionRef, paymentRef } = payment;
  if (sessionRef === null || payment.gateway !== ctx.shop.payments.name) return "left";
  await ctx.db
    .update(refunds)
    .set({ attempts: sql`${refunds.attempts} + 1`, triedAt: justNow })
    .where(eq(refunds.id, refundId));
  let status: RefundStatus;
  try {
    const again = refund.attempts > 0 || refund.round > 1;
    const known = again ? await ctx.shop.payments.listRefunds({ sessionRef, paymentRef }) : [];
    status =
      known.find((each) => each.refundId === refundId && each.state !== "failed") ??
      (await ctx.shop.payments.refund({
        refundId,
        orderId: refund.orderId,
        sessionRef,
        paymentRef,
        amount: money(refund.amountMinor, refund.currency),
        idempotencyKey: refund.round === 1 ? refundId : `${refundId}:${refund.round}`,
      }));
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    ctx.shop.log("error", "refund not taken by the gateway", { refundId, reason: failure });
    if (lastTry || refund.attempts + 1 >= MOST_ATTEMPTS) {
      const failed = await ctx.transact(async (tx) => {
        await lockOrderFirst(tx, ctx, payment.orderId);
        return failRefund(tx, ctx, eq(refunds.id, refundId), failure, null);
      });
      return failed ? "failed" : "left";
    }
    await ctx.db
      .update(refunds)
      .set({
        failure: failure.slice(0, 500),
        // its answer is kept under the key: the next try needs another
        ...(error instanceof GatewayRefusal && { round: refund.round + 1 }),
      })
      .where(and(eq(refunds.id, refundId), eq(refunds.state, "requested"), eq(refunds.round, refund.round)));
    throw error;
  }
  return ctx.transact(async (tx) => {
    await lockOrderFirst(tx, ctx, payment.orderId);
    return noteRefund(tx, ctx, payment, status, true);
  });
}

/**
 * Takes up what the gateway's books say of a refund: one that the shop asked for goes on, one that it does not know was made
 * at the gateway's own desk and is written down.
 * @caller with the order locked
 */
export async function noteRefund(
  tx: Tx,
  ctx: Ctx,
  payment: PaymentRecord,
  status: RefundStatus,
  justAnswered = false,
): Promise<Settled> {
  const [refund] = await tx
    .select()
    .from(refunds)
    .where(
      and(
        eq(refunds.paymentId, payment.id),
        or(eq(refunds.gatewayRef, status.ref), status.refundId ? eq(refunds.id, status.refundId) : undefined),
      ),
    )
    .for("update");
  if (!refund) return noteOutside(tx, ctx, payment, status);
  // an earlier round's failure, told again, is not this round's
  const own = justAnswered || (refund.gatewayRef === null ? refund.round === 1 : refund.gatewayRef === status.ref);
  switch (status.state) {
    case "succeeded":
      return (await finishRefund(tx, ctx, refund, status.ref)) ? "succeeded" : "left";
    case "pending":
      await tx
        .update(refunds)
        .set({ sentAt: sql`coalesce(${refunds.sentAt}, now())`, gatewayRef: status.ref, failure: null })
        .where(and(eq(refunds.id, refund.id), eq(refunds.state, "requested")));
      return "pending";
    case "failed":
      if (!own) return "left";
      return (await failRefund(tx, ctx, eq(refunds.id, refund.id), status.failure ?? "failed", status.ref))
        ? "failed"
        : "left";
  }
}

async function finishRefund(tx: Tx, ctx: Ctx, refund: RefundRecord, ref: string): Promise<boolean> {
  const [settled] = await tx
    .update(refunds)
    .set({ state: "succeeded", gatewayRef: ref, failure: null, settledAt: justNow })
    .where(and(eq(refunds.id, refund.id), ne(refunds.state, "succeeded")))
    .returning();
  if (!settled) return false;
  await closeIncident(tx, `${refund.id}:${refund.round}`, "refund_failed");
  await emit(tx, ctx, "refund.succeeded", {
    refundId: refund.id,
    orderId: settled.orderId,
    amountMinor: settled.amountMinor,
    reason: settled.reason,
  });
  return true;
}

/** Also one that had succeeded: a bank may send it back days later. Then it goes out once more, and no other in its place. */
async function failRefund(
  tx: Tx,
  ctx: Ctx,
  which: ReturnType<typeof eq>,
  failure: string,
  ref: string | null,
): Promise<boolean> {
  const [failed] = await tx
    .update(refunds)
    .set({
      state: "failed",
      failure: failure.slice(0, 500),
      settledAt: justNow,
      bounced: sql`${refunds.bounced} or ${refunds.state} = 'succeeded'`,
      ...(ref !== null && { gatewayRef: ref }),
    })
    .where(and(which, inArray(refunds.state, ["requested", "succeeded"]), isNull(refunds.means)))
    .returning();
  if (!failed) return false;
  const { id, orderId, amountMinor, currency, reason, round } = failed;
  await openIncident(tx, ctx, {
    key: `${id}:${round}`,
    kind: "refund_failed",
    orderId,
    facts: { refundId: id, amountMinor, currency, reason: failure.slice(0, 200), ...(ref && { reference: ref }) },
  });
  await emit(tx, ctx, "refund.failed", { refundId: id, orderId, amountMinor, reason });
  return true;
}

/** Money that somebody sent back at the gateway's own desk counts like any other, and somebody here should know. */
async function noteOutside(tx: Tx, ctx: Ctx, payment: PaymentRecord, status: RefundStatus): Promise<Settled> {
  if (status.state === "failed") return "left";
  const id = newId(ctx.now);
  const { orderId } = payment;
  const amountMinor = status.amount.minor;
  const currency = status.amount.currency;
  const done = status.state === "succeeded";
  await tx.insert(refunds).values({
    id,
    orderId,
    paymentId: payment.id,
    amountMinor,
    currency,
    reason: "outside",
    gatewayRef: status.ref,
    sentAt: justNow,
    ...(done && { state: "succeeded", settledAt: justNow }),
  });
  await openIncident(tx, ctx, {
    key: status.ref,
    kind: "refund_outside",
    orderId,
    facts: { refundId: id, amountMinor, currency, reference: status.ref },
  });
  const told = { refundId: id, orderId, amountMinor, reason: "outside" };
  await emit(tx, ctx, "refund.requested", { ...told, currency });
  if (done) await emit(tx, ctx, "refund.succeeded", told);
  return done ? "succeeded" : "pending";
}

/**
 * Takes up refunds whose jobs were lost, or whose worker died at the last try: whatever became of them, each goes on within
 * a minute or two (CHK-7 asks for five). Returns how many.
 * @caller the worker's schedule `sweep-refunds`
 */
export async function sweepRefunds(ctx: Ctx): Promise<number> {
  return ctx.transact(async (tx) => {
    const due = await tx
      .select({ id: refunds.id })
      .from(refunds)
      .innerJoin(payments, eq(payments.id, refunds.paymentId))
      .where(
        and(
          eq(refunds.state, "requested"),
          isNull(refunds.sentAt),
          eq(payments.gateway, ctx.shop.payments.name),
          lt(sql`coalesce(${refunds.triedAt}, ${refunds.requestedAt})`, sql`now() - interval '1 minute'`),
        ),
      )
      .limit(500);
    for (const { id } of due) await ctx.shop.jobs.send(tx, "settle-refund", { refundId: id }, { singletonKey: id });
    return due.length;
  });
}
