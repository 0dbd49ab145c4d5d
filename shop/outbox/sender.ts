import { sql } from "drizzle-orm";
import { fromDrizzle, PgBoss } from "pg-boss";
import type { Database } from "../../db/client.ts";
import type { JobSender } from "../_runtime/context.ts";

/**
 * Sends jobs only: no supervisor, no schedules, no schema work (the migration step made the queues). Jobs are written in
 * the caller's transaction.
 */
export function jobSender(database: Database): JobSender {
  let starting: Promise<PgBoss> | undefined;
  const boss = () =>
    (starting ??= (async () => {
      const queue = new PgBoss({
        db: { executeSql: async (text, values) => database.pool.query(text, values as unknown[]) },
        supervise: false,
        schedule: false,
        migrate: false,
      });
      queue.on("error", () => {});
      await queue.start();
      return queue;
    })().catch((error: unknown) => {
      starting = undefined;
      throw error;
    }));
  return {
    async ready() {
      await boss();
    },
    async close() {
      const running = starting;
      starting = undefined;
      await (await running)?.stop({ graceful: false });
    },
    async send(tx, queue, data, { startAfter, singletonKey, priority } = {}) {
      const q = await boss();
      await q.send(queue, data, {
        db: fromDrizzle(tx, sql),
        ...(startAfter !== undefined && { startAfter }),
        ...(singletonKey !== undefined && { singletonKey }),
        ...(priority !== undefined && { priority }),
      });
    },
  };
}
