import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { isInternal, loggable, notificationStream } from "../app/_server/places.ts";
import { log } from "../log/index.ts";
import { adjustAnswer } from "./answer.ts";
import { sendKept } from "./kept-answer.ts";
import { hearLanguage } from "./language.ts";
import type { Metrics } from "./metrics.ts";
import type { Pages } from "./pages.ts";
import { wantsPage, type Refusals } from "./refusals.ts";
import { askedPath, callerAddress, makeTrue, NOTHING, requestId, type Place } from "./request.ts";
import { tellTooMany } from "./too-many.ts";
import { TooOften } from "./too-often.ts";

/** Files and probes are many and say little. */
const isQuiet = (path: string) => /^\/(?:(?:_next|covers|api\/health)\/|api\/metrics$)/.test(path);

/**
 * Every request gets its id and true headers, every answer its place in the log; public answers come from memory; refusals
 * that a person would read get a body, unless there are none (while developing, Next's own pages say more).
 */
export function createListener(
  next: RequestListener,
  place: Place,
  refusals: Refusals | null,
  pages: Pages | null = null,
  metrics: Pick<Metrics, "observe"> | null = null,
): RequestListener {
  const transport = place.APP_URL.startsWith("https:")
    ? ["strict-transport-security", "max-age=31536000; includeSubDomains"]
    : [];

  return async (request, response) => {
    const began = performance.now();
    request.url = askedPath(request.url);
    const [path = "/"] = request.url.split("?", 1);
    const id = requestId(request, place);
    const own = ["x-request-id", id, ...transport];
    const line: Line = { id, path };
    response.once("close", () => {
      const ms = performance.now() - began;
      // how long somebody kept a page open says nothing of the shop
      if (path !== notificationStream)
        metrics?.observe({ path, status: response.statusCode, cache: line.cache ?? "none", seconds: ms / 1_000 });
      tell(request, response, line, ms);
    });

    const address = () => callerAddress(request, place);
    const kept = pages?.find(request, address) ?? null;
    if (kept) {
      line.cache = kept instanceof Promise ? "miss" : "hit";
      own.push("cache-status", kept instanceof Promise ? "octavo; fwd=miss" : "octavo; hit");
    }
    const refused: { tooOften?: TooOften } = {};
    const failed = (err: unknown) => {
      if (!(err instanceof TooOften)) return broken(err, line);
      refused.tooOften = err;
      return null;
    };
    const answer = kept instanceof Promise ? await kept.catch(failed) : kept;
    if (answer && !answer.refusal) return sendKept(answer, request, response, own);
    if (!kept) await pages?.admits(request, address)?.catch(failed);

    makeTrue(request, place, id); // for whoever reads the headers behind us: what is kept was made without them
    for (let i = 0; i + 1 < own.length; i += 2) response.setHeader(own[i] ?? "", own[i + 1] ?? "");
    tellTooMany(response);
    const language = hearLanguage(request, response, place.APP_URL);
    const bodies = refusals && !path.startsWith("/_next/") && wantsPage(request) ? refusals : null;
    if (bodies) await bodies.ready();
    adjustAnswer(response, bodies ? (status) => bodies.body(language(), status, id) : undefined);
    if (refused.tooOften) {
      response.writeHead(429, { "retry-after": String(refused.tooOften.seconds) }).end();
      return;
    }
    if (answer) {
      response.writeHead(answer.status, Object.fromEntries(pairs(answer.bare))).end();
      return;
    }
    if (isInternal(path)) request.url = NOTHING; // theirs to be shown, not to be visited
    await next(request, response);
  };
}

/** What went wrong while an answer was made for the cache: Next is asked directly, and tells what is wrong in its own way. */
function broken(err: unknown, { id, path }: Line): null {
  log.error({ err, requestId: id, path: loggable(path) }, "a public answer could not be made for keeping");
  return null;
}

const pairs = (flat: string[]) => flat.flatMap((name, i) => (i % 2 === 0 ? [[name, flat[i + 1] ?? ""] as const] : []));

type Line = { id: string; path: string; cache?: "hit" | "miss" };

function tell({ method }: IncomingMessage, response: ServerResponse, { id, path, cache }: Line, ms: number): void {
  const line = {
    requestId: id,
    method,
    path: loggable(path),
    status: response.statusCode,
    ms: Math.round(ms * 10) / 10,
    ...(cache && { cache }),
    ...(!response.writableFinished && { aborted: true }),
  };
  if (isQuiet(path)) log.debug(line, "request");
  else log.info(line, "request");
}
