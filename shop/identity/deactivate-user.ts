import { eq, sql } from "drizzle-orm";
import { isId } from "../_kernel/ids.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { record } from "../audit/index.ts";
import { users } from "../../db/schema/identity.ts";
import { lockForDesk } from "./lock-for-desk.ts";
import { endLogIns } from "./rows.ts";

/**
 * Closes an account (IDN-7): flag, all sessions and all refresh tokens in one transaction, so that it counts with the next
 * request (IDN-9). The reason is for the desk. Refuses `NOT_FOUND`, `CANNOT_DEACTIVATE_ADMIN` (oneself included), and
 * `ALREADY_DONE` for one that is closed.
 * @caller admins (users.manage)
 */
export async function deactivateUser(
  ctx: Ctx,
  { id, reason }: { id: string; reason: string },
): Promise<Result<null, Refusal<"NOT_FOUND" | "CANNOT_DEACTIVATE_ADMIN" | "ALREADY_DONE">>> {
  authorize(ctx, "users.manage");
  if (!isId(id)) return refuse("NOT_FOUND");
  return ctx.transact(async (tx) => {
    const user = await lockForDesk(tx, ctx, id);
    if (!user) return refuse("NOT_FOUND");
    if (user.role === "admin") return refuse("CANNOT_DEACTIVATE_ADMIN");
    if (!user.active) return refuse("ALREADY_DONE");
    await tx
      .update(users)
      .set({ active: false, deactivatedAt: sql`now()`, deactivatedNote: reason })
      .where(eq(users.id, id));
    const ended = await endLogIns(tx, id, "deactivated");
    await record(tx, ctx, {
      action: "user.deactivated",
      subject: { kind: "user", id },
      facts: { reason, sessions: ended },
    });
    return ok(null);
  });
}
