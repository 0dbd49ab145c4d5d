import { PgBoss, type JobResult, type JobWithMetadata } from "pg-boss";
import { connect, type Database } from "../db/client.ts";
import { log } from "../log/index.ts";
import { createContext, type Shop } from "../shop/context.ts";
import { beginRun, endRun, noteFailure, noteSchedules } from "../shop/operations/index.ts";
import type { Job } from "./job.ts";

/** The same complaint of the queue is logged once in this time: a lost database makes one at every look. */
const QUIET_MS = 10_000;

/** Connections of the queue's own, so that jobs and looks into the queue never wait for each other. */
export const connectQueue = (url: string): Database =>
  connect(url, "worker", { max: 3, application_name: "octavo-queue" });

/**
 * Starts working on the jobs. Throws where the database cannot be reached or was not migrated; once started it outlives
 * the database: looks that fail are repeated, and jobs that were cut off come again when their time is over.
 */
export async function startWork(shop: Shop, queue: Database, jobs: readonly Job[]): Promise<PgBoss> {
  const boss = new PgBoss({
    db: { executeSql: async (text, values) => queue.pool.query(text, values as unknown[]) },
    migrate: false,
  });
  const complaints = new Map<string, number>();
  boss.on("error", (error) => {
    const reason = error.message.replace(/ \(Queue: .*$/, "");
    const last = complaints.get(reason) ?? -QUIET_MS;
    if (performance.now() - last < QUIET_MS) return;
    complaints.set(reason, performance.now());
    log.warn({ reason }, "queue not reached");
  });
  boss.on("warning", ({ message }) => log.warn({ reason: message }, "queue warning"));
  try {
    await boss.start();
    await keepSchedules(boss, jobs);
    await noteSchedules(
      createContext(shop, { actor: { kind: "system", job: "worker" }, now: new Date(), locale: "en" }),
      jobs.flatMap(({ queue: name, schedule }) => (schedule ? [{ queue: name, cron: schedule }] : [])),
    );
    for (const job of jobs) await take(boss, shop, job);
    for (const { queue: name, atStart } of jobs) {
      if (atStart) await boss.send(name, null, { singletonKey: "at-start", singletonSeconds: 10 });
    }
    return boss;
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => {});
    throw error;
  }
}

/** Schedules live in the database, so that of many workers one sends each; those of retired jobs go. */
async function keepSchedules(boss: PgBoss, jobs: readonly Job[]): Promise<void> {
  for (const { queue, schedule } of jobs) if (schedule) await boss.schedule(queue, schedule, null, { tz: "UTC" });
  for (const { name } of await boss.getSchedules()) {
    if (!jobs.some((job) => job.queue === name && job.schedule)) await boss.unschedule(name);
  }
}

async function take(boss: PgBoss, shop: Shop, job: Job): Promise<void> {
  const options = {
    pollingIntervalSeconds: job.lookEvery,
    batchSize: job.atOnce ?? 1,
    includeMetadata: true,
    perJobResults: true,
  } as const;
  await boss.work<unknown, unknown, typeof options>(job.queue, options, (batch) =>
    Promise.all(batch.map((given) => perform(shop, job, given))),
  );
}

/** What somebody at the desk asked for: the job itself knows nothing of it. */
const isByHand = (data: unknown): boolean => typeof data === "object" && data !== null && "byHand" in data;

async function perform(shop: Shop, job: Job, given: JobWithMetadata<unknown>): Promise<JobResult> {
  const now = new Date();
  const about = { job: job.queue, requestId: given.id };
  const ctx = createContext(shop, {
    actor: { kind: "system", job: job.queue },
    now,
    locale: "en",
    requestId: given.id,
  });
  const byHand = isByHand(given.data);
  const data = byHand ? null : given.data;
  const its = { queue: job.queue, jobId: given.id };
  const lastTry = given.retryCount >= given.retryLimit;
  // what cannot be noted is done all the same
  const noting = <T>(note: Promise<T>) =>
    note.catch((err: unknown) => void log.warn({ ...about, err }, "run not noted"));
  const run = job.schedule && data === null ? await noting(beginRun(ctx, { ...its, byHand })) : undefined;
  const spent = () => Date.now() - now.getTime();
  try {
    const done = await job.run(ctx, { data, lastTry });
    if (done) log.info({ ...about, ...done, ms: spent() }, "job done");
    if (run) await noting(endRun(ctx, run, { ok: true, ms: spent(), result: done }));
    return { id: given.id, status: "completed" };
  } catch (error) {
    log.error({ ...about, try: given.retryCount + 1, of: given.retryLimit + 1, err: error }, "job failed");
    const outcome = { ok: false, ms: spent(), error, final: lastTry } as const;
    await noting(run ? endRun(ctx, run, outcome) : noteFailure(ctx, its, outcome));
    return { id: given.id, status: "failed", output: { type: error instanceof Error ? error.name : "unknown" } };
  }
}
