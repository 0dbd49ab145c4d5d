import { sql, type SQL } from "drizzle-orm";
import { hashToken, isToken } from "../_kernel/tokens.ts";
import type { Ctx } from "../_runtime/context.ts";

/** Whose cart: a person's, or the one that a guest's cookie opens (CRT-2). */
export type Owner = { readonly userId: string } | { readonly token: string };

/** A logged-in person has one cart, whatever cookie comes along; a guest has the token's; null where there is neither. */
export function ownerOf(ctx: Ctx, token: string | null): Owner | null {
  if (ctx.actor.kind === "user") return { userId: ctx.actor.id };
  return token !== null && isToken(token) ? { token } : null;
}

/** The owner's cart, as a condition on `carts`. */
export const ownedBy = (owner: Owner): SQL =>
  "userId" in owner ? sql`user_id = ${owner.userId}` : sql`token_hash = ${hashToken(owner.token)}`;
