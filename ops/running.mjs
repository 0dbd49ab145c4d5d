// Who runs the shop from this folder of data: so that two don't, and a killed one leaves nothing behind.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { root } from "./runtime.mjs";

const alive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

function commandOf(pid) {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
  }
}

/** A process number is used again: it must also be one of our programs. */
const ours = (pid) => {
  if (!alive(pid)) return false;
  const command = commandOf(pid);
  return command.includes(root) || /ops\/start\.mjs|^next-server/.test(command);
};

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const noteIn = (dataDir) => path.join(dataDir, "running.json");

/** The process that runs the shop from this folder, if any. */
export function runningFrom(dataDir) {
  const note = read(noteIn(dataDir));
  return note && note.pid !== process.pid && ours(note.pid) ? note : null;
}

/**
 * Takes the folder for this process.
 * Answers with the one that has it already, or with what to call when there are children and at the end.
 */
export async function claim(dataDir, address) {
  const file = noteIn(dataDir);
  const taken = runningFrom(dataDir);
  if (taken) return { taken };
  const before = read(file);
  // Its starter was killed. Its children follow on their own; this waits until they have, and helps those that hang.
  const left = (before?.children ?? []).filter(ours);
  for (const until = Date.now() + 7_000; left.some(alive) && Date.now() < until;) await sleep(50);
  for (const pid of left.filter(alive)) process.kill(pid, "SIGKILL");
  const note = (children) => {
    fs.mkdirSync(dataDir, { recursive: true });
    fs.writeFileSync(file, JSON.stringify({ pid: process.pid, address, children }));
  };
  note([]);
  return { note, release: () => fs.rmSync(file, { force: true }) };
}

function read(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
