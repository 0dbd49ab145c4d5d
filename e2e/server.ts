import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Client } from "pg";
import { fillDemo } from "../db/demo/fill.ts";
import { startPostgres } from "../db/embedded.mjs";
import { migrate } from "../db/migrate.ts";
import { endAll, start } from "../ops/runtime.mjs";
import { clients, startGitHub, startGoogle } from "./providers.ts";
import { admin, authSecret, tellState } from "./state.ts";

// The shop that the browser tests meet: the production build, a worker, the demo catalogue, a database of its own.

const port = process.env.E2E_PORT ?? "3210";
const dir = fs.mkdtempSync(path.join(os.tmpdir(), "octavo-e2e-"));
fs.chmodSync(dir, 0o755); // PostgreSQL may run as another user

const postgres = await startPostgres(path.join(dir, "pg"), {
  settings: { fsync: "off", full_page_writes: "off", synchronous_commit: "off" },
});
const databaseUrl = postgres.url("octavo");

let stopping = false;
async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  await endAll();
  await postgres.stop();
  fs.rmSync(dir, { recursive: true, force: true });
  process.exit(code);
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop(0));

const client = new Client({ connectionString: postgres.url() });
await client.connect();
await client.query("create database octavo");
await client.end();
await migrate(databaseUrl);
await fillDemo(databaseUrl, admin);
tellState({ databaseUrl });

await Promise.all([startGoogle(), startGitHub()]);

const env: NodeJS.ProcessEnv = {
  ...process.env,
  NODE_ENV: "production",
  SHOP_MODE: "demo",
  PORT: port,
  HOST: "127.0.0.1",
  DATA_DIR: dir,
  DATABASE_URL: databaseUrl,
  // each test comes from an address of its own, as a proxy would tell it (`fixtures.ts`): the limits count by address
  TRUSTED_PROXIES: "1",
  AUTH_SECRET: authSecret,
  AUTH_GOOGLE_ID: clients.google.id,
  AUTH_GOOGLE_SECRET: clients.google.secret,
  AUTH_GOOGLE_ISSUER: clients.google.address,
  AUTH_GITHUB_ID: clients.github.id,
  AUTH_GITHUB_SECRET: clients.github.secret,
  AUTH_GITHUB_BASE_URL: clients.github.address,
};
const log = fs.openSync(path.resolve("test-results", `server-${process.env.E2E_RUN ?? "e2e"}.log`), "w");
for (const program of ["ops/web.mjs", "jobs/worker.ts"]) {
  start([program], { env, stdio: log }).once("exit", () => void stop(1));
}
