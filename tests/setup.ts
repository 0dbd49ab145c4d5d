import { Pool } from "pg";
import { afterAll, expect, inject } from "vitest";
import { checkInvariants } from "../ops/check-invariants.ts";
import { atTheEnd } from "./at-the-end.ts";
import { cloneDatabase, dropDatabase, leftBackends, until, withClient } from "./database.ts";

/** A file that breaks an invariant on purpose says so in its name. */
const breaksInvariants = /\.planted\.test\.tsx?$/;

const file = (expect.getState().testPath ?? "").replace(process.cwd(), "");

const server = inject("postgres");
const database = await cloneDatabase(server);
process.env.DATABASE_URL = database;

const pools = new Set<Pool>();
const connect = Pool.prototype.connect;
Pool.prototype.connect = function (this: Pool, ...given: unknown[]) {
  pools.add(this);
  return Reflect.apply(connect, this, given);
} as typeof connect;

// Hooks run in reverse: the file's own clean-up comes before this.
afterAll(async () => {
  for (const close of atTheEnd.splice(0)) await close();
  const busy = () => [...pools].reduce((sum, pool) => sum + pool.totalCount - pool.idleCount + pool.waitingCount, 0);
  await until(() => busy() === 0, 2_000);
  expect(busy(), "connections taken from a pool and never given back").toBe(0);
  await Promise.all([...pools].filter((pool) => !pool.ended).map((pool) => pool.end()));
  await withClient(database, async (client) => {
    expect(await leftBackends(client), "connections left open by the file").toEqual([]);
    if (breaksInvariants.test(file)) return;
    expect(await checkInvariants(client)).toEqual([]);
  });
  await dropDatabase(server, database);
});
