import { and, eq, inArray, isNull, or, sql, type SQL } from "drizzle-orm";
import { isId, newId } from "../_kernel/ids.ts";
import { money } from "../_kernel/money.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import type { GatewayEvent } from "../_runtime/gateways.ts";
import { gatewayEvents, paymentDisputes, payments, refunds } from "../../db/schema/payments.ts";
import { emit } from "../outbox/index.ts";
import { closeIncident, openIncident } from "./incidents.ts";
import { returnPayment } from "./request-refund.ts";
import { justNow, lockOrderFirst, lockPayment, type PaymentRecord } from "./rows.ts";
import { noteRefund } from "./settle-refund.ts";

export interface Recorded {
  /** False for one that was applied before, and for one about money the shop does not know. */
  applied: boolean;
  orderId: string | null;
}

/**
 * Applies what a gateway announced, exactly once and in any order of arrival: the announcement's id, the payment's new state
 * and everything the order does about it are one transaction. One about a payment whose gateway name the shop has not heard
 * yet waits until it has. An amount or currency that differs from what was asked is never accepted: the money goes back and
 * the desk is told.
 * @caller webhooks, reconciliation and the demo gateway
 */
export async function recordGatewayEvent(ctx: Ctx, event: GatewayEvent): Promise<Recorded> {
  return ctx.transact(async (tx) => {
    const { gateway, eventId, kind, ...payload } = event;
    let seen = await findSubject(tx, event);
    const waits = !seen && event.paymentRef != null && !event.paymentId && !event.sessionRef;
    if (waits) {
      // whoever tells the name just now is done first, or finds this one waiting
      await lockName(tx, gateway, event.paymentRef ?? "");
      seen = await findSubject(tx, event);
    }
    if (seen) await lockOrderFirst(tx, ctx, seen.orderId);
    const [fresh] = await tx
      .insert(gatewayEvents)
      .values({ gateway, eventId, kind, payload, appliedAt: waits && !seen ? null : justNow })
      .onConflictDoNothing()
      .returning({ eventId: gatewayEvents.eventId });
    if (!fresh) return { applied: false, orderId: seen?.orderId ?? null };
    if (!seen) {
      if (event.kind === "payment.succeeded") await unknownMoney(tx, ctx, event);
      return { applied: false, orderId: null };
    }
    const payment = await lockPayment(tx, eq(payments.id, seen.id));
    if (!payment) throw new Error(`payment ${seen.id} vanished`);
    await apply(tx, ctx, payment, event);
    for (const waiting of await learn(tx, payment, event)) {
      const now = await lockPayment(tx, eq(payments.id, seen.id));
      if (now) await apply(tx, ctx, now, waiting);
    }
    return { applied: true, orderId: payment.orderId };
  });
}

/** Announcements that name a payment and the one that tells the name follow each other. */
const lockName = (tx: Tx, gateway: string, paymentRef: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${gateway} ${paymentRef}`}, 0))`);

async function findSubject(tx: Tx, event: GatewayEvent): Promise<{ id: string; orderId: string } | null> {
  const { gateway, sessionRef, paymentRef, paymentId } = event;
  const names: SQL[] = [];
  if (paymentId && isId(paymentId)) names.push(eq(payments.id, paymentId));
  if (sessionRef) names.push(eq(payments.sessionRef, sessionRef));
  if (paymentRef) names.push(eq(payments.paymentRef, paymentRef));
  if (event.kind === "refund.changed") {
    const refundId = event.refundId && isId(event.refundId) ? eq(refunds.id, event.refundId) : undefined;
    names.push(
      inArray(
        payments.id,
        tx
          .select({ id: refunds.paymentId })
          .from(refunds)
          .where(or(eq(refunds.gatewayRef, event.refundRef), refundId)),
      ),
    );
  }
  if (names.length === 0) return null;
  const [payment] = await tx
    .select({ id: payments.id, orderId: payments.orderId })
    .from(payments)
    .where(and(eq(payments.gateway, gateway), or(...names)))
    .limit(1);
  return payment ?? null;
}

/** What the announcement tells of names; answers with announcements that waited for them. */
async function learn(tx: Tx, payment: PaymentRecord, event: GatewayEvent): Promise<GatewayEvent[]> {
  const sessionRef = payment.sessionRef ?? event.sessionRef ?? null;
  const paymentRef = payment.paymentRef ?? event.paymentRef ?? null;
  if (sessionRef === payment.sessionRef && paymentRef === payment.paymentRef) return [];
  await tx.update(payments).set({ sessionRef, paymentRef }).where(eq(payments.id, payment.id));
  if (paymentRef === null || paymentRef === payment.paymentRef) return [];
  await lockName(tx, payment.gateway, paymentRef);
  const waiting = await tx
    .update(gatewayEvents)
    .set({ appliedAt: justNow })
    .where(
      and(
        eq(gatewayEvents.gateway, payment.gateway),
        isNull(gatewayEvents.appliedAt),
        sql`${gatewayEvents.payload} ->> 'paymentRef' = ${paymentRef}`,
      ),
    )
    .returning();
  return waiting
    .sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime())
    .map(({ gateway, eventId, kind, payload }) => ({ ...(payload as object), gateway, eventId, kind }) as GatewayEvent);
}

