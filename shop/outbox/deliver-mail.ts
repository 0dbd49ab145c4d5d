import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { Ctx } from "../_runtime/context.ts";
import type { MailTransport, OutgoingMail } from "../_runtime/gateways.ts";
import { mails } from "../../db/schema/outbox.ts";
import { retryDelays, type MailKind } from "./model.ts";

export interface MailToWrite {
  kind: MailKind;
  locale: string;
  data: Record<string, unknown>;
}
export type WrittenMail = Pick<OutgoingMail, "subject" | "html" | "text" | "headers">;
/** Answers null where there is nothing to tell any more: then the mail is withdrawn. */
export type WriteMail = (mail: MailToWrite) => Promise<WrittenMail | null>;

export type Mail = typeof mails.$inferSelect;
export type Outcome = "sent" | "failed" | "dead" | "withdrawn";

/** While somebody works on a mail nobody else does; a worker that died leaves it after this. */
export const CLAIM = sql`now() + interval '2 minutes'`;
export const isDue = and(
  eq(mails.state, "queued"),
  sql`${mails.nextAttemptAt} <= now()`,
  or(isNull(mails.claimedUntil), lt(mails.claimedUntil, sql`now()`)),
);

/**
 * Sends one mail of the outbox: claims it, has it written, hands it to the transport (outside any transaction), and notes
 * the outcome. A failure is tried again after growing delays and ends as a dead letter. A mail that is sent, dead, claimed
 * or not yet due is left alone, so a job that comes twice does nothing.
 * @caller the worker's queue `send-mail`
 */
export async function deliverMail(ctx: Ctx, mailId: string, write: WriteMail): Promise<Outcome | "left"> {
  const [mail] = await ctx.db
    .update(mails)
    .set({ claimedUntil: CLAIM, attempts: sql`${mails.attempts} + 1` })
    .where(and(eq(mails.id, mailId), isDue))
    .returning();
  return mail ? sendClaimed(ctx, mail, write) : "left";
}

/**
 * Sends a mail that is claimed, and notes what came of it.
 * @caller the two ways to send, outside any transaction
 */
export async function sendClaimed(ctx: Ctx, mail: Mail, write: WriteMail): Promise<Outcome> {
  const transport = ctx.shop.mails;
  try {
    const written = await write({ kind: mail.kind as MailKind, locale: mail.locale, data: mail.data });
    if (written === null) {
      await ctx.db
        .update(mails)
        .set({ state: "withdrawn", claimedUntil: null })
        .where(and(eq(mails.id, mail.id), eq(mails.state, "queued")));
      ctx.shop.log("info", "mail withdrawn", { mailId: mail.id, kind: mail.kind });
      return "withdrawn";
    }
    const { ref } = await inTime(transport, {
      id: mail.id,
      from: ctx.shop.mailFrom,
      to: mail.recipient,
      ...written,
    });
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
    return noteFailure(ctx, mail, error instanceof Error ? error.message : String(error));
  }
}

/**
 * A mail that was not taken waits for its next try, or ends as a dead letter.
 * @caller the two ways to send, outside any transaction
 */
async function noteFailure(ctx: Ctx, mail: Mail, reason: string): Promise<"failed" | "dead"> {
  const transport = ctx.shop.mails;
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
        ...(delay === undefined ? { state: "dead" } : { nextAttemptAt: sql`now() + make_interval(secs => ${delay})` }),
      })
      .where(and(eq(mails.id, mail.id), eq(mails.state, "queued")));
    if (delay === undefined) return "dead";
    // those of a crowd are woken together
    if (!mail.bulk) await ctx.shop.jobs.send(tx, "send-mail", { mailId: mail.id }, { startAfter: delay });
    return "failed";
  });
}

/** Half a minute, unless the transport says otherwise: well within the claim, so that no two have the mail in hand. */
const PATIENCE_MS = 30_000;

/** A provider that takes a mail and never answers counts as one that did not take it; the key tells it so at the next try. */
async function inTime(transport: MailTransport, mail: OutgoingMail): Promise<{ ref: string }> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error("the provider did not answer in time")),
      transport.patienceMs ?? PATIENCE_MS,
    );
  });
  try {
    return await Promise.race([transport.send(mail), late]);
  } finally {
    clearTimeout(timer);
  }
}
