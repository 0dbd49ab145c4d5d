import { AsyncLocalStorage } from "node:async_hooks";
import type { ServerResponse } from "node:http";

/**
 * A server action cannot choose its answer's status, so it says here that it was asked too often, and the answer goes out as
 * what it is: 429 with `Retry-After` (RFC 6585, section 4). Its body stays: the form with all that was typed.
 */

interface Asked {
  retryAfterSeconds?: number;
}
const asked = new AsyncLocalStorage<Asked>();

/** Under this name the app, which is bundled on its own, finds the function. */
export const tooMany = Symbol.for("octavo.too-many");
(globalThis as { [tooMany]?: (seconds: number) => void })[tooMany] = (seconds) => {
  const store = asked.getStore();
  if (store) store.retryAfterSeconds = seconds;
};

/**
 * Prepares an answer to go out as 429, and gives back what has to be called around the making of it. Before anything else that
 * changes answers: for them it is the page that it is.
 */
export function countingTries(response: ServerResponse): (answer: () => unknown) => Promise<void> {
  const store: Asked = {};
  const { writeHead } = response;
  response.writeHead = function (this: ServerResponse, status: number, ...rest: unknown[]) {
    const { retryAfterSeconds } = store;
    if (retryAfterSeconds === undefined || status >= 300) return Reflect.apply(writeHead, this, [status, ...rest]);
    this.setHeader("retry-after", String(retryAfterSeconds));
    return Reflect.apply(writeHead, this, [429, ...rest]);
  } as typeof response.writeHead;
  return async (answer) => void (await asked.run(store, answer));
}
