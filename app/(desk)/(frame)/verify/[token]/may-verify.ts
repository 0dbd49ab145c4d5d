import "server-only";
import type { Ctx } from "@/shop/context";
import { findVerification } from "@/shop/identity";

/** Where a link to confirm an address stands, for whoever holds it. */
export type Standing =
  | { kind: "gone" }
  /** Somebody else is logged in here, or nobody. */
  | { kind: "stranger"; email: string; name: string; somebody: boolean }
  | { kind: "open"; email: string; name: string };

/** What the page says before anything is pressed; `verifyEmail` refuses strangers by itself. */
export async function standingOf(ctx: Ctx, token: string): Promise<Standing> {
  const found = await findVerification(ctx, token);
  if (!found) return { kind: "gone" };
  const { own, ...whose } = found;
  return own ? { kind: "open", ...whose } : { kind: "stranger", somebody: ctx.actor.kind === "user", ...whose };
}
