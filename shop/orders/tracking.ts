import { and, eq, isNull, sql } from "drizzle-orm";
import { derivedToken, hashToken, isToken } from "../_kernel/tokens.ts";
import type { Ctx } from "../_runtime/context.ts";
import { queueMail } from "../outbox/index.ts";
import { orderLinks, orders } from "../../db/schema/orders.ts";

/** The secret of an order's link: made again whenever a mail carries it, so that only its hash is stored. */
export const trackingToken = (ctx: Ctx, orderId: string): string => derivedToken(ctx.shop.secret, "track", orderId);

/** The address by which a guest follows an order. */
export const trackingUrl = (ctx: Ctx, orderId: string): string =>
  `${ctx.shop.appUrl}/track/${trackingToken(ctx, orderId)}`;

/** The order a link opens; null for an unknown or revoked one. */
export async function findTrackedOrderId(ctx: Ctx, token: string): Promise<string | null> {
  if (!isToken(token)) return null;
  const [link] = await ctx.db
    .select({ orderId: orderLinks.orderId })
    .from(orderLinks)
    .where(and(eq(orderLinks.tokenHash, hashToken(token)), isNull(orderLinks.revokedAt)));
  return link?.orderId ?? null;
}

/**
 * Makes sure that the link that goes out opens the order, also after the secret it is made of was changed.
 * @caller the worker, before it writes a mail with a link
 */
export async function ensureTrackingLink(ctx: Ctx, orderId: string): Promise<string> {
  await ctx.db
    .insert(orderLinks)
    .values({ tokenHash: hashToken(trackingToken(ctx, orderId)), orderId })
    .onConflictDoNothing();
  return trackingUrl(ctx, orderId);
}

/**
 * Mails the link of an order to its address, when number and address belong together (CHK-9). Answers nothing, whether they
 * do or not. At most one such mail an order and ten minutes.
 * @caller anyone
 */
export async function requestTrackingLink(ctx: Ctx, input: { number: string; email: string }): Promise<void> {
  await ctx.transact(async (tx) => {
    const [order] = await tx
      .select({ id: orders.id, email: orders.email, locale: orders.locale })
      .from(orders)
      .where(and(eq(orders.number, input.number), eq(sql`lower(${orders.email})`, input.email)));
    if (!order) return;
    const window = Math.floor(ctx.now.getTime() / 600_000);
    await queueMail(tx, ctx, {
      kind: "tracking_link",
      to: order.email,
      locale: order.locale,
      data: { orderId: order.id },
      dedupeKey: `tracking_link:${order.id}:${window}`,
    });
  });
}
