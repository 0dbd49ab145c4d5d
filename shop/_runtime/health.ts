import { sql } from "drizzle-orm";
import journal from "../../db/migrations/meta/_journal.json" with { type: "json" };
import type { Database } from "../../db/client.ts";

export const healthParts = ["database", "migrations", "queue"] as const;
export type HealthPart = (typeof healthParts)[number];

/** Less than a load balancer usually waits. */
const PATIENCE_MS = 2_000;

/**
 * Which parts the shop cannot work without are down (PLT-6), within two seconds: the database answers, it has every migration
 * of this version (newer ones are fine), and the queue's tables with all queues named in `queues` are there.
 */
export async function findWhatIsDown(database: Database, queues: readonly string[]): Promise<HealthPart[]> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), PATIENCE_MS);
  });
  try {
    return await Promise.race([look(database, queues), deadline]);
  } catch {
    return ["database"];
  } finally {
    clearTimeout(timer);
  }
}

async function look({ db }: Database, queues: readonly string[]): Promise<HealthPart[]> {
  const { rows } = await db.execute<{ migrations: boolean; queue: boolean }>(sql`
    select to_regclass('drizzle.__drizzle_migrations') is not null as migrations, to_regclass('pgboss.queue') is not null as queue`);
  const there = rows[0] ?? { migrations: false, queue: false };
  const [migrated, queued] = await Promise.all([
    there.migrations && isMigrated(db),
    there.queue && hasQueues(db, queues),
  ]);
  return healthParts.filter((part) => (part === "migrations" && !migrated) || (part === "queue" && !queued));
}

async function isMigrated(db: Database["db"]): Promise<boolean> {
  const newest = journal.entries.at(-1)?.when ?? 0;
  const { rows } = await db.execute<{ ok: boolean }>(
    sql`select coalesce(max(created_at), 0) >= ${newest} as ok from drizzle.__drizzle_migrations`,
  );
  return rows[0]?.ok === true;
}

async function hasQueues(db: Database["db"], queues: readonly string[]): Promise<boolean> {
  const { rows } = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from pgboss.queue where name in ${[...queues]}`,
  );
  return rows[0]?.n === queues.length;
}
