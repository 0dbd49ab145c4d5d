import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { Ctx } from "../_runtime/context.ts";
import { mails } from "../../db/schema/outbox.ts";
import { priorityOf, type MailKind } from "./model.ts";

/**
 * Enqueues mails that have been due for a minute without anybody working on them: whatever became of their jobs, none is
 * lost. Those of a crowd get one job together. Returns how many.
 * @caller the worker's schedule `sweep-outbox`
 */
export async function sweepOutbox(ctx: Ctx): Promise<number> {
  return ctx.transact(async (tx) => {
    const due = (bulk: boolean, most: number) =>
      tx
        .select({ id: mails.id, kind: mails.kind })
        .from(mails)
        .where(
          and(
            eq(mails.state, "queued"),
            bulk ? sql`${mails.bulk}` : sql`not ${mails.bulk}`,
            lt(mails.nextAttemptAt, sql`now() - interval '1 minute'`),
            or(isNull(mails.claimedUntil), lt(mails.claimedUntil, sql`now()`)),
          ),
        )
        .limit(most);
    const single = await due(false, 500);
    for (const { id, kind } of single) {
      await ctx.shop.jobs.send(tx, "send-mail", { mailId: id }, { priority: priorityOf(kind as MailKind) });
    }
    const [crowd] = await due(true, 1);
    if (crowd) await ctx.shop.jobs.send(tx, "send-bulk-mails", {});
    return single.length + (crowd ? 1 : 0);
  });
}
