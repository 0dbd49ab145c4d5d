import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { until, withClient } from "../tests/database.ts";
import { startPostgres, type Postgres } from "./embedded.mjs";

let dir: string;
let postgres: Postgres | undefined;
const quick = { settings: { fsync: "off" } };

beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), "octavo-embedded-"));
  fs.chmodSync(dir, 0o755);
});
afterEach(async () => {
  await postgres?.stop("immediate");
  fs.rmSync(dir, { recursive: true, force: true });
});

const start = async () => (postgres = await startPostgres(path.join(dir, "pg"), quick));
const ask = (url: string, query: string) => withClient(url, async (client) => (await client.query(query)).rows);
const alive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it("PLT-1 starts in an empty folder, knows every language's letters, and keeps what was written", async () => {
  const first = await start();
  expect(first.adopted).toBe(false);
  const [row] = await ask(first.url(), "select upper('øre Łódź') as text, current_setting('server_encoding') as enc");
  expect(row).toEqual({ text: "ØRE ŁÓDŹ", enc: "UTF8" });
  await ask(first.url(), "create table kept as select 7 as n");
  await first.stop();
  expect(await ask((await start()).url(), "select n from kept")).toEqual([{ n: 7 }]);
});

it("PLT-1 a second start adopts the server that runs, and does not end it unasked", async () => {
  const first = await start();
  const second = await startPostgres(path.join(dir, "pg"), quick);
  expect([second.adopted, second.pid, second.port]).toEqual([true, first.pid, first.port]);
});

it("PLT-1 comes back on the same port after a crash, with what was committed", async () => {
  const { port, pid, url, ...server } = await start();
  await ask(url(), "create table kept as select 1 as n");
  const busy = new Client({ connectionString: url() });
  const cut = new Promise((resolve) => busy.on("error", resolve));
  await busy.connect();
  await server.stop("immediate");
  await cut;
  expect(alive(pid)).toBe(false);
  await server.start();
  expect(postgres?.port).toBe(port);
  expect(await ask(url(), "select n from kept")).toEqual([{ n: 1 }]);
});

it("PLT-1 a database whose owner is killed ends too, and the next start is not blocked by it", async () => {
  const owner = spawn(process.execPath, [
    "--input-type=module",
    "--eval",
    `const { startPostgres } = await import(${JSON.stringify(path.resolve("db/embedded.mjs"))});
     const { pid } = await startPostgres(${JSON.stringify(path.join(dir, "pg"))}, { settings: { fsync: "off" } });
     console.log(pid); setInterval(() => {}, 1000);`,
  ]);
  const [told] = await once(owner.stdout, "data");
  owner.kill("SIGKILL");
  const again = await start();
  expect(again.adopted).toBe(false);
  expect(again.pid).not.toBe(Number(told));
  expect(await until(() => !alive(Number(told)), 5_000)).toBe(true);
});

it("PLT-1 a first start that was cut off leaves nothing that blocks the next", async () => {
  fs.mkdirSync(path.join(dir, "pg", "base"), { recursive: true });
  fs.writeFileSync(path.join(dir, "pg", "PG_VERSION"), "18\n");
  expect(await ask((await start()).url(), "select 1 as one")).toEqual([{ one: 1 }]);
});
