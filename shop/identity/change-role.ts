import { eq } from "drizzle-orm";
import { isId } from "../_kernel/ids.ts";
import type { Role } from "../_kernel/permissions.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { record } from "../audit/index.ts";
import { users } from "../../db/schema/identity.ts";
import { lockForDesk } from "./lock-for-desk.ts";

/**
 * Gives a person another role, which counts with their next request. Refuses `NOT_FOUND`, `CANNOT_CHANGE_OWN_ROLE` (so that one
 * admin always stays), and `ALREADY_DONE` for whoever has the role.
 * @caller admins (users.manage)
 */
export async function changeRole(
  ctx: Ctx,
  { id, role }: { id: string; role: Role },
): Promise<Result<null, Refusal<"NOT_FOUND" | "CANNOT_CHANGE_OWN_ROLE" | "ALREADY_DONE">>> {
  authorize(ctx, "users.manage");
  if (!isId(id)) return refuse("NOT_FOUND");
  return ctx.transact(async (tx) => {
    const user = await lockForDesk(tx, ctx, id);
    if (!user) return refuse("NOT_FOUND");
    if (ctx.actor.kind === "user" && ctx.actor.id === id) return refuse("CANNOT_CHANGE_OWN_ROLE");
    if (user.role === role) return refuse("ALREADY_DONE");
    await tx.update(users).set({ role }).where(eq(users.id, id));
    await record(tx, ctx, {
      action: "user.role_changed",
      subject: { kind: "user", id },
      facts: { before: user.role, after: role },
    });
    return ok(null);
  });
}
