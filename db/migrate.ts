import path from "node:path";
import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as runMigrations } from "drizzle-orm/node-postgres/migrator";
import { Client } from "pg";
import { PgBoss } from "pg-boss";
import { ensureAdmin, ensureSettings } from "./setup.ts";
import { queues } from "../shop/outbox/queues.ts";

/** One migration at a time, whoever starts it; the number is arbitrary but fixed. */
const LOCK = 20_801;

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), "migrations");

/**
 * Brings a database to the newest schema: extensions, migrations, the queue's tables and queues, the settings a new shop
 * starts with. Safe to run again, and from several processes at once.
 */
export async function migrate(
  url: string,
  given: { currency: string; timezone: string } = { currency: "EUR", timezone: "Europe/Berlin" },
): Promise<void> {
  const client = new Client({ connectionString: url, application_name: "octavo-migrate" });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    await client.query("create extension if not exists pg_trgm");
    await client.query("create extension if not exists unaccent");
    await runMigrations(drizzle(client), { migrationsFolder: folder });
    const boss = new PgBoss({ connectionString: url, max: 1, supervise: false, schedule: false });
    boss.on("error", () => {});
    await boss.start();
    for (const [name, options] of Object.entries(queues)) await boss.createQueue(name, options);
    await boss.stop({ graceful: false });
    await ensureSettings(client, given);
  } finally {
    await client.end(); // the lock goes with the session
  }
}

if (import.meta.main) {
  const { config } = await import("../config/env.ts");
  const { DATABASE_URL, DATABASE_DIRECT_URL, SHOP_CURRENCY, SHOP_TIMEZONE, ADMIN_EMAIL, ADMIN_PASSWORD } = config();
  const url = DATABASE_DIRECT_URL || DATABASE_URL;
  await migrate(url, { currency: SHOP_CURRENCY, timezone: SHOP_TIMEZONE });
  if (ADMIN_EMAIL && ADMIN_PASSWORD) {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      await ensureAdmin(client, { email: ADMIN_EMAIL, password: ADMIN_PASSWORD });
    } finally {
      await client.end();
    }
  }
}
