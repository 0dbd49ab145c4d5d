import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { Ctx } from "../_runtime/context.ts";
import { MailRefused, MailsHeldUp, type MailTransport, type OutgoingMail } from "../_runtime/gateways.ts";
import { mails } from "../../db/schema/outbox.ts";
import { priorityOf, retryDelays, type MailKind } from "./model.ts";

export interface MailToWrite {
  kind: MailKind;
  locale: string;
  data: Record<string, unknown>;
}
/** `to` where the person has another address by now than the one that it was queued for. */
export type WrittenMail = Pick<OutgoingMail, "subject" | "html" | "text" | "headers"> & { to?: string };
/** Answers null where there is nothing to tell any more: then the mail is withdrawn. */
export type WriteMail = (mail: MailToWrite) => Promise<WrittenMail | null>;

export type Mail = typeof mails.$inferSelect;
export type Outcome = "sent" | "failed" | "dead" | "withdrawn" | "held";
export interface Done {
  outcome: Outcome;
  /** The provider takes no mail for so many seconds. */
  heldFor: number | null;
}
const done = (outcome: Outcome, heldFor: number | null = null): Done => ({ outcome, heldFor });

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
  return mail ? (await sendClaimed(ctx, mail, write)).outcome : "left";
}

/**
 * Sends a mail that is claimed, and notes what came of it.
 * @caller the two ways to send, outside any transaction
 */
export async function sendClaimed(ctx: Ctx, mail: Mail, write: WriteMail): Promise<Done> {
  const transport = ctx.shop.mails;
  try {
    const written = await write({ kind: mail.kind as MailKind, locale: mail.locale, data: mail.data });
    if (written === null) {
      await ctx.db
        .update(mails)
        .set({ state: "withdrawn", claimedUntil: null })
        .where(and(eq(mails.id, mail.id), eq(mails.state, "queued")));
      ctx.shop.log("info", "mail withdrawn", { mailId: mail.id, kind: mail.kind });
      return done("withdrawn");
    }
    const letter = { id: mail.id, from: ctx.shop.mailFrom, to: mail.recipient, ...written };
    const { ref } = await inTime(transport, letter);
    await ctx.db
      .update(mails)
      .set({
        state: "sent",
        recipient: letter.to,
        sentAt: sql`now()`,
        claimedUntil: null,
        provider: transport.name,
        providerRef: ref,
        lastError: null,
      })
      .where(and(eq(mails.id, mail.id), eq(mails.state, "queued")));
    ctx.shop.log("info", "mail sent", { mailId: mail.id, kind: mail.kind, provider: transport.name, ref });
    return done("sent");
  } catch (error) {
    return noteFailure(ctx, mail, error instanceof Error ? error : new Error(String(error)));
  }
}

/** A provider that is busy costs a mail none of its tries, for a day. */
const PATIENT_MS = 24 * 3_600_000;
const [SOONEST, LATEST] = [1, 3_600];

/** In how many seconds a provider that takes no mail is asked again: when it said, else ever later. Null: that has been a try. */
function holdOf(ctx: Ctx, mail: Mail, error: Error): number | null {
  const age = ctx.now.getTime() - mail.createdAt.getTime();
  if (!(error instanceof MailsHeldUp) || age > PATIENT_MS) return null;
  const seconds = error.askAfter ?? Math.max(30, age / 2_000);
  return Math.ceil(Math.min(Math.max(seconds, SOONEST), LATEST));
}

/**
 * A mail that was not taken waits for its next try, or ends as a dead letter: at once where it was refused for good.
 * @caller the two ways to send, outside any transaction
 */
async function noteFailure(ctx: Ctx, mail: Mail, error: Error): Promise<Done> {
  const transport = ctx.shop.mails;
  const held = holdOf(ctx, mail, error);
  const delay = held ?? (error instanceof MailRefused ? undefined : retryDelays[mail.attempts - 1]);
  ctx.shop.log(delay === undefined ? "error" : "warn", "mail not sent", {
    mailId: mail.id,
    kind: mail.kind,
    provider: transport.name,
    attempt: mail.attempts,
    reason: error.message,
  });
  // a mail of a crowd that is held up keeps its place: its crowd waits as a whole
  const due = mail.bulk && held !== null ? mails.nextAttemptAt : sql`now() + make_interval(secs => ${delay ?? 0})`;
  return ctx.transact(async (tx) => {
    await tx
      .update(mails)
      .set({
        claimedUntil: null,
        provider: transport.name,
        lastError: error.message.slice(0, 500),
        ...(held !== null && { attempts: mail.attempts - 1 }),
        ...(delay === undefined ? { state: "dead" } : { nextAttemptAt: due }),
      })
      .where(and(eq(mails.id, mail.id), eq(mails.state, "queued")));
    if (delay === undefined) return done("dead");
    // those of a crowd are woken together
    if (!mail.bulk) {
      const priority = priorityOf(mail.kind as MailKind);
      await ctx.shop.jobs.send(tx, "send-mail", { mailId: mail.id }, { startAfter: delay, priority });
    }
    return done(held === null ? "failed" : "held", held);
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
