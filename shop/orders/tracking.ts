import { and, eq, isNotNull, isNull, or, sql } from "drizzle-orm";
import { derivedToken, hashToken, isToken } from "../_kernel/tokens.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { record } from "../audit/index.ts";
import { queueMail } from "../outbox/index.ts";
import { closeOpenPayment } from "../payments/index.ts";
import { orderLinks, orders } from "../../db/schema/orders.ts";
import { lockNumbered, tellOf } from "./rows.ts";

/** An order's links open it this long after it was delivered or cancelled. */
export const LINK_DAYS_AFTER_END = 180;

/**
 * The secret of an order's link: made again whenever a mail carries it, so that only its hash is stored. After some were
 * `revoked` it is another one.
 */
export const trackingToken = (ctx: Ctx, orderId: string, revoked = 0): string =>
  derivedToken(ctx.shop.secret, "track", revoked === 0 ? orderId : `${orderId}:${revoked}`);

/** The order a link opens; null for one that is unknown, revoked or over its time. */
export async function findTrackedOrderId(ctx: Ctx, token: string): Promise<string | null> {
  if (!isToken(token)) return null;
  const [link] = await ctx.db
    .select({ orderId: orderLinks.orderId })
    .from(orderLinks)
    .where(
      and(
        eq(orderLinks.tokenHash, hashToken(token)),
        isNull(orderLinks.revokedAt),
        or(isNull(orderLinks.expiresAt), sql`${orderLinks.expiresAt} > now()`),
      ),
    );
  return link?.orderId ?? null;
}

/** The address by which a guest follows the order of a link. */
export const trackingUrl = (ctx: Ctx, token: string): string => `${ctx.shop.appUrl}/track/${token}`;

/**
 * The secret of a link that opens the order, also after the secret it is made of was changed, or its time was over: who gets a
 * new mail has a key that fits. One that was revoked stays shut, and another is made in its place.
 * @caller the worker, before it writes a mail with a link, and checkout, for the way back from the gateway
 */
export async function ensureTrackingLink(ctx: Ctx, orderId: string): Promise<string> {
  const [{ revoked } = { revoked: 0 }] = await ctx.db
    .select({ revoked: sql<number>`count(*)::int` })
    .from(orderLinks)
    .where(and(eq(orderLinks.orderId, orderId), sql`${orderLinks.revokedAt} is not null`));
  const token = trackingToken(ctx, orderId, revoked);
  await ctx.db
    .insert(orderLinks)
    .values({ tokenHash: hashToken(token), orderId })
    .onConflictDoUpdate({
      target: orderLinks.tokenHash,
      set: { expiresAt: sql`greatest(${orderLinks.expiresAt}, now() + interval '30 days')` },
      setWhere: isNotNull(orderLinks.expiresAt),
    });
  return token;
}

/**
 * The subscriber that lets an order's links end some time after the order has.
 * @caller the events `order.delivered` and `order.cancelled`
 */
export async function limitLinks(tx: Tx, _ctx: Ctx, { orderId }: { orderId: string }): Promise<void> {
  await tx
    .update(orderLinks)
    .set({ expiresAt: sql`now() + make_interval(days => ${LINK_DAYS_AFTER_END})` })
    .where(eq(orderLinks.orderId, orderId));
}

/**
 * Shuts every link of an order that was sent out, e.g. because a mail was forwarded. Mails from now on carry another, and so
 * does the way back from the gateway: a page there that knows the old one is closed. Throws NotFound.
 * @caller staff and admins (orders.manage)
 */
export async function revokeTrackingLinks(ctx: Ctx, number: string): Promise<void> {
  authorize(ctx, "orders.manage");
  await ctx.transact(async (tx) => {
    const order = await lockNumbered(tx, number);
    const shut = await tx
      .update(orderLinks)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(orderLinks.orderId, order.id), isNull(orderLinks.revokedAt)))
      .returning({ orderId: orderLinks.orderId });
    if (shut.length === 0) return;
    await closeOpenPayment(tx, ctx, order.id);
    await tellOf(tx, ctx, order, "links_revoked");
    await record(tx, ctx, {
      action: "order.links_revoked",
      subject: { kind: "order", id: order.id, name: order.number },
    });
  });
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
