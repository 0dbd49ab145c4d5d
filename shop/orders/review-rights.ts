import { and, eq, sql } from "drizzle-orm";
import { displayName } from "../_kernel/display-name.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { queueMail } from "../outbox/index.ts";
import { grantReviews } from "../reviews/index.ts";
import { orderLines, orders } from "../../db/schema/orders.ts";

/**
 * The subscriber that keeps what an order's customer may review (REV-1): while it is paid and not cancelled, every book of which
 * a copy was not cancelled.
 * @caller the events `order.paid` and `order.cancelled`, and whoever cancels copies, with the order locked
 */
export async function followReviewRights(tx: Tx, _ctx: Ctx, { orderId }: { orderId: string }): Promise<void> {
  const [order] = await tx.select().from(orders).where(eq(orders.id, orderId));
  if (!order) return;
  const confirmed = order.paidAt !== null && order.state !== "cancelled";
  const lines = confirmed
    ? await tx
        .selectDistinct({ bookId: orderLines.bookId })
        .from(orderLines)
        .where(and(eq(orderLines.orderId, orderId), sql`${orderLines.quantity} > ${orderLines.cancelledQuantity}`))
        .orderBy(orderLines.bookId)
    : [];
  await grantReviews(tx, {
    orderId,
    userId: order.userId,
    name: displayName(order.shipTo.name),
    bookIds: lines.map(({ bookId }) => bookId),
  });
}

/**
 * The subscriber that mails an order's customer the invitation to review its books, once an order; nobody whose data was
 * deleted since.
 * @caller the event `review.invited`, inside its transaction
 */
export async function mailReviewInvitation(tx: Tx, ctx: Ctx, { orderId }: { orderId: string }): Promise<void> {
  const [order] = await tx
    .select({ email: orders.email, locale: orders.locale, userId: orders.userId })
    .from(orders)
    .where(and(eq(orders.id, orderId), sql`${orders.email} not like '%@deleted.invalid'`));
  if (!order) return;
  await queueMail(tx, ctx, {
    kind: "review_invitation",
    to: order.email,
    locale: order.locale,
    data: { forOrderId: orderId, ...(order.userId && { userId: order.userId }) },
    dedupeKey: `review_invitation:${orderId}`,
  });
}
