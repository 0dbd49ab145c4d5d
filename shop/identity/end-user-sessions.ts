import { isId } from "../_kernel/ids.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { record } from "../audit/index.ts";
import { lockForDesk } from "./lock-for-desk.ts";
import { endLogIns } from "./rows.ts";

/**
 * Logs a person out everywhere, browsers and programs, at once. Refuses `NOT_FOUND`, and `ALREADY_DONE` where nothing was open.
 * @caller admins (users.manage)
 */
export async function endUserSessions(
  ctx: Ctx,
  { id }: { id: string },
): Promise<Result<{ ended: number }, Refusal<"NOT_FOUND" | "ALREADY_DONE">>> {
  authorize(ctx, "users.manage");
  if (!isId(id)) return refuse("NOT_FOUND");
  return ctx.transact(async (tx) => {
    if (!(await lockForDesk(tx, ctx, id))) return refuse("NOT_FOUND");
    const ended = await endLogIns(tx, id, "logged_out");
    if (ended === 0) return refuse("ALREADY_DONE");
    await record(tx, ctx, {
      action: "user.sessions_ended",
      subject: { kind: "user", id },
      facts: { sessions: ended },
    });
    return ok({ ended });
  });
}
