import type { IncomingMessage } from "node:http";

/** What the listener needs of the configuration. */
export type Place = { APP_URL: string; appUrlGiven: boolean; TRUSTED_PROXIES: number };

const wellFormed = /^[\w.-]{8,80}$/;
/** Nothing is there, in any language. */
export const NOTHING = "/_unmatched";
const thisMachine = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/;

/** The id of a request: a trusted proxy's, when it is one, else our own. */
export function requestId(request: IncomingMessage, { TRUSTED_PROXIES }: Place): string {
  const given = request.headers["x-request-id"];
  return TRUSTED_PROXIES > 0 && typeof given === "string" && wellFormed.test(given) ? given : crypto.randomUUID();
}

/** The caller's address: what the outermost trusted proxy saw, never what the caller claims. */
export function callerAddress(request: IncomingMessage, { TRUSTED_PROXIES }: Place): string {
  const told = String(request.headers["x-forwarded-for"] ?? "").split(",");
  const way = [...told.map((address) => address.trim()).filter(Boolean), request.socket.remoteAddress ?? ""];
  return way[Math.max(0, way.length - 1 - TRUSTED_PROXIES)] ?? "";
}

/**
 * What is asked for, as the rest of the shop knows it: a path of ours. A whole address (RFC 9112, 3.2.2) is cut to its path, so
 * that no answer is about another site's; what no path can be, such as `*`, half an escape or a NUL, which no database
 * takes, is a place where nothing is.
 */
export function askedPath(url: string | undefined): string {
  const path = (url ?? "/").replace(/^https?:\/\/[^/?#]*\/?/i, "/");
  if (!path.startsWith("/")) return NOTHING;
  if (!path.includes("%")) return path;
  try {
    return decodeURIComponent(path.split("?", 1)[0] ?? path).includes("\u0000") ? NOTHING : path;
  } catch {
    return NOTHING;
  }
}

/** Headers by which a caller could pretend to be elsewhere. */
const claims = [
  "forwarded",
  "x-forwarded-port",
  "x-forwarded-server",
  "x-original-url",
  "x-original-host",
  "x-rewrite-url",
];

/**
 * Rewrites the headers so that whoever reads them behind us reads the truth: the shop's own address, the caller's, the id.
 * Where no APP_URL is set the shop is on this machine, by whichever of its names.
 */
export function makeTrue(request: IncomingMessage, place: Place, id: string): void {
  const own = new URL(place.APP_URL);
  const asked = request.headers.host ?? "";
  const host = !place.appUrlGiven && thisMachine.test(asked) ? asked : own.host;
  const address = callerAddress(request, place);
  for (const name of claims) delete request.headers[name];
  // what is said of this connection ends here: behind us it would strike out the truth that follows
  for (const name of String(request.headers.connection ?? "").split(","))
    delete request.headers[name.trim().toLowerCase()];
  delete request.headers.connection;
  request.headers.host = host;
  request.headers["x-forwarded-host"] = host;
  request.headers["x-forwarded-proto"] = own.protocol.slice(0, -1);
  request.headers["x-forwarded-for"] = address;
  request.headers["x-request-id"] = id;
}
