import "server-only";
import { unauthorized } from "next/navigation";
import type { Actor, Ctx } from "@/shop/context";
import { requestContext } from "./context";

export type AccountCtx = Ctx & { readonly actor: Extract<Actor, { kind: "user" }> };

/** The first line of every page of an account: 401 for nobody. What it then asks of the shop is the person's own. */
export async function requireAccount(): Promise<AccountCtx> {
  const ctx = await requestContext();
  const { actor } = ctx;
  if (actor.kind !== "user") unauthorized();
  return { ...ctx, actor };
}

/** By whom the tries of a person are counted. */
export const idOf = (actor: Actor): string | null => (actor.kind === "user" ? actor.id : null);
