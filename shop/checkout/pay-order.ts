import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import type { Ctx } from "../_runtime/context.ts";
import { ensureTrackingLink, lockPayableOrder, trackingUrl } from "../orders/index.ts";
import { closeOpenPayment, findLatestPayment, openPayment, openSession } from "../payments/index.ts";

export type PayRefusal = Refusal<
  "ORDER_NOT_PAYABLE" | "ORDER_EXPIRED" | "PAYMENT_UNAVAILABLE" | "PAYMENT_SESSION_CLOSED"
>;

/**
 * Where to go to pay an order: the gateway's page of the try that is still open, or of a new try after a declined, abandoned
 * or expired one (CHK-7). Clicking twice leads to the same page. Refuses `ORDER_NOT_PAYABLE` for one that is paid or over,
 * `ORDER_EXPIRED` when its time is up, `PAYMENT_UNAVAILABLE` when the gateway does not answer.
 * @caller whoever placed the order or holds its link; the order's id is never taken from a client
 */
export async function payOrder(ctx: Ctx, orderId: string): Promise<Result<{ url: string }, PayRefusal>> {
  const opened = await ctx.transact(async (tx) => {
    const order = await lockPayableOrder(tx, orderId);
    if (!order) return refuse("ORDER_NOT_PAYABLE");
    // under the order's lock, so that two clicks do not close each other's page
    const latest = await findLatestPayment({ ...ctx, db: tx }, orderId);
    // a slow method's money is on its way: nobody is asked to pay twice
    if (latest?.state === "pending") return refuse("ORDER_NOT_PAYABLE");
    if (order.expired) return refuse("ORDER_EXPIRED");
    if (latest?.state === "open" && !latest.expired) return ok({ paymentId: latest.id, order });
    await closeOpenPayment(tx, ctx, orderId);
    return ok({ paymentId: await openPayment(tx, ctx, order), order });
  });
  if (!opened.ok) return opened;
  const { paymentId, order } = opened.value;
  const token = await ensureTrackingLink(ctx, orderId);
  return openSession(ctx, paymentId, {
    orderId,
    orderNumber: order.number,
    email: order.email,
    locale: order.locale,
    lines: order.lines,
    shipping: order.shipping,
    // the page there waits for the gateway's announcement, then leads on to the order
    successUrl: `${ctx.shop.appUrl}/pay/return/${token}`,
    cancelUrl: trackingUrl(ctx, token),
  });
}
