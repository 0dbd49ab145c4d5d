import { execFileSync, spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Client } from "pg";
import { startPostgres } from "../db/embedded.mjs";
import { fillDemo } from "../db/demo/fill.ts";
import { migrate } from "../db/migrate.ts";
import { build, demoEnvironment, root, serve, webProgram } from "../ops/serve.ts";
import { note } from "./figures.ts";

/** Servers keep to the first core and loads to the second, where the system can do that. */
const taskset = os.availableParallelism() > 1 && spawnSync("taskset", ["-V"]).status === 0;
export const onCore =
  (core: 0 | 1) =>
  (command: string, args: string[]): [string, string[]] =>
    taskset ? ["taskset", ["-c", String(core), command, ...args]] : [command, args];

/** A whole shop for a bench: its own PostgreSQL, the demo catalogue, one web process. */
export async function openShopForBench(env: Record<string, string> = {}) {
  build(note);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "octavo-bench-"));
  fs.chmodSync(folder, 0o755); // PostgreSQL may run as another user
  const postgres = await startPostgres(path.join(folder, "pg"));
  const admin = new Client({ connectionString: postgres.url() });
  await admin.connect();
  await admin.query("create database octavo");
  await admin.end();
  const databaseUrl = postgres.url("octavo");
  await migrate(databaseUrl);
  await fillDemo(databaseUrl, null);
  const web = await serve(
    webProgram,
    { ...demoEnvironment(folder), DATABASE_URL: databaseUrl, ...env },
    { wrap: onCore(0) },
  );
  return {
    folder,
    databaseUrl,
    web,
    async close() {
      await web.stop();
      await postgres.stop("immediate");
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Load {
  rate: number;
  p50: number;
  p95: number;
  p99: number;
  bytes: number;
  statuses: Record<string, number>;
}

/** Runs `bench/load.mjs` on the other core, unless that one is busy with what is not to be measured. */
export function load(
  url: string,
  connections: number,
  seconds: number,
  headers: string[] = [],
  core: 0 | 1 = 1,
): Promise<Load> {
  const program = [path.join(root, "bench/load.mjs"), url, String(connections), String(seconds), ...headers];
  const [command, args] = onCore(core)(process.execPath, program);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
    let out = "";
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
    child.once("exit", (code) =>
      code === 0 ? resolve(JSON.parse(out) as Load) : reject(new Error(`the load ended with ${code}`)),
    );
  });
}

/** The database goes to the second core, with all that it starts from now on. */
export function pinDatabase(folder: string): void {
  const [pid = ""] = fs.readFileSync(path.join(folder, "pg/postmaster.pid"), "utf8").split("\n");
  const children = execFileSync("pgrep", ["-P", pid], { encoding: "utf8" }).trim().split("\n");
  for (const each of [pid, ...children]) {
    try {
      execFileSync("taskset", ["-cp", "1", each], { stdio: "ignore" });
    } catch {
      // a process that has ended, or a system without cores to choose
    }
  }
}
