import { eq } from "drizzle-orm";
import { isId } from "../_kernel/ids.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { record } from "../audit/index.ts";
import { users } from "../../db/schema/identity.ts";
import { lockForDesk } from "./lock-for-desk.ts";

/**
 * Opens a closed account again; what was ended then stays ended. Refuses `NOT_FOUND`, and `ALREADY_DONE` for one that is open.
 * @caller admins (users.manage)
 */
export async function reactivateUser(
  ctx: Ctx,
  { id, reason }: { id: string; reason: string },
): Promise<Result<null, Refusal<"NOT_FOUND" | "ALREADY_DONE">>> {
  authorize(ctx, "users.manage");
  if (!isId(id)) return refuse("NOT_FOUND");
  return ctx.transact(async (tx) => {
    const user = await lockForDesk(tx, ctx, id);
    if (!user) return refuse("NOT_FOUND");
    if (user.active) return refuse("ALREADY_DONE");
    await tx.update(users).set({ active: true, deactivatedAt: null, deactivatedNote: null }).where(eq(users.id, id));
    await record(tx, ctx, { action: "user.reactivated", subject: { kind: "user", id }, facts: { reason } });
    return ok(null);
  });
}
