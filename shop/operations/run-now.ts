import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { record } from "../audit/index.ts";
import { jobSchedules } from "../../db/schema/operations.ts";

/** A wish that no worker has taken up for this long may be made again. */
const PATIENCE = sql`now() - interval '10 minutes'`;

/**
 * Has a schedule's job run now, besides its clock, exactly once however often it is pressed before it begins. Refuses
 * `NOT_FOUND` for what is no schedule; `JOB_WAITING` while a former wish has not begun.
 * @caller admins (jobs.manage)
 */
export async function runNow(ctx: Ctx, queue: string): Promise<Result<null, Refusal<"NOT_FOUND" | "JOB_WAITING">>> {
  authorize(ctx, "jobs.manage");
  return ctx.transact(async (tx) => {
    const [wished] = await tx
      .update(jobSchedules)
      .set({ requestedAt: sql`now()` })
      .where(
        and(
          eq(jobSchedules.queue, queue),
          or(isNull(jobSchedules.requestedAt), lt(jobSchedules.requestedAt, PATIENCE)),
        ),
      )
      .returning();
    if (!wished) {
      const known = await tx.select().from(jobSchedules).where(eq(jobSchedules.queue, queue));
      return refuse(known.length > 0 ? "JOB_WAITING" : "NOT_FOUND");
    }
    await ctx.shop.jobs.send(tx, queue, { byHand: true });
    await record(tx, ctx, { action: "job.started", subject: { kind: "job", id: queue } });
    return ok(null);
  });
}
