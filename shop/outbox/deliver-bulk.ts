import { and, eq, inArray, sql } from "drizzle-orm";
import type { Ctx } from "../_runtime/context.ts";
import { mails } from "../../db/schema/outbox.ts";
import { CLAIM, sendClaimed, type Mail, type Outcome, type WriteMail } from "./deliver-mail.ts";
import { retryDelays } from "./model.ts";

/** So many are on their way side by side. */
const LANES = 8;
/** Never more than so many a second leave a worker: the shop is open meanwhile, and providers limit it, too. */
const MAILS_A_SECOND = 20;
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
  const claimed: Mail[] = [];
  let claiming: Promise<void> | undefined;
  const take = async () => {
    if (claimed.length === 0) {
      claiming ??= claim(ctx).then((mails) => {
        claimed.push(...mails);
        claiming = undefined;
      });
      await claiming;
    }
    return claimed.shift();
  };
  const lane = async () => {
    for (let mail = await take(); mail; mail = await take()) {
      await turn();
      const outcome = await sendClaimed(ctx, mail, write);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      late ||= performance.now() - began > LONGEST_MS;
      if (late) return;
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  await letGo(ctx, claimed);
  // what fails again, and again, is found by the sweep
  const startAfter = late ? 0 : outcomes.failed ? retryDelays[0] + 1 : null;
  if (startAfter !== null) {
    await ctx.transact((tx) => ctx.shop.jobs.send(tx, "send-bulk-mails", {}, { startAfter }));
  }
  return outcomes;
}

/** The next that are due and in nobody's hands, in the words that the partial index knows: one for each lane. */
async function claim(ctx: Ctx): Promise<Mail[]> {
  const due = sql`array(select id from mails where state = 'queued' and bulk and next_attempt_at <= now()
    and (claimed_until is null or claimed_until < now()) order by next_attempt_at limit ${LANES} for update skip locked)`;
  return ctx.db
    .update(mails)
    .set({ claimedUntil: CLAIM, attempts: sql`${mails.attempts} + 1` })
    .where(sql`${mails.id} = any(${due})`)
    .returning();
}

/** Those that nobody came to are as they were. */
async function letGo(ctx: Ctx, claimed: readonly Mail[]): Promise<void> {
  if (claimed.length === 0) return;
  const ids = claimed.map(({ id }) => id);
  await ctx.db
    .update(mails)
    .set({ claimedUntil: null, attempts: sql`${mails.attempts} - 1` })
    .where(and(inArray(mails.id, ids), eq(mails.state, "queued")));
}
