import { AsyncLocalStorage } from "node:async_hooks";
import type { RequestListener, ServerResponse } from "node:http";

/**
 * A server action cannot choose its answer's status, so it says that it was asked too often, and the answer goes out as what
 * it is: 429 with `Retry-After` (RFC 6585, section 4). Its body stays: the form with all that was typed.
 */

/** Between the process that renders and the one in front; never sent further. */
const HEADER = "octavo-too-many";
const answering = new AsyncLocalStorage<ServerResponse>();

/** Under this name the app, which is bundled on its own, finds the function. */
export const tooMany = Symbol.for("octavo.too-many");
(globalThis as { [tooMany]?: (seconds: number) => void })[tooMany] = (seconds) => {
  const response = answering.getStore();
  if (response && !response.headersSent) response.setHeader(HEADER, String(seconds));
};

/** Around Next: what is called meanwhile may say `tooMany` of this answer. */
export const hearingTooMany =
  (next: RequestListener): RequestListener =>
  (request, response) =>
    answering.run(response, () => next(request, response));

/** In front: makes such an answer a 429. Before whatever else changes answers, for which it stays the page that it is. */
export function tellTooMany(response: ServerResponse): void {
  const { writeHead } = response;
  response.writeHead = function (this: ServerResponse, status: number, ...rest: unknown[]) {
    const seconds = this.getHeader(HEADER);
    if (seconds === undefined) return Reflect.apply(writeHead, this, [status, ...rest]);
    this.removeHeader(HEADER);
    if (status >= 300) return Reflect.apply(writeHead, this, [status, ...rest]);
    this.setHeader("retry-after", seconds);
    return Reflect.apply(writeHead, this, [429, ...rest]);
  } as typeof response.writeHead;
}
