import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { id, moment, oneOf } from "./columns.ts";

/** What the worker does by the clock; written by workers as they start. */
export const jobSchedules = pgTable("job_schedules", {
  queue: text().primaryKey(),
  /** In UTC. */
  cron: text().notNull(),
  /** Somebody at the desk wants it now, and it has not begun. */
  requestedAt: moment("requested_at"),
});

/** What became of jobs: every run of a schedule, and what failed of all others. */
export const jobRuns = pgTable(
  "job_runs",
  {
    id: id(),
    queue: text().notNull(),
    jobId: uuid("job_id").notNull(),
    state: text().notNull(),
    /** Somebody at the desk wanted it. */
    byHand: boolean("by_hand").notNull().default(false),
    startedAt: moment("started_at").notNull().defaultNow(),
    endedAt: moment("ended_at"),
    ms: integer(),
    /** What was done, by name; null where there was nothing to do. */
    result: jsonb().$type<Record<string, unknown>>(),
    /** Why it failed, freed of addresses. */
    reason: text(),
    /** Nobody tries again. */
    final: boolean().notNull().default(false),
  },
  (t) => [
    index("job_runs_queue_idx").on(t.queue, t.startedAt.desc().nullsFirst()),
    index("job_runs_failed_idx")
      .on(t.startedAt.desc().nullsFirst())
      .where(sql`${t.state} = 'failed'`),
    check("job_runs_state_known", oneOf(t.state, ["running", "done", "failed"])),
    check("job_runs_ended_when", sql`(${t.state} = 'running') = (${t.endedAt} is null)`),
    check("job_runs_failed_why", sql`(${t.state} = 'failed') = (${t.reason} is not null)`),
  ],
);
