import { and, eq, isNotNull, sql } from "drizzle-orm";
import { derivedToken, hashToken, isToken } from "../_kernel/tokens.ts";
import type { Ctx } from "../_runtime/context.ts";
import { reviewLinks, reviewRights } from "../../db/schema/reviews.ts";
import { LINK_DAYS } from "./model.ts";

/**
 * The address at which an order's customer reviews its books: a page of the account, or for a guest a secret link. Its secret is
 * made again whenever a mail carries it (record 10); only its hash is stored, and it opens for ninety days from the newest mail on.
 * @caller the worker, before it writes a mail with the link
 */
export async function ensureReviewLink(ctx: Ctx, orderId: string): Promise<string> {
  const [owned] = await ctx.db
    .select({ userId: reviewRights.userId })
    .from(reviewRights)
    .where(and(eq(reviewRights.orderId, orderId), isNotNull(reviewRights.userId)))
    .limit(1);
  if (owned) return `${ctx.shop.appUrl}/account/reviews`;
  const token = derivedToken(ctx.shop.secret, "review", orderId);
  const expiresAt = sql`now() + make_interval(days => ${LINK_DAYS})`;
  await ctx.db
    .insert(reviewLinks)
    .values({ tokenHash: hashToken(token), orderId, expiresAt })
    .onConflictDoUpdate({ target: reviewLinks.tokenHash, set: { expiresAt } });
  return `${ctx.shop.appUrl}/review/${token}`;
}

/**
 * The order that a link lets review. Null for one that is unknown or over its time; `claimed` where an account has the order
 * by now, and reviews in its own name.
 */
export async function findReviewLink(ctx: Ctx, token: string): Promise<{ orderId: string; claimed: boolean } | null> {
  if (!isToken(token)) return null;
  const [link] = await ctx.db
    .select({
      orderId: reviewLinks.orderId,
      claimed: sql<boolean>`exists (select 1 from ${reviewRights} r where r.order_id = "review_links"."order_id" and r.user_id is not null)`,
    })
    .from(reviewLinks)
    .where(and(eq(reviewLinks.tokenHash, hashToken(token)), sql`${reviewLinks.expiresAt} > now()`));
  return link ?? null;
}
