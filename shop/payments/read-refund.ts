import { asc, eq } from "drizzle-orm";
import type { Tx } from "../_runtime/context.ts";
import { refundLines, refunds } from "../../db/schema/payments.ts";
import { surplusReasons, type RefundLine, type RefundReason } from "./model.ts";

export interface RefundParts {
  orderId: string;
  amountMinor: number;
  reason: RefundReason;
  shippingMinor: number;
  lines: RefundLine[];
  /** False for money that the order never had. */
  ofOrder: boolean;
}

/**
 * What a refund was for, as this transaction sees it; null for one that is unknown.
 * @caller invoices, on the event refund.succeeded; orders, before they ask for one again
 */
export async function readRefund(tx: Tx, refundId: string): Promise<RefundParts | null> {
  const [refund] = await tx.select().from(refunds).where(eq(refunds.id, refundId));
  if (!refund) return null;
  const lines = await tx
    .select()
    .from(refundLines)
    .where(eq(refundLines.refundId, refundId))
    .orderBy(asc(refundLines.orderLineId));
  const reason = refund.reason as RefundReason;
  return {
    orderId: refund.orderId,
    amountMinor: refund.amountMinor,
    reason,
    shippingMinor: refund.shippingMinor,
    lines: lines.map(({ orderLineId, quantity, amountMinor, restocked }) => ({
      orderLineId,
      quantity,
      amountMinor,
      restocked,
    })),
    ofOrder: !(surplusReasons as readonly string[]).includes(reason),
  };
}
