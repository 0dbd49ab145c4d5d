import http, { type Server } from "node:http";
import { buffer } from "node:stream/consumers";
import type { Answer } from "./kept-answer.ts";
import type { Render } from "./pages.ts";

/**
 * Between the process that listens and the one that renders: an answer as a whole, with the tags of what it was made of. It has
 * a socket of its own, where nothing that a visitor sends can get.
 */

/** Longer than a render may take: the other side gives up first, and says why. */
const PATIENCE = 25_000;

type Head = Omit<Answer, "body">;

export function serveRenders(render: Render): Server {
  return http.createServer(async (request, response) => {
    try {
      const { url, headers } = JSON.parse((await buffer(request)).toString()) as Parameters<typeof asked>[0];
      const { body, ...head } = await render(url, headers);
      const told = Buffer.from(JSON.stringify(head satisfies Head));
      response.writeHead(200, { "head-length": told.length, "content-length": told.length + body.length });
      response.write(told);
      response.end(body);
    } catch (error) {
      response.writeHead(500).end(error instanceof Error ? error.message : String(error));
    }
  });
}

const asked = (what: { url: string; headers: Record<string, string> }) => JSON.stringify(what);

export function renderAt(socketPath: () => string): Render {
  const agent = new http.Agent({ keepAlive: true });
  return async (url, headers) => {
    const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
      const signal = AbortSignal.timeout(PATIENCE);
      http
        .request({ agent, socketPath: socketPath(), method: "POST", signal })
        .once("response", resolve)
        .once("error", reject)
        .end(asked({ url, headers }));
    });
    const whole = await buffer(response);
    if (response.statusCode !== 200) throw new Error(`not rendered: ${whole.toString()}`);
    const length = Number(response.headers["head-length"]);
    const head = JSON.parse(whole.subarray(0, length).toString()) as Head;
    return { ...head, body: whole.subarray(length) };
  };
}
