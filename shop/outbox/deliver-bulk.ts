import { sql } from "drizzle-orm";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { claimNext } from "./claim-bulk.ts";
import { sendClaimed, type Mail, type Outcome, type WriteMail } from "./deliver-mail.ts";
import { retryDelays } from "./model.ts";
import { paceOf } from "./pace.ts";

/** So many are on their way side by side. */
const LANES = 8;
/** Never more than so many a second leave a worker: the shop is open meanwhile, and providers limit it, too. */
const MAILS_A_SECOND = 20;
/** Less than the queue gives the job. */
const LONGEST_MS = 180_000;
/** A provider that takes none of so many in a row is left alone for a while. */
const FAILED_IN_A_ROW = 20;
/** A provider that wants more time than this, in seconds, is asked again by another run. */
const LONGEST_HOLD = 10;

/**
 * Sends mails of crowds, one after the other in some lanes, until none is due; every worker that runs takes its share. Each is
 * claimed, sent and noted as `deliverMail` does it. Where the provider is busy, fewer go; where it takes none, none goes for a
 * while, and no mail is charged for it. Returns how many there were of each outcome.
 * @caller the worker's queue `send-bulk-mails`
 */
export async function deliverBulkMails(ctx: Ctx, write: WriteMail): Promise<Partial<Record<Outcome, number>>> {
  const outcomes: Partial<Record<Outcome, number>> = {};
  const began = performance.now();
  const pace = paceOf(MAILS_A_SECOND);
  let failedInARow = 0;
  /** In how many seconds the next run begins; null while this one goes on. */
  let again = null as number | null;
  // one lane after the other: each finds the turn as the one before has left it
  let taking: Promise<Mail | undefined> = Promise.resolve(undefined);
  const take = () => (taking = taking.then(() => (again === null ? claimNext(ctx) : undefined)));

  const note = (outcome: Outcome, heldFor: number | null) => {
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    if (outcome === "sent") {
      pace.taken();
      failedInARow = 0;
    } else if (heldFor !== null) {
      pace.hold(heldFor);
      if (heldFor > LONGEST_HOLD) again = Math.max(again ?? 0, heldFor);
    } else if (outcome === "failed" && ++failedInARow >= FAILED_IN_A_ROW) {
      again = Math.max(again ?? 0, retryDelays[0] + 1);
    }
    if (performance.now() - began > LONGEST_MS) again ??= 0;
  };
  const lane = async () => {
    await pace.turn();
    for (let mail = await take(); mail; mail = await take()) {
      const { outcome, heldFor } = await sendClaimed(ctx, mail, write);
      note(outcome, heldFor);
      if (again !== null) return;
      await pace.turn();
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  // what fails again, and again, is found by the sweep
  const startAfter = again ?? (outcomes.failed ? retryDelays[0] + 1 : null);
  if (startAfter !== null) await ctx.transact((tx) => beginAgain(tx, ctx, startAfter));
  return outcomes;
}

/** Has another run begin then, unless one will before: else each look of the sweep would start a chain of runs that never ends. */
async function beginAgain(tx: Tx, ctx: Ctx, startAfter: number): Promise<void> {
  const { rows } = await tx.execute(sql`
    select 1 from pgboss.job where name = 'send-bulk-mails' and state = 'created'
      and start_after > now() and start_after <= now() + make_interval(secs => ${startAfter}) limit 1`);
  if (rows.length === 0) await ctx.shop.jobs.send(tx, "send-bulk-mails", {}, { startAfter });
}