async function apply(tx: Tx, ctx: Ctx, payment: PaymentRecord, event: GatewayEvent): Promise<void> {
  const { id: paymentId, orderId } = payment;
  const settle = async (from: string[], set: Partial<typeof payments.$inferInsert>) =>
    (
      await tx
        .update(payments)
        .set({ ...set, ...(set.state !== "pending" && { settledAt: justNow }) } as object)
        .where(and(eq(payments.id, paymentId), inArray(payments.state, from)))
        .returning({ id: payments.id })
    ).length > 0;

  switch (event.kind) {
    case "payment.pending":
      if (await settle(["open", "failed", "expired"], { state: "pending" })) {
        await emit(tx, ctx, "payment.pending", { paymentId, orderId });
      }
      return;
    case "payment.succeeded":
      return succeed(tx, ctx, payment, event);
    case "payment.declined": {
      const [told] = await tx
        .update(payments)
        .set({ failure: event.failure })
        .where(and(eq(payments.id, paymentId), eq(payments.state, "open")))
        .returning({ id: payments.id });
      if (told) await emit(tx, ctx, "payment.failed", { paymentId, orderId, failure: event.failure, final: false });
      return;
    }
    case "payment.failed":
      if (await settle(["open", "pending"], { state: "failed", failure: event.failure })) {
        await emit(tx, ctx, "payment.failed", { paymentId, orderId, failure: event.failure, final: true });
      }
      return;
    case "session.expired":
      // only an open page can run out: one whose money is on its way is done
      await settle(["open"], { state: "expired" });
      await tx.update(payments).set({ closedAt: justNow }).where(eq(payments.id, paymentId));
      return;
    case "payment.refunded":
      await tellOfRefunds(tx, ctx, payment, event.refundedMinor);
      return;
    case "refund.changed":
      await noteRefund(tx, ctx, payment, {
        ref: event.refundRef,
        refundId: event.refundId,
        state: event.state,
        amount: money(event.amountMinor, event.currency),
        failure: event.failure,
      });
      return;
    case "dispute.opened":
    case "dispute.closed":
      return dispute(tx, ctx, payment, event);
  }
}

async function succeed(
  tx: Tx,
  ctx: Ctx,
  payment: PaymentRecord,
  event: Extract<GatewayEvent, { kind: "payment.succeeded" }>,
): Promise<void> {
  if (payment.state === "succeeded" || payment.state === "surplus") return;
  const { id: paymentId, orderId } = payment;
  const came = { amountMinor: event.amountMinor, currency: event.currency };
  await tx
    .update(payments)
    .set({ closedAt: justNow, paymentRef: payment.paymentRef ?? event.paymentRef ?? null })
    .where(eq(payments.id, paymentId));
  if (came.amountMinor !== payment.amountMinor || came.currency !== payment.currency) {
    await returnPayment(tx, ctx, paymentId, "wrong_amount", came);
    await emit(tx, ctx, "payment.doubtful", { paymentId, orderId, ...came });
    return;
  }
  // The order decides whether this money is the one it waits for (`acceptPayment`) or goes back (`returnPayment`).
  await emit(tx, ctx, "payment.succeeded", { paymentId, orderId, ...came });
}

/** The sum alone says too little: where it is not what the shop knows of, the gateway's books are read by a job. */
async function tellOfRefunds(tx: Tx, ctx: Ctx, payment: PaymentRecord, refundedMinor: number): Promise<void> {
  const [known] = await tx
    .select({ minor: sql<number>`coalesce(sum(${refunds.amountMinor}), 0)::int` })
    .from(refunds)
    .where(and(eq(refunds.paymentId, payment.id), eq(refunds.state, "succeeded"), isNull(refunds.means)));
  if (known?.minor !== refundedMinor) {
    await ctx.shop.jobs.send(tx, "reconcile-payment", { paymentId: payment.id });
  }
}

async function dispute(
  tx: Tx,
  ctx: Ctx,
  payment: PaymentRecord,
  event: Extract<GatewayEvent, { kind: "dispute.opened" | "dispute.closed" }>,
): Promise<void> {
  const { disputeRef, amountMinor, currency, reason } = event;
  const { id: paymentId, orderId } = payment;
  const closed = event.kind === "dispute.closed";
  const state = closed ? (event.won ? "won" : "lost") : "open";
  const [opened] = await tx
    .insert(paymentDisputes)
    .values({
      id: newId(ctx.now),
      paymentId,
      orderId,
      ref: disputeRef,
      amountMinor,
      currency,
      reason,
      state,
      ...(closed && { closedAt: justNow }),
    })
    .onConflictDoNothing()
    .returning({ id: paymentDisputes.id });
  if (opened) {
    await openIncident(tx, ctx, {
      key: disputeRef,
      kind: "dispute",
      orderId,
      facts: { paymentId, amountMinor, currency, reason, reference: disputeRef },
    });
    await emit(tx, ctx, "dispute.opened", { orderId, amountMinor, currency });
  } else if (closed) {
    const [ended] = await tx
      .update(paymentDisputes)
      .set({ state, amountMinor, closedAt: justNow })
      .where(and(eq(paymentDisputes.ref, disputeRef), eq(paymentDisputes.state, "open")))
      .returning({ id: paymentDisputes.id });
    if (!ended) return;
  } else return; // told again, or after its end
  if (!closed) return;
  await closeIncident(tx, disputeRef, "dispute", { won: event.won });
  await emit(tx, ctx, "dispute.closed", { orderId, amountMinor, currency, won: event.won });
}

/** Money with the shop's mark on it, and no payment to go with it: nobody can be paid back without a person's look. */
async function unknownMoney(
  tx: Tx,
  ctx: Ctx,
  event: Extract<GatewayEvent, { kind: "payment.succeeded" }>,
): Promise<void> {
  if (!event.paymentId) return; // another shop's on the same account
  await openIncident(tx, ctx, {
    key: event.sessionRef ?? event.eventId,
    kind: "unknown_payment",
    orderId: null,
    facts: {
      amountMinor: event.amountMinor,
      currency: event.currency,
      ...(event.paymentRef && { reference: event.paymentRef }),
    },
  });
}
