import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { Ctx } from "../_runtime/context.ts";
import { mails } from "../../db/schema/outbox.ts";

/**
 * Enqueues mails that have been due for a minute without anybody working on them: whatever became of their jobs, none is
 * lost. Returns how many.
 * @caller the worker's schedule `sweep-outbox`
 */
export async function sweepOutbox(ctx: Ctx): Promise<number> {
  return ctx.transact(async (tx) => {
    const due = await tx
      .select({ id: mails.id })
      .from(mails)
      .where(
        and(
          eq(mails.state, "queued"),
          lt(mails.nextAttemptAt, sql`now() - interval '1 minute'`),
          or(isNull(mails.claimedUntil), lt(mails.claimedUntil, sql`now()`)),
        ),
      )
      .limit(500);
    for (const { id } of due) await ctx.shop.jobs.send(tx, "send-mail", { mailId: id });
    return due.length;
  });
}
