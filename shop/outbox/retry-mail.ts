import { and, eq, sql } from "drizzle-orm";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import type { Ctx } from "../_runtime/context.ts";
import { authorize } from "../_runtime/authorize.ts";
import { record } from "../audit/index.ts";
import { mails } from "../../db/schema/outbox.ts";
import { priorityOf, type MailKind } from "./model.ts";

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
      .returning({ kind: mails.kind });
    const [mail] = rows;
    if (!mail) return refuse("MAIL_NOT_DEAD");
    await ctx.shop.jobs.send(tx, "send-mail", { mailId }, { priority: priorityOf(mail.kind as MailKind) });
    await record(tx, ctx, { action: "mail.retried", subject: { kind: "mail", id: mailId } });
    return ok(null);
  });
}

/**
 * Gives every dead mail a new round of tries, as after a provider that took none: the sweep sends them, in parts. Returns how many
 * there were.
 * @caller the mail desk
 */
export async function retryDeadMails(ctx: Ctx): Promise<Result<{ mails: number }, never>> {
  authorize(ctx, "mail.manage");
  return ctx.transact(async (tx) => {
    // due for as long as makes the sweep take them up at its next look
    const { rowCount } = await tx
      .update(mails)
      .set({ state: "queued", attempts: 0, nextAttemptAt: sql`now() - interval '1 minute'`, claimedUntil: null })
      .where(eq(mails.state, "dead"));
    const count = rowCount ?? 0;
    if (count > 0) {
      await ctx.shop.jobs.send(tx, "sweep-outbox", {});
      await record(tx, ctx, {
        action: "mails.retried",
        subject: { kind: "mails", id: "dead" },
        facts: { mails: count },
      });
    }
    return ok({ mails: count });
  });
}
