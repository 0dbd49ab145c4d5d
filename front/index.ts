import http, { type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { format, stripVTControlCharacters } from "node:util";
import { config } from "../config/env.ts";
import { log } from "../log/index.ts";
import { createListener } from "./listener.ts";
import { openMetrics, publish } from "./metrics.ts";
import { Pages } from "./pages.ts";
import { Refusals } from "./refusals.ts";
import { anonymously } from "./render.ts";
import { everything, expirer, followTags, manifestOf, Running } from "./tags.ts";

/**
 * The listener in front of Next, inside its process: `node --import ./front/index.ts server.js`. It wraps the listener of the
 * stock server, which keeps Next's graceful stop. It knows no shop.
 */

const { createServer } = http;
const development = process.env.NODE_ENV === "development";
const server = process.argv[1] ?? "";

function inFrontOf(next: RequestListener): RequestListener {
  const settings = config();
  const running = new Running();

  const ask = (request: IncomingMessage, response: ServerResponse) => {
    const answered = Promise.resolve(next(request, response) as unknown);
    running.add(answered);
    return answered;
  };

  const render = anonymously(ask, settings.APP_URL);
  const refusals = new Refusals(async (path) => {
    const { status, body } = await render(path, { accept: "text/html" });
    return { status, html: body.toString() };
  });
  const pages = new Pages(render, settings.PAGE_CACHE);
  const metrics = openMetrics(development ? null : pages);
  publish(metrics);

  const changed = (tag: string) => {
    refusals.forget();
    pages.purge(tag === everything ? undefined : tag);
  };
  followTags(settings.DATABASE_DIRECT_URL, expirer(manifestOf(server), running, changed), {
    lost: () => pages.purge(), // changes may be missed from now on: what is kept must be confirmed
  });
  return development
    ? createListener(ask, settings, null, null, metrics)
    : createListener(ask, settings, refusals, pages, metrics);
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
  if (at >= 0) {
    http.createServer = createServer;
    given[at] = inFrontOf(given[at] as RequestListener);
  }
  return Reflect.apply(createServer, http, given);
}

// `next dev` hands the import down to processes that serve nothing.
if (/(?:standalone\/server|server\/lib\/start-server)\.js$/.test(server)) {
  const { PORT, HOST } = config(); // a bad one stops the start
  Object.assign(process.env, { PORT: String(PORT), HOSTNAME: HOST });
  if (!development) sayInTheLog();
  http.createServer = wrapNext as typeof createServer;
}
