import { and, asc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import type { GatewayEvent, SessionStatus } from "../_runtime/gateways.ts";
import { payments, refunds } from "../../db/schema/payments.ts";
import { recordGatewayEvent } from "./record-event.ts";
import { justNow, lockOrderFirst, lockPayment, type PaymentRecord } from "./rows.ts";
import { noteRefund } from "./settle-refund.ts";

/** What a session's state in the gateway's books amounts to, as if it had been announced. */
function announcement(payment: PaymentRecord, status: SessionStatus): GatewayEvent | null {
  const subject = {
    gateway: payment.gateway,
    eventId: `found:${payment.id}:${status.state}`,
    sessionRef: payment.sessionRef,
    paymentRef: status.paymentRef,
    paymentId: payment.id,
  };
  switch (status.state) {
    case "open":
      return null;
    case "pending":
      return { ...subject, kind: "payment.pending" };
    case "paid":
      return {
        ...subject,
        kind: "payment.succeeded",
        amountMinor: status.amount.minor,
        currency: status.amount.currency,
      };
    case "failed":
      return { ...subject, kind: "payment.failed", failure: status.failure ?? "failed" };
    case "expired":
      return { ...subject, kind: "session.expired" };
  }
}

/** A payment as it is asked after; `over` is the shop's end of its session, which may come before the gateway's. */
const asked = {
  payment: payments,
  over: sql<boolean>`${payments.state} = 'expired' or (${payments.state} = 'open' and ${payments.expiresAt} <= now())`,
};

async function reconcile(ctx: Ctx, { payment, over }: { payment: PaymentRecord; over: boolean }): Promise<boolean> {
  const { sessionRef } = payment;
  if (sessionRef === null || payment.gateway !== ctx.shop.payments.name) return false;
  let mended = false;
  if (["open", "pending", "expired", "failed"].includes(payment.state)) {
    if (over) await ctx.shop.payments.closeSession(sessionRef);
    const status = await ctx.shop.payments.findSession(sessionRef);
    const event = status && announcement(payment, status);
    if (event) mended = (await recordGatewayEvent(ctx, event)).applied;
  }
  const [paid] = await ctx.db.select().from(payments).where(eq(payments.id, payment.id));
  if (paid && (paid.state === "succeeded" || paid.state === "surplus")) {
    const known = await ctx.shop.payments.listRefunds({ sessionRef, paymentRef: paid.paymentRef });
    for (const status of known) {
      const noted = await ctx.transact(async (tx) => {
        await lockOrderFirst(tx, ctx, payment.orderId);
        const locked = await lockPayment(tx, eq(payments.id, payment.id));
        return locked ? noteRefund(tx, ctx, locked, status) : "left";
      });
      mended ||= noted === "succeeded" || noted === "failed";
    }
  }
  await ctx.db.update(payments).set({ checkedAt: justNow }).where(eq(payments.id, payment.id));
  return mended;
}

/**
 * Asks the gateway about one payment and mends what the shop has not heard. True when there was something to mend.
 * @caller the worker's queue `reconcile-payment`
 */
export async function reconcilePayment(ctx: Ctx, paymentId: string): Promise<boolean> {
  authorize(ctx, "orders.manage");
  const [found] = await ctx.db.select(asked).from(payments).where(eq(payments.id, paymentId));
  return found ? reconcile(ctx, found) : false;
}

/**
 * Asks the gateway about every payment left open, every slow one on its way, every page that was given up and not yet known
 * to be closed, and every refund its bank still works on; mends what a lost announcement or a killed process left behind
 * (PAY-5). Returns how many were mended. A gateway that fails for one holds up no other.
 * @caller the worker's schedule `reconcile-payments`
 */
export async function reconcilePayments(ctx: Ctx): Promise<number> {
  authorize(ctx, "orders.manage");
  const askedLongAgo = (minutes: number) =>
    sql`(${payments.checkedAt} is null or ${payments.checkedAt} < now() - make_interval(mins => ${minutes}))`;
  const due = await ctx.db
    .select(asked)
    .from(payments)
    .where(
      and(
        eq(payments.gateway, ctx.shop.payments.name),
        isNotNull(payments.sessionRef),
        sql`(
          (${payments.state} = 'open' and ${payments.createdAt} < now() - interval '2 minutes' and ${askedLongAgo(5)})
          or (${payments.state} = 'open' and ${payments.expiresAt} <= now() and ${askedLongAgo(1)})
          or (${payments.state} = 'pending' and ${askedLongAgo(10)})
          or (${payments.state} = 'expired' and ${payments.closedAt} is null
            and ${payments.settledAt} between now() - interval '3 days' and now() - interval '1 minute' and ${askedLongAgo(5)})
          or (${askedLongAgo(30)} and ${inArray(
            payments.id,
            ctx.db
              .select({ id: refunds.paymentId })
              .from(refunds)
              .where(and(eq(refunds.state, "requested"), isNotNull(refunds.sentAt))),
          )})
        )`,
      ),
    )
    .orderBy(asc(payments.createdAt))
    .limit(200);
  let mended = 0;
  for (const each of due) {
    try {
      if (await reconcile(ctx, each)) mended++;
    } catch (error) {
      ctx.shop.log("error", "payment not reconciled", { paymentId: each.payment.id, reason: String(error) });
    }
  }
  return mended;
}

/**
 * Closes a session that was given up at the gateway, and looks whether it had been paid meanwhile.
 * @caller the worker's queue `close-session`
 */
export async function closeSession(ctx: Ctx, sessionRef: string): Promise<void> {
  authorize(ctx, "orders.manage");
  const [found] = await ctx.db
    .select(asked)
    .from(payments)
    .where(and(eq(payments.gateway, ctx.shop.payments.name), eq(payments.sessionRef, sessionRef)));
  if (found) await reconcile(ctx, found);
}
