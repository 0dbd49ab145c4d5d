// What `npm start` and `npm test` need before anything else: dependencies, and a Node that runs TypeScript.
// Plain Node 20 without node_modules runs this file.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const marker = path.join(root, "node_modules/.octavo");
const follow = pathToFileURL(path.join(root, "ops/follow-parent.mjs")).href;
const began = performance.now();

/** A line of progress, with the seconds since the command began. */
export const say = (text) => console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${text}`);

export const readJson = (file) => JSON.parse(fs.readFileSync(file, "utf8"));

const lock = () => fs.readFileSync(path.join(root, "package-lock.json"));
const digest = (data) => createHash("sha256").update(data).digest("hex");

/** Whether what npm noted about node_modules is what the lock file asks for. */
export function sameAsLock(wanted, noted) {
  return Object.entries(wanted).every(
    ([place, { version, optional, peer, link }]) =>
      place === "" || optional || peer || link || noted[place]?.version === version,
  );
}

function installed() {
  if (fs.existsSync(marker) && fs.readFileSync(marker, "utf8") === digest(lock())) return true;
  try {
    const noted = readJson(path.join(root, "node_modules/.package-lock.json")).packages;
    return sameAsLock(JSON.parse(lock().toString()).packages, noted);
  } catch {
    return false;
  }
}

/** Installs when node_modules is missing or older than the lock file. */
export async function install() {
  if (!installed()) {
    const total = Object.keys(JSON.parse(lock().toString()).packages).length;
    say(`installing about ${total} packages, which takes a minute or two`);
    const tick = setInterval(() => say("… still installing"), 10_000);
    const args = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"];
    const code = await finished(
      spawn("npm", args, {
        cwd: root,
        stdio: ["ignore", "inherit", "inherit", "ipc"],
        env: { ...process.env, OCTAVO_STARTER: String(process.pid), NODE_OPTIONS: `--import=${follow}` },
      }),
    ).finally(() => clearInterval(tick));
    if (code !== 0) throw new Refusal("npm could not install what the shop needs: see its lines above.");
    say("installed");
  }
  fs.writeFileSync(marker, digest(lock()));
}

/** Something a person can mend: said in a sentence, without a stack. */
export class Refusal extends Error {}

let foundNode;

/** A Node that runs TypeScript: this one, or the one among the dependencies. */
export const nodePath = () => (foundNode ??= findNode());

function findNode() {
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  const own = path.join(root, "node_modules/.bin/node");
  if (fs.existsSync(own) && spawnSync(own, ["--version"]).status === 0) return own;
  throw new Refusal(
    `The shop runs on Node 24. This is Node ${process.versions.node}, and npm has no Node 24 for ${process.platform}-${process.arch}: please install it from https://nodejs.org.`,
  );
}

/**
 * Variables from `.env`, where the environment does not have them already. Not for what another program of ours has started:
 * that has all it needs from there, and tests must not meet what a person has configured.
 */
export function loadEnvFile(folder = root) {
  const file = path.join(folder, ".env");
  if (!process.env.OCTAVO_STARTER && fs.existsSync(file)) process.loadEnvFile?.(file);
}

const running = new Set();

/**
 * Starts a Node program in a process group of its own, so that Ctrl-C reaches it through us alone; it ends when we do.
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, stdio?: "inherit" | "pipe" | number }} [options]
 */
export function start(args, { env = process.env, stdio = "inherit" } = {}) {
  const child = spawn(nodePath(), ["--import", follow, ...args], {
    cwd: root,
    detached: true,
    stdio: ["ignore", stdio, stdio, "ipc"],
    env: {
      ...env,
      OCTAVO_STARTER: String(process.pid),
      PATH: `${path.join(root, "node_modules/.bin")}${path.delimiter}${process.env.PATH ?? ""}`,
    },
  });
  running.add(child);
  child.once("close", () => running.delete(child));
  child.on("error", () => {});
  return child;
}

export const finished = (child) =>
  new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });

/** Runs a Node program to its end; its lines are shown with a name before them. */
export async function run(name, args, env = process.env) {
  const child = start(args, { env, stdio: "pipe" });
  for (const stream of [child.stdout, child.stderr]) lines(stream, (line) => say(`${name.padEnd(9)} ${line}`));
  const code = await finished(child);
  if (code !== 0) throw new Refusal(`“${name}” failed: see its lines above.`);
}

/** Calls back for each line of a stream. */
export function lines(stream, take) {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (text) => {
    const whole = (rest + text).split("\n");
    rest = whole.pop() ?? "";
    for (const line of whole) if (line.trim()) take(line.trimEnd());
  });
  stream.on("end", () => rest.trim() && take(rest));
}

/** Ends one child and all that it started: asked first, then made to. */
export async function end(child, patience = 8_000) {
  if (!running.has(child)) return;
  const closed = new Promise((resolve) => child.once("close", resolve));
  child.kill("SIGTERM");
  const hard = setTimeout(() => killGroup(child), patience);
  await closed;
  clearTimeout(hard);
}

function killGroup(child) {
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL");
  }
}

export const endAll = (patience) => Promise.all([...running].map((child) => end(child, patience)));
