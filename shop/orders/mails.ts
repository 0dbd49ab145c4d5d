import type { Ctx, Tx } from "../_runtime/context.ts";
import type { ShopEvents } from "../_runtime/events.ts";
import { queueMail } from "../outbox/index.ts";
import type { OrderMailKind } from "../outbox/model.ts";

type OrderEvent = {
  [K in keyof ShopEvents]: ShopEvents[K] extends { orderId: string; email: string; locale: string } ? K : never;
}[keyof ShopEvents];

const kinds = {
  "order.placed": "order_received",
  "order.paid": "order_confirmed",
  "order.shipped": "order_shipped",
  "order.delivered": "order_delivered",
  "order.cancelled": "order_cancelled",
} as const satisfies Record<OrderEvent, OrderMailKind>;

/**
 * The subscriber that mails the customer what happened to an order; each kind once an order (MSG-7), but a revived order may
 * be cancelled a second time.
 */
export const mailOn =
  (event: OrderEvent) =>
  (tx: Tx, ctx: Ctx, order: { orderId: string; email: string; locale: string }): Promise<void> =>
    queueMail(tx, ctx, {
      kind: kinds[event],
      to: order.email,
      locale: order.locale,
      data: { orderId: order.orderId },
      ...(event !== "order.cancelled" && { dedupeKey: `${kinds[event]}:${order.orderId}` }),
    });
