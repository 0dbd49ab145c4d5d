import { eq, sql } from "drizzle-orm";
import type { Ctx } from "../_runtime/context.ts";
import { mails } from "../../db/schema/outbox.ts";
import { CLAIM, sendClaimed, type Outcome, type WriteMail } from "./deliver-mail.ts";
import { retryDelays } from "./model.ts";

/** So many are on their way side by side. */
const LANES = 8;
/** Never more than so many a second leave a worker: the shop is open meanwhile, and providers limit it, too. */
const MAILS_A_SECOND = 50;
/** Less than the queue gives the job. */
const LONGEST_MS = 200_000;

/**
 * Sends mails of a crowd, one after the other in some lanes, until none is due; every worker that runs takes its share. Each is
 * claimed, sent and noted as `deliverMail` does it. Returns how many there were of each outcome.
 * @caller the worker's queue `send-bulk-mails`
 */
export async function deliverBulkMails(ctx: Ctx, write: WriteMail): Promise<Partial<Record<Outcome, number>>> {
  const outcomes: Partial<Record<Outcome, number>> = {};
  const began = performance.now();
  let late = false;
  let next = began;
  // each lane takes the next moment at which a mail may go
  const turn = async () => {
    next = Math.max(next + 1_000 / MAILS_A_SECOND, performance.now());
    const wait = next - performance.now();
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
  };
  const lane = async () => {
    for (let mail = await claim(ctx); mail; mail = await claim(ctx)) {
      await turn();
      const outcome = await sendClaimed(ctx, mail, write);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      late ||= performance.now() - began > LONGEST_MS;
      if (late) return;
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  // what fails again, and again, is found by the sweep
  const startAfter = late ? 0 : outcomes.failed ? retryDelays[0] + 1 : null;
  if (startAfter !== null) {
    await ctx.transact((tx) => ctx.shop.jobs.send(tx, "send-bulk-mails", {}, { startAfter }));
  }
  return outcomes;
}

/** The next that is due and in nobody's hands, in the words that the partial index knows. */
async function claim(ctx: Ctx) {
  const due = sql`(select id from mails where state = 'queued' and bulk and next_attempt_at <= now()
    and (claimed_until is null or claimed_until < now()) order by next_attempt_at limit 1 for update skip locked)`;
  const [mail] = await ctx.db
    .update(mails)
    .set({ claimedUntil: CLAIM, attempts: sql`${mails.attempts} + 1` })
    .where(eq(mails.id, due))
    .returning();
  return mail;
}
