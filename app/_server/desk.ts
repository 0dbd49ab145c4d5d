import "server-only";
import { forbidden, unauthorized } from "next/navigation";
import { roleMay, type Permission } from "@/shop/_kernel/permissions";
import type { Actor, Ctx } from "@/shop/context";
import { requestContext } from "./context";

export type DeskCtx = Ctx & { readonly actor: Extract<Actor, { kind: "user" }> };

/**
 * The first line of every page of the back office: 401 for nobody, 403 for somebody else. What the page then asks of the shop
 * is authorized there once more.
 */
export async function requireDesk(permission: Permission = "desk.enter"): Promise<DeskCtx> {
  const ctx = await requestContext();
  const { actor } = ctx;
  if (actor.kind !== "user") unauthorized();
  if (!roleMay(actor.role, permission)) forbidden();
  return { ...ctx, actor };
}
