import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { freePort } from "../db/embedded.mjs";
import { buildIsStale } from "./stale.mjs";

// Servers for tests and benches: on ports of their own, ended by whoever started them.

export const root = path.resolve(import.meta.dirname, "..");

/** Builds what is served, unless it is there. */
export function build(say: (text: string) => void): void {
  if (!buildIsStale(root)) return;
  say("building");
  const built = spawnSync("npm", ["run", "build"], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  if (built.status !== 0) throw new Error("the build failed");
}

export interface Server {
  url: string;
  process: ChildProcess;
  stop(): Promise<void>;
}

/** What a program of the shop needs of its environment, besides its database. */
export const demoEnvironment = (dataDir: string) => ({
  SHOP_MODE: "demo",
  DATA_DIR: dataDir,
  AUTH_SECRET: "only-for-tests-and-benches-only-for-tests-and-benches",
});

/** The program that serves the web: the listener, which starts the built server. */
export const webProgram = [path.join(root, "front/index.ts")];

function ender(child: ChildProcess): () => Promise<void> {
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
    await ended;
  };
}

const environment = (env: Record<string, string>): NodeJS.ProcessEnv => ({
  ...process.env,
  NODE_ENV: "production",
  LOG_LEVEL: "error",
  ...env,
});

/** A Node program that serves HTTP; resolves when it answers. `wrap` may put another command before it. */
export async function serve(
  args: string[],
  env: Record<string, string>,
  {
    cwd = root,
    wrap = (command: string, given: string[]): [string, string[]] => [command, given],
  }: { cwd?: string; wrap?: (command: string, args: string[]) => [string, string[]] } = {},
): Promise<Server> {
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const [command, given] = wrap(process.execPath, args);
  const child = spawn(command, given, {
    cwd,
    stdio: ["ignore", "ignore", "inherit"],
    env: environment({ HOST: "127.0.0.1", HOSTNAME: "127.0.0.1", PORT: port, ...env }),
  });
  const stop = ender(child);
  for (const until = Date.now() + 30_000; ;) {
    const answered = await fetch(url).then(
      (answer) => answer.status < 500,
      () => false,
    );
    if (answered) return { url, process: child, stop };
    if (child.exitCode !== null || Date.now() > until) {
      await stop();
      throw new Error(`${args.join(" ")} does not serve`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A program of the shop that serves nothing, such as the worker. */
export function runProgram(
  args: string[],
  env: Record<string, string>,
): { process: ChildProcess; stop(): Promise<void> } {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    env: environment(env),
  });
  return { process: child, stop: ender(child) };
}

/** Megabytes of memory that a server and what it started hold; only Linux tells. */
export function residentMemory({ process: { pid } }: Server): number {
  const of = (process: number): number => {
    const status = fs.readFileSync(`/proc/${process}/status`, "utf8");
    const children = fs
      .readdirSync(`/proc/${process}/task`)
      .flatMap((thread) => fs.readFileSync(`/proc/${process}/task/${thread}/children`, "utf8").split(" "));
    const own = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024;
    return own + children.filter(Boolean).reduce((sum, child) => sum + of(Number(child)), 0);
  };
  if (pid === undefined || !fs.existsSync(`/proc/${pid}/task`))
    throw new Error("only Linux tells how much memory a process holds");
  return of(pid);
}
