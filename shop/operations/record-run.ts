import { and, eq, lt, sql } from "drizzle-orm";
import { newId } from "../_kernel/ids.ts";
import { authorizeJob } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { jobRuns, jobSchedules } from "../../db/schema/operations.ts";

/** A worker that was killed tells nobody; after this its run counts as lost. */
const LOST = sql`now() - interval '2 hours'`;
const REASON = 300;

/** The database's own words rather than the statement with all its values, and nobody's address. */
export function reasonOf(error: unknown): string {
  let cause = error;
  while (cause instanceof Error && cause.cause instanceof Error) cause = cause.cause;
  const said = cause instanceof Error ? cause.message : String(cause);
  return said.replace(/[^\s<>"']+@[^\s<>"']+/g, "…").slice(0, REASON) || "unknown";
}

/**
 * Notes which schedules there are, as a worker starts: those of retired jobs go.
 * @caller the worker
 */
export async function noteSchedules(ctx: Ctx, schedules: readonly { queue: string; cron: string }[]): Promise<void> {
  authorizeJob(ctx);
  await ctx.transact(async (tx) => {
    for (const schedule of schedules) {
      await tx
        .insert(jobSchedules)
        .values(schedule)
        .onConflictDoUpdate({ target: jobSchedules.queue, set: { cron: schedule.cron } });
    }
    const names = JSON.stringify(schedules.map(({ queue }) => queue));
    await tx.delete(jobSchedules).where(sql`not ${names}::jsonb ? ${jobSchedules.queue}`);
  });
}

/**
 * Notes that a schedule's job has begun. Returns the run's id.
 * @caller the worker, before the job
 */
export async function beginRun(ctx: Ctx, run: { queue: string; jobId: string; byHand: boolean }): Promise<string> {
  authorizeJob(ctx);
  const id = newId(ctx.now);
  await ctx.transact(async (tx) => {
    if (run.byHand) {
      await tx.update(jobSchedules).set({ requestedAt: null }).where(eq(jobSchedules.queue, run.queue));
    }
    await tx
      .update(jobRuns)
      .set({ state: "failed", reason: "lost", final: true, endedAt: sql`now()` })
      .where(and(eq(jobRuns.queue, run.queue), eq(jobRuns.state, "running"), lt(jobRuns.startedAt, LOST)));
    await tx.insert(jobRuns).values({ id, state: "running", ...run });
  });
  return id;
}

/** How a job ended: with what it did (null where there was nothing to do), or with why it failed. */
export type Outcome =
  | { ok: true; ms: number; result: Record<string, unknown> | null }
  | { ok: false; ms: number; error: unknown; final: boolean };

const ended = (outcome: Outcome) => ({
  endedAt: sql`now()`,
  ms: Math.round(outcome.ms),
  ...(outcome.ok
    ? { state: "done", result: outcome.result }
    : { state: "failed", reason: reasonOf(outcome.error), final: outcome.final }),
});

/** Notes how the run ended. @caller the worker, after the job */
export async function endRun(ctx: Ctx, id: string, outcome: Outcome): Promise<void> {
  authorizeJob(ctx);
  await ctx.db.update(jobRuns).set(ended(outcome)).where(eq(jobRuns.id, id));
}

/** Notes a job that failed, of those that no clock starts; what succeeds of them is not noted. @caller the worker */
export async function noteFailure(
  ctx: Ctx,
  job: { queue: string; jobId: string },
  outcome: Extract<Outcome, { ok: false }>,
): Promise<void> {
  authorizeJob(ctx);
  await ctx.db.insert(jobRuns).values({ id: newId(ctx.now), ...job, startedAt: ctx.now, ...ended(outcome) });
}

/**
 * Forgets runs: those that found nothing to do after a day, all others after thirty. Returns how many.
 * @caller the worker's schedule `remove-old-runs`
 */
export async function removeOldRuns(ctx: Ctx): Promise<number> {
  authorizeJob(ctx);
  const gone = await ctx.db.delete(jobRuns).where(
    sql`${jobRuns.startedAt} < now() - interval '30 days'
      or (${jobRuns.state} = 'done' and ${jobRuns.result} is null and ${jobRuns.startedAt} < now() - interval '1 day'
        and exists (select 1 from ${jobRuns} later where later.queue = "job_runs"."queue" and later.started_at > "job_runs"."started_at"))`,
  );
  return gone.rowCount ?? 0;
}
