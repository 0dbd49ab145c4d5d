import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { Ctx } from "../_runtime/context.ts";
import { mails } from "../../db/schema/outbox.ts";
import { retryDelays, type MailKind } from "./model.ts";

export interface MailToWrite {
  kind: MailKind;
  locale: string;
  data: Record<string, unknown>;
}
export type WrittenMail = { subject: string; html: string; text: string };

/** While somebody works on a mail nobody else does; a worker that died leaves it after this. */
const CLAIM = sql`now() + interval '2 minutes'`;

/**
 * Sends one mail of the outbox: claims it, has it written, hands it to the transport (outside any transaction), and notes
 * the outcome. A failure is tried again after growing delays and ends as a dead letter. A mail that is sent, dead, claimed
 * or not yet due is left alone, so a job that comes twice does nothing.
 * @caller the worker's queue `send-mail`
 */
export async function deliverMail(
  ctx: Ctx,
  mailId: string,
  write: (mail: MailToWrite) => Promise<WrittenMail>,
): Promise<"sent" | "failed" | "dead" | "left"> {
  const [mail] = await ctx.db
    .update(mails)
    .set({ claimedUntil: CLAIM, attempts: sql`${mails.attempts} + 1` })
    .where(
      and(
        eq(mails.id, mailId),
        eq(mails.state, "queued"),
        sql`${mails.nextAttemptAt} <= now()`,
        or(isNull(mails.claimedUntil), lt(mails.claimedUntil, sql`now()`)),
      ),
    )
    .returning();
  if (!mail) return "left";

  const transport = ctx.shop.mails;
  try {
    const written = await write({ kind: mail.kind as MailKind, locale: mail.locale, data: mail.data });
    const { ref } = await transport.send({ id: mail.id, from: ctx.shop.mailFrom, to: mail.recipient, ...written });
    await ctx.db
      .update(mails)
      .set({
        state: "sent",
        sentAt: sql`now()`,
        claimedUntil: null,
        provider: transport.name,
        providerRef: ref,
        lastError: null,
      })
      .where(and(eq(mails.id, mail.id), eq(mails.state, "queued")));
    ctx.shop.log("info", "mail sent", { mailId: mail.id, kind: mail.kind, provider: transport.name, ref });
    return "sent";
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const delay = retryDelays[mail.attempts - 1];
    ctx.shop.log(delay === undefined ? "error" : "warn", "mail not sent", {
      mailId: mail.id,
      kind: mail.kind,
      provider: transport.name,
      attempt: mail.attempts,
      reason,
    });
    return ctx.transact(async (tx) => {
      await tx
        .update(mails)
        .set({
          claimedUntil: null,
          provider: transport.name,
          lastError: reason.slice(0, 500),
          ...(delay === undefined
            ? { state: "dead" }
            : { nextAttemptAt: sql`now() + make_interval(secs => ${delay})` }),
        })
        .where(and(eq(mails.id, mail.id), eq(mails.state, "queued")));
      if (delay === undefined) return "dead";
      await ctx.shop.jobs.send(tx, "send-mail", { mailId: mail.id }, { startAfter: delay });
      return "failed";
    });
  }
}
