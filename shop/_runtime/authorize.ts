import { AccessDenied } from "../_kernel/errors.ts";
import { roleMay, type Permission } from "../_kernel/permissions.ts";
import type { Ctx } from "./context.ts";

/**
 * The first line of every command and query of the desk. Throws AccessDenied: `UNAUTHENTICATED` for nobody, `FORBIDDEN` for
 * somebody else. The shop's own jobs may do everything.
 */
export function authorize(ctx: Ctx, permission: Permission): void {
  const { actor } = ctx;
  if (actor.kind === "system") return;
  if (actor.kind === "guest") throw new AccessDenied("UNAUTHENTICATED");
  if (!roleMay(actor.role, permission)) throw new AccessDenied("FORBIDDEN");
}

/** The first line of what people do with their own things: who they are. Throws AccessDenied `UNAUTHENTICATED`. */
export function ownId(ctx: Ctx): string {
  if (ctx.actor.kind !== "user") throw new AccessDenied("UNAUTHENTICATED");
  return ctx.actor.id;
}

/** The first line of what only the shop's own jobs may do. Throws AccessDenied `FORBIDDEN`. */
export function authorizeJob(ctx: Ctx): void {
  if (ctx.actor.kind !== "system") throw new AccessDenied("FORBIDDEN");
}
