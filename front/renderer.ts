import { spawn, type ChildProcess } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { log } from "../log/index.ts";
import type { Change } from "./tags.ts";

/** What the renderer tells the listener: see `within.ts`. */
export type Told = { ready: true } | { changed: Change } | { lost: true } | { metrics: number };

const here = (file: string) => pathToFileURL(path.join(import.meta.dirname, file)).href;

/** How much more willingly the renderer waits than the process in front: a hit must not stand behind a render. */
const NICER = 5;

/** Started anew at once the first time, then after twice as long each time, while it ends without having served. */
const SHORTEST = 100;
const LONGEST = 5_000;

/**
 * The process that renders: Next's own server, on sockets that only this user can open. It is started again when it ends;
 * `first` rejects when it never served at all, because then something is wrong that a person must mend.
 */
export function startRenderer(
  server: string,
  hears: { changed(change: Change): void; lost(): void; metrics(): Promise<string> },
) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "octavo-web-"));
  let generation = 0;
  let child: ChildProcess;
  let closing = false;
  let wait = SHORTEST;
  const socket = (name: string) => path.join(folder, `${generation}.${name}`);

  const begin = (served: () => void, ended: (code: number | null) => void) => {
    generation++;
    // a group of its own: Ctrl-C reaches it through us, when what it works on has been answered
    const started = spawn(
      process.execPath,
      ["--import", here("../ops/follow-parent.mjs"), "--import", here("within.ts"), server],
      {
        detached: true,
        stdio: ["ignore", "inherit", "inherit", "ipc"],
        env: {
          ...process.env,
          OCTAVO_STARTER: String(process.pid),
          OCTAVO_SOCKET: socket("http"),
          OCTAVO_RENDERS: socket("renders"),
        },
      },
    );
    child = started;
    if (started.pid) yieldTo(started.pid);
    started.on("message", (told: Told) => {
      if ("ready" in told) {
        wait = SHORTEST;
        served();
      } else if ("changed" in told) hears.changed(told.changed);
      else if ("lost" in told) hears.lost();
      else void hears.metrics().then((text) => started.connected && started.send({ metrics: told.metrics, text }));
    });
    started.once("error", (err) => log.error({ err }, "the renderer does not start"));
    started.once("exit", ended);
  };

  const again = (code: number | null, signal?: NodeJS.Signals | null) => {
    if (closing) return;
    hears.lost(); // it was the one that hears of changes
    log.error({ code, signal, again: wait }, "the renderer ended; starting it again");
    setTimeout(() => closing || begin(() => {}, again), wait);
    wait = Math.min(wait * 2, LONGEST);
  };

  return {
    first: new Promise<void>((resolve, reject) => {
      let serves = false;
      begin(
        () => {
          serves = true;
          resolve();
        },
        (code) => {
          if (serves) return again(code);
          fs.rmSync(folder, { recursive: true, force: true });
          reject(new RendererFailed(code ?? 1));
        },
      );
    }),
    web: () => socket("http"),
    renders: () => socket("renders"),
    async stop() {
      closing = true;
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((resolve) => child.once("exit", resolve));
        child.kill("SIGTERM");
        await ended;
      }
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Gives a process less of a busy core than its starter has. */
function yieldTo(pid: number): void {
  try {
    os.setPriority(pid, Math.min(os.getPriority() + NICER, os.constants.priority.PRIORITY_LOW));
  } catch (err) {
    log.warn({ err }, "the renderer has the same priority as the listener");
  }
}

/** It has said why. */
export class RendererFailed extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`the renderer ended with ${code}`);
    this.code = code;
  }
}
