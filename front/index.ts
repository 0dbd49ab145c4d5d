import http from "node:http";
import path from "node:path";
import { config, ConfigError } from "../config/env.ts";
import { log } from "../log/index.ts";
import { forward } from "./forward.ts";
import { createListener } from "./listener.ts";
import { openMetrics } from "./metrics.ts";
import { Pages } from "./pages.ts";
import { Refusals } from "./refusals.ts";
import { renderAt } from "./render-door.ts";
import { RendererFailed, startRenderer } from "./renderer.ts";
import { everything } from "./tags.ts";
import { admitAt } from "./too-often.ts";

/**
 * The web role: `node front/index.ts`. This process listens, and answers what is kept; what must be rendered it hands on to a
 * second one, where Next's own server runs (`within.ts`), so that no render keeps a kept page waiting. It knows no shop.
 */

const server = path.resolve(import.meta.dirname, "../.next/standalone/server.js");

/** Who is being answered may finish; who only keeps a connection may not hold up the rest. */
const LAST_ANSWERS = 5_000;

/** A catalogue of a gigabyte over a slow line; heads must come within Node's minute. */
const SLOWEST_UPLOAD = 60 * 60_000;

async function open(): Promise<void> {
  const settings = config();
  const renderer = startRenderer(server, {
    changed: ({ tag, within }) => {
      refusals.forget();
      if (tag === everything) pages.purge();
      else pages.purge(tag, within);
    },
    lost: () => pages.purge(), // changes may be missed from now on: what is kept must be confirmed
    metrics: () => metrics.text(),
  });
  const render = renderAt(renderer.renders);
  const refusals = new Refusals(async (address) => {
    const { status, body } = await render(address, { accept: "text/html" });
    return { status, html: body.toString() };
  });
  const pages = new Pages(render, settings.PAGE_CACHE, undefined, admitAt(render));
  const metrics = openMetrics(pages);
  const onward = forward(renderer.web);
  const listening = http.createServer(
    { requestTimeout: SLOWEST_UPLOAD },
    createListener(onward, settings, refusals, pages, metrics),
  );

  const close = async (code: number) => {
    const answered = new Promise((resolve) => listening.close(resolve));
    onward.endStreams();
    setTimeout(() => listening.closeAllConnections(), LAST_ANSWERS).unref();
    if (listening.listening) await answered;
    await renderer.stop();
    process.exit(code);
  };
  let closing: Promise<void> | undefined;
  for (const [signal, code] of [["SIGINT", 130] as const, ["SIGTERM", 143] as const]) {
    process.on(signal, () => (closing ??= close(code)));
  }

  await renderer.first;
  if (closing) return;
  await new Promise<void>((resolve, reject) => {
    listening.once("error", reject).listen(settings.PORT, settings.HOST, resolve);
  }).catch(async (error: unknown) => {
    await renderer.stop();
    throw error;
  });
  log.info({ port: settings.PORT, host: settings.HOST }, "listening");
}

try {
  await open();
} catch (error) {
  if (error instanceof ConfigError) console.error(error.message);
  else if (!(error instanceof RendererFailed)) log.fatal({ err: error }, "the web role does not start");
  process.exit(error instanceof RendererFailed ? error.code : 1);
}
