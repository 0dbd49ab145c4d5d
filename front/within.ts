import fs from "node:fs";
import http, { type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { format, stripVTControlCharacters } from "node:util";
import { notificationStream } from "../app/_server/places.ts";
import { config } from "../config/env.ts";
import { log } from "../log/index.ts";
import { inLanguage } from "./language.ts";
import { createListener } from "./listener.ts";
import { openMetrics, processMetrics, publish, streamMetrics } from "./metrics.ts";
import { serveRenders } from "./render-door.ts";
import { anonymously } from "./render.ts";
import type { Told } from "./renderer.ts";
import { expirer, followTags, manifestOf, Running } from "./tags.ts";
import { hearingTooMany } from "./too-many.ts";

/**
 * Inside Next's process: `node --import ./front/within.ts server.js`. It wraps the listener of the stock server, which keeps
 * Next's graceful stop, follows the tags, and serves on sockets for the process in front. While developing there is none, and
 * the listener that gives request ids and writes the log runs here.
 */

const { createServer } = http;
const { OCTAVO_SOCKET: socket, OCTAVO_RENDERS: renders } = process.env;
const development = process.env.NODE_ENV === "development";
const server = process.argv[1] ?? "";

const tell = (told: Told) => void process.send?.(told);

function wrapped(next: RequestListener): RequestListener {
  const settings = config();
  const running = new Running();
  const heard = inLanguage(settings.APP_URL, hearingTooMany(next));
  const ask = (request: IncomingMessage, response: ServerResponse) => {
    const answered = Promise.resolve(heard(request, response) as unknown);
    // who waits for renders to end does not wait for what never does
    if (request.url !== notificationStream) running.add(answered);
    return answered;
  };
  const expire = expirer(manifestOf(server), running, (change) => tell({ changed: change }));
  followTags(settings.DATABASE_DIRECT_URL, expire, { lost: () => tell({ lost: true }) });
  if (development) {
    const metrics = openMetrics(null);
    publish(metrics.text);
    return createListener(ask, settings, null, null, metrics);
  }
  tellMetrics();

  const door = serveRenders(anonymously(ask, settings.APP_URL));
  door.keepAliveTimeout = 0;
  door.listen(renders);
  return ask;
}

/** It is the process in front that counts requests and keeps pages; this one tells of itself. */
function tellMetrics() {
  const own = processMetrics("octavo_renderer_");
  streamMetrics(own);
  const waiting = new Map<number, (text: string) => void>();
  let questions = 0;
  process.on("message", (answer: { metrics?: number; text?: string }) => {
    if (answer.metrics === undefined) return;
    waiting.get(answer.metrics)?.(answer.text ?? "");
    waiting.delete(answer.metrics);
  });
  publish(async () => {
    const inFront = new Promise<string>((resolve) => {
      waiting.set(++questions, resolve);
      tell({ metrics: questions });
    });
    return `${await inFront}\n${await own.metrics()}`;
  });
}

/** What Next prints becomes lines of the log, freed of what a log must not hold. */
function sayInTheLog() {
  const levels = { error: "error", warn: "warn", info: "info", log: "info", debug: "debug" } as const;
  for (const name of Object.keys(levels) as (keyof typeof levels)[]) {
    console[name] = (...given: unknown[]) => {
      const err = given.find((each) => each instanceof Error);
      if (err && "digest" in err) return; // `instrumentation.ts` tells it, with the request
      const text = stripVTControlCharacters(format(...given.filter((each) => each !== err))).trim();
      if (err) log[levels[name]]({ err }, text || err.message);
      else if (text) log[levels[name]](text);
    };
  }
}

/** The first server that is made with a listener is Next's; later ones are left alone. */
function wrapNext(...given: unknown[]) {
  const at = given.findIndex((each) => typeof each === "function");
  if (at < 0) return Reflect.apply(createServer, http, given);
  http.createServer = createServer;
  given[at] = wrapped(given[at] as RequestListener);
  const made = Reflect.apply(createServer, http, given) as http.Server;
  if (socket) onSocket(made, socket);
  return made;
}

/** Wherever it is told to listen, it listens there; the process in front decides when a connection has been idle too long. */
function onSocket(made: http.Server, at: string) {
  made.keepAliveTimeout = 0;
  made.requestTimeout = 0; // so it does how long a request may take
  const { listen } = made;
  made.listen = function (this: http.Server, ...given: unknown[]) {
    const listening = given.find((each): each is () => void => typeof each === "function");
    return Reflect.apply(listen, this, [at, listening].filter(Boolean));
  } as typeof made.listen;
  made.once("listening", () => {
    fs.chmodSync(at, 0o600);
    tell({ ready: true });
  });
}

// `next dev` hands the import down to processes that serve nothing.
if (/(?:standalone\/server|server\/lib\/start-server)\.js$/.test(server)) {
  const { PORT, HOST } = config(); // a bad one stops the start
  const host = HOST === "0.0.0.0" ? "127.0.0.1" : HOST === "::" ? "::1" : HOST; // where Next asks itself, in front
  Object.assign(process.env, { PORT: String(PORT), HOSTNAME: development ? HOST : host });
  if (!development) sayInTheLog();
  http.createServer = wrapNext as typeof createServer;
}
