import type { OutgoingHttpHeaders, ServerResponse } from "node:http";

/** Ours is the only cache that hears of changes: others may keep a page, but must ask whether it still holds. */
export const ASK_AGAIN = "public, max-age=0, must-revalidate";

/**
 * Changes an answer at the last moment, when its status and type are known: a refusal gets its body, and a page that Next
 * would let every cache keep for a year becomes one that caches ask about.
 */
export function adjustAnswer(response: ServerResponse, bodyOf?: (status: number) => Buffer): void {
  const { writeHead, write, end } = response;
  let body: Buffer | undefined;

  response.writeHead = function (this: ServerResponse, status: number, ...rest: unknown[]) {
    const given = rest.at(-1);
    const headers = typeof given === "object" && given !== null ? given : undefined;
    // As `setHeader` would have done, so that there is one place to look; a flat list of names and values is left as it is.
    if (headers && !Array.isArray(headers)) {
      for (const [name, value] of Object.entries(headers as OutgoingHttpHeaders)) {
        if (value !== undefined) this.setHeader(name, value);
      }
      rest.pop();
    }
    if (/\bs-maxage=/.test(String(this.getHeader("cache-control") ?? ""))) this.setHeader("cache-control", ASK_AGAIN);

    const type = this.getHeader("content-type");
    if (
      bodyOf &&
      status >= 400 &&
      !Array.isArray(headers) &&
      (type === undefined || /^text\/html/.test(String(type)))
    ) {
      body = bodyOf(status);
      for (const name of ["content-encoding", "transfer-encoding", "etag", "link"]) this.removeHeader(name);
      this.setHeader("content-type", "text/html; charset=utf-8");
      this.setHeader("content-length", body.length);
      this.setHeader("cache-control", "private, no-store");
    }
    return Reflect.apply(writeHead, this, [status, ...rest]);
  } as typeof response.writeHead;

  // Otherwise Node does it itself, and knows the length of what is ended in one piece.
  const head = () => {
    if (bodyOf && response.statusCode >= 400 && !response.headersSent) response.writeHead(response.statusCode);
  };
  const callback = (given: unknown[]) => given.find((each): each is () => void => typeof each === "function");

  response.write = function (this: ServerResponse, ...given: unknown[]) {
    head();
    if (body === undefined) return Reflect.apply(write, this, given);
    const done = callback(given);
    if (done) process.nextTick(done);
    return true;
  } as typeof response.write;

  response.end = function (this: ServerResponse, ...given: unknown[]) {
    head();
    if (body === undefined) return Reflect.apply(end, this, given);
    const done = callback(given);
    return Reflect.apply(end, this, done ? [body, done] : [body]);
  } as typeof response.end;
}
