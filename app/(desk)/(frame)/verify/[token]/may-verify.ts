import "server-only";
import type { Ctx } from "@/shop/context";
import { findVerification, getProfile } from "@/shop/identity";

/** Where a link to confirm an address stands, for whoever holds it. */
export type Standing =
  | { kind: "gone" }
  /** Somebody else is logged in here, or nobody. */
  | { kind: "stranger"; email: string; name: string; somebody: boolean }
  | { kind: "open"; email: string; name: string };

/**
 * A link confirms the address of the account that is logged in here, and no other's: else whoever made an account with the
 * address of somebody else would only have to wait until that person follows the link.
 */
export async function standingOf(ctx: Ctx, token: string): Promise<Standing> {
  const found = await findVerification(ctx, token);
  if (!found) return { kind: "gone" };
  const profile = ctx.actor.kind === "user" ? await getProfile(ctx) : null;
  const own = profile?.email === found.email || profile?.pendingEmail === found.email;
  return own ? { kind: "open", ...found } : { kind: "stranger", somebody: profile !== null, ...found };
}
