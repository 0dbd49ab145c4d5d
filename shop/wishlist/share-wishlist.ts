import { and, count, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { displayName } from "../_kernel/display-name.ts";
import { NotFound } from "../_kernel/errors.ts";
import { derivedToken, hashToken, isToken } from "../_kernel/tokens.ts";
import { ownId } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { findActiveName } from "../identity/index.ts";
import { wishlistLinks } from "../../db/schema/wishlist.ts";
import { wishesOf } from "./list-wishes.ts";
import type { SharedWishlist } from "./model.ts";

const open = (userId: string) => and(eq(wishlistLinks.userId, userId), isNull(wishlistLinks.revokedAt));

/**
 * Opens the person's list to whoever has its link; the same link until it is withdrawn, then another (record 10). Returns the
 * link's secret.
 * @caller the person
 */
export async function shareWishlist(ctx: Ctx): Promise<string> {
  const userId = ownId(ctx);
  const [row] = await ctx.db
    .select({ withdrawn: count() })
    .from(wishlistLinks)
    .where(and(eq(wishlistLinks.userId, userId), isNotNull(wishlistLinks.revokedAt)));
  const token = derivedToken(ctx.shop.secret, "wishlist", `${userId}:${row?.withdrawn ?? 0}`);
  await ctx.db
    .insert(wishlistLinks)
    .values({ tokenHash: hashToken(token), userId })
    .onConflictDoNothing();
  return token;
}

/** The secret of the person's link; null while the list is shown to nobody. */
export async function findMyShare(ctx: Ctx): Promise<string | null> {
  const userId = ownId(ctx);
  const [link] = await ctx.db
    .select({ hash: wishlistLinks.tokenHash })
    .from(wishlistLinks)
    .where(open(userId))
    .limit(1);
  // where the shop's secret has changed, the link that was sent goes on opening, and a new one is shown
  return link ? shareWishlist(ctx) : null;
}

/**
 * Withdraws the person's link: whoever has it finds nothing any more, also when the list is shared again.
 * @caller the person
 */
export async function withdrawWishlist(ctx: Ctx): Promise<void> {
  const userId = ownId(ctx);
  await ctx.db
    .update(wishlistLinks)
    .set({ revokedAt: sql`now()` })
    .where(open(userId));
}

/** The list behind a link, without what has changed and without books that are not sold. Throws NotFound. */
export async function getSharedWishlist(ctx: Ctx, token: string): Promise<SharedWishlist> {
  const [link] = isToken(token)
    ? await ctx.db
        .select({ userId: wishlistLinks.userId })
        .from(wishlistLinks)
        .where(and(eq(wishlistLinks.tokenHash, hashToken(token)), isNull(wishlistLinks.revokedAt)))
    : [];
  const name = link && (await findActiveName(ctx, link.userId));
  if (!link || !name) throw new NotFound("wishlist");
  const wishes = await wishesOf(ctx, link.userId);
  return {
    owner: displayName(name),
    books: wishes.flatMap(({ book: { sold, ...book } }) => (sold ? [book] : [])),
  };
}
