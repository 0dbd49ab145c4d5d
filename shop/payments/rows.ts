import { and, eq, sql, type SQL } from "drizzle-orm";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { paymentDisputes, payments, refunds } from "../../db/schema/payments.ts";
import { signal } from "../outbox/index.ts";
import { moneyState, type MoneyStanding } from "./model.ts";

export type PaymentRecord = typeof payments.$inferSelect;
export type RefundRecord = typeof refunds.$inferSelect;

export const justNow = sql`now()`;

/**
 * The fixed order of locks: an order comes before its payments. Whoever is about to change money that belongs to an order
 * calls this first, and the order locks itself.
 */
export async function lockOrderFirst(tx: Tx, ctx: Ctx, orderId: string): Promise<void> {
  await signal(tx, ctx, "payment.changing", { orderId });
}

/** A payment under lock; its order must be locked already. */
export async function lockPayment(tx: Tx, where: SQL): Promise<PaymentRecord | null> {
  const [payment] = await tx.select().from(payments).where(where).for("update");
  return payment ?? null;
}

/** The payment that paid an order, under lock. */
export const lockPaid = (tx: Tx, orderId: string): Promise<PaymentRecord | null> =>
  lockPayment(tx, and(eq(payments.orderId, orderId), eq(payments.state, "succeeded")) ?? sql`false`);

/** What an order's money comes to, in minor units, seen by this transaction (or outside of one). */
export async function moneyStanding(tx: Tx, orderId: string): Promise<MoneyStanding> {
  const { rows } = await tx.execute<{
    paid: number;
    currency: string | null;
    pending: boolean | null;
    refunded: number;
    requested: number;
    bounced: number;
    lost: number;
    disputed: number;
  }>(sql`
    select p.paid, p.currency, p.pending, r.refunded, r.requested, r.bounced, d.lost, d.disputed
    from (
      select coalesce(sum(amount_minor) filter (where state = 'succeeded'), 0)::int as paid,
        max(currency) filter (where state = 'succeeded') as currency, bool_or(state = 'pending') as pending
      from ${payments} where order_id = ${orderId}
    ) as p cross join (
      select coalesce(sum(r.amount_minor) filter (where r.state = 'succeeded'), 0)::int as refunded,
        coalesce(sum(r.amount_minor) filter (where r.state = 'requested'), 0)::int as requested,
        coalesce(sum(r.amount_minor) filter (where r.state = 'failed' and r.bounced), 0)::int as bounced
      from ${refunds} r join ${payments} p on p.id = r.payment_id and p.state = 'succeeded' where r.order_id = ${orderId}
    ) as r cross join (
      select coalesce(sum(d.amount_minor) filter (where d.state = 'lost'), 0)::int as lost,
        coalesce(sum(d.amount_minor) filter (where d.state = 'open'), 0)::int as disputed
      from ${paymentDisputes} d join ${payments} p on p.id = d.payment_id and p.state = 'succeeded' where d.order_id = ${orderId}
    ) as d`);
  const [row] = rows;
  if (!row) throw new Error("no standing");
  const refundedMinor = row.refunded + row.lost;
  return {
    state: moneyState({
      paidMinor: row.paid,
      refundedMinor,
      pending: row.pending ?? false,
      disputed: row.disputed > 0,
    }),
    currency: row.currency,
    paidMinor: row.paid,
    refundedMinor,
    requestedMinor: row.requested,
    leftMinor: Math.max(0, row.paid - refundedMinor - row.requested - row.bounced - row.disputed),
  };
}
