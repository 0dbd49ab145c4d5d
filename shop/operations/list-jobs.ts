import { desc, eq, sql } from "drizzle-orm";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { jobRuns, jobSchedules } from "../../db/schema/operations.ts";
import { nextRun, RECENT_FAILURES, type QueueDepth, type Run, type RunState, type Schedule } from "./model.ts";

const toRun = (row: typeof jobRuns.$inferSelect): Run => ({
  id: row.id,
  queue: row.queue,
  state: row.state as RunState,
  byHand: row.byHand,
  startedAt: row.startedAt,
  ms: row.ms,
  result: row.result,
  reason: row.reason,
  final: row.final,
});

/** What the worker does by the clock, by name, each with its newest run. */
export async function listSchedules(ctx: Ctx): Promise<Schedule[]> {
  authorize(ctx, "jobs.manage");
  const [schedules, runs] = await Promise.all([
    ctx.db.select().from(jobSchedules).orderBy(jobSchedules.queue),
    ctx.db.selectDistinctOn([jobRuns.queue]).from(jobRuns).orderBy(jobRuns.queue, desc(jobRuns.startedAt)),
  ]);
  return schedules.map((schedule) => {
    const last = runs.find(({ queue }) => queue === schedule.queue);
    return { ...schedule, next: nextRun(schedule.cron, ctx.now), last: last ? toRun(last) : null };
  });
}

/** The newest jobs that failed, also of those that no clock starts. */
export async function listFailures(ctx: Ctx): Promise<Run[]> {
  authorize(ctx, "jobs.manage");
  const rows = await ctx.db
    .select()
    .from(jobRuns)
    .where(eq(jobRuns.state, "failed"))
    .orderBy(desc(jobRuns.startedAt))
    .limit(RECENT_FAILURES);
  return rows.map(toRun);
}

/** How much waits in each queue, is worked on, and was given up; queues where nothing is are left out. */
export async function listQueues(ctx: Ctx): Promise<QueueDepth[]> {
  authorize(ctx, "jobs.manage");
  const { rows } = await ctx.db.execute<{ queue: string; waiting: number; active: number; dead: number }>(sql`
    select name as queue,
      count(*) filter (where state in ('created', 'retry'))::int as waiting,
      count(*) filter (where state = 'active')::int as active,
      count(*) filter (where state = 'failed')::int as dead
    from pgboss.job where state in ('created', 'retry', 'active', 'failed') and name not like '\\_\\_pgboss%'
    group by name order by name`);
  return rows;
}
