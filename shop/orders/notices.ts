import { eq } from "drizzle-orm";
import type { Ctx, Tx } from "../_runtime/context.ts";
import type { ShopEvents } from "../_runtime/events.ts";
import { notify } from "../notifications/index.ts";
import type { ToldOrderState } from "../notifications/model.ts";
import { orders } from "../../db/schema/orders.ts";

/** Tells the person whose order it is; a guest has nothing but the mails. */
async function notice(tx: Tx, ctx: Ctx, orderId: string, state: ToldOrderState, dedupeKey: string | null) {
  const [order] = await tx
    .select({ number: orders.number, userId: orders.userId })
    .from(orders)
    .where(eq(orders.id, orderId));
  if (!order?.userId) return;
  await notify(tx, ctx, [
    { userId: order.userId, kind: "order_state", data: { orderId, number: order.number, state }, dedupeKey },
  ]);
}

/**
 * The subscriber that notifies an order's person of a change of its state (MSG-5). The order changes state under lock, once:
 * only a revived one is paid, or cancelled, a second time, and that is told too.
 */
export const noticeOn =
  (state: Exclude<ToldOrderState, "refunded">) =>
  (tx: Tx, ctx: Ctx, { orderId }: { orderId: string }): Promise<void> =>
    notice(tx, ctx, orderId, state, null);

/** The subscriber that notifies an order's person of money that went back, once a refund (MSG-5). */
export const noticeOnRefund = (tx: Tx, ctx: Ctx, refund: ShopEvents["refund.succeeded"]): Promise<void> =>
  notice(tx, ctx, refund.orderId, "refunded", `refunded:${refund.refundId}`);
