import { and, eq, sql } from "drizzle-orm";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import type { Ctx } from "../_runtime/context.ts";
import { authorize } from "../_runtime/authorize.ts";
import { record } from "../audit/index.ts";
import { mails } from "../../db/schema/outbox.ts";

/**
 * Gives a dead mail a new round of tries. Refuses `MAIL_NOT_DEAD` for one that is queued or sent, or does not exist.
 * @caller the mail desk
 */
export async function retryMail(ctx: Ctx, mailId: string): Promise<Result<null, Refusal<"MAIL_NOT_DEAD">>> {
  authorize(ctx, "mail.manage");
  return ctx.transact(async (tx) => {
    const rows = await tx
      .update(mails)
      .set({ state: "queued", attempts: 0, nextAttemptAt: sql`now()`, claimedUntil: null })
      .where(and(eq(mails.id, mailId), eq(mails.state, "dead")))
      .returning({ id: mails.id });
    if (rows.length === 0) return refuse("MAIL_NOT_DEAD");
    await ctx.shop.jobs.send(tx, "send-mail", { mailId });
    await record(tx, ctx, { action: "mail.retried", subject: { kind: "mail", id: mailId } });
    return ok(null);
  });
}
