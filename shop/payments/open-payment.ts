import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { newId } from "../_kernel/ids.ts";
import { money, type Money } from "../_kernel/money.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { GatewayRefusal, type SessionRequest } from "../_runtime/gateways.ts";
import { payments } from "../../db/schema/payments.ts";
import { SESSION_ENDS_BEFORE_ORDER_SECONDS, type PaymentTryState } from "./model.ts";

/**
 * Writes down a try to pay an order; at most one is open at a time. The session at the gateway follows after the commit
 * (`openSession`).
 * @caller checkout, in the transaction that makes or keeps the order payable
 */
export async function openPayment(
  tx: Tx,
  ctx: Ctx,
  order: { id: string; total: Money; expiresAt: Date },
): Promise<string> {
  const id = newId(ctx.now);
  await tx.insert(payments).values({
    id,
    orderId: order.id,
    gateway: ctx.shop.payments.name,
    amountMinor: order.total.minor,
    currency: order.total.currency,
    expiresAt: sql`${order.expiresAt.toISOString()}::timestamptz - make_interval(secs => ${SESSION_ENDS_BEFORE_ORDER_SECONDS})`,
  });
  return id;
}

export interface LatestPayment {
  id: string;
  state: PaymentTryState;
  /** Its page is over, or so nearly that nobody should be sent there. */
  expired: boolean;
  /** Why the last try within it was declined. */
  failure: string | null;
}

/** The newest try to pay an order. */
export async function findLatestPayment(ctx: Ctx, orderId: string): Promise<LatestPayment | null> {
  const [payment] = await ctx.db
    .select({
      id: payments.id,
      state: sql<PaymentTryState>`${payments.state}`,
      expired: sql<boolean>`${payments.expiresAt} <= now()`,
      failure: payments.failure,
    })
    .from(payments)
    .where(eq(payments.orderId, orderId))
    .orderBy(desc(payments.createdAt), desc(payments.id))
    .limit(1);
  return payment ?? null;
}

/**
 * Gives up the open try of an order, if any, so that another may be made. Its session is closed at the gateway by a job.
 * @caller checkout before a new try, orders when one ends
 */
export async function closeOpenPayment(tx: Tx, ctx: Ctx, orderId: string): Promise<void> {
  const closed = await tx
    .update(payments)
    .set({ state: "expired", settledAt: sql`now()` })
    .where(and(eq(payments.orderId, orderId), eq(payments.state, "open")))
    .returning({ sessionRef: payments.sessionRef });
  for (const { sessionRef } of closed) {
    if (sessionRef !== null) await ctx.shop.jobs.send(tx, "close-session", { sessionRef });
  }
}

/**
 * The address of the gateway's page for an open payment: the session made before, or a new one (a network call: not inside
 * a transaction). Asking twice gives the same session, because the payment's id is the idempotency key. Refuses
 * `PAYMENT_SESSION_CLOSED` when the payment is no longer open, `PAYMENT_UNAVAILABLE` when the gateway does not answer.
 * @caller checkout, after the commit
 */
export async function openSession(
  ctx: Ctx,
  paymentId: string,
  order: Omit<SessionRequest, "paymentId" | "amount" | "openedAt" | "expiresAt">,
): Promise<Result<{ url: string }, Refusal<"PAYMENT_SESSION_CLOSED" | "PAYMENT_UNAVAILABLE">>> {
  const [payment] = await ctx.db
    .select()
    .from(payments)
    .where(and(eq(payments.id, paymentId), eq(payments.state, "open"), sql`${payments.expiresAt} > now()`));
  if (!payment) return refuse("PAYMENT_SESSION_CLOSED");
  if (payment.sessionUrl !== null) return ok({ url: payment.sessionUrl });
  let session: { ref: string; url: string };
  try {
    session = await ctx.shop.payments.createSession({
      ...order,
      paymentId,
      amount: money(payment.amountMinor, payment.currency),
      openedAt: payment.createdAt,
      expiresAt: payment.expiresAt,
    });
  } catch (error) {
    ctx.shop.log("error", "gateway made no session", { paymentId, reason: String(error) });
    // the next click asks under another key; nobody has been to the page of this one
    if (error instanceof GatewayRefusal) {
      await ctx.db
        .update(payments)
        .set({ state: "failed", failure: error.message.slice(0, 500), settledAt: sql`now()` })
        .where(and(eq(payments.id, paymentId), eq(payments.state, "open"), isNull(payments.sessionRef)));
    }
    return refuse("PAYMENT_UNAVAILABLE");
  }
  await ctx.db
    .update(payments)
    .set({ sessionRef: session.ref, sessionUrl: session.url })
    .where(eq(payments.id, paymentId));
  return ok({ url: session.url });
}
