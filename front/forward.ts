import http, { Agent, type IncomingHttpHeaders, type RequestListener } from "node:http";
import { log } from "../log/index.ts";

/** Said of one connection, not of the message (RFC 9110, 7.6.1); `expect` is answered here already. */
const ofOneConnection = ["connection", "keep-alive", "proxy-connection", "te", "trailer", "upgrade", "expect"];

const onward = (headers: IncomingHttpHeaders): IncomingHttpHeaders => {
  const rest = { ...headers };
  const named = String(headers.connection ?? "").split(",");
  for (const name of [...ofOneConnection, ...named]) delete rest[name.trim().toLowerCase()];
  return rest;
};

/** Hands on, and ends what would never end by itself. */
export type Forward = RequestListener & { endStreams(): void };

/**
 * Hands requests on to the process that renders, and its answers back, as they stream. Where it does not answer, the answer is
 * 503; a visitor who leaves takes the request along.
 */
export function forward(socketPath: () => string): Forward {
  const agent = new Agent({ keepAlive: true });
  const streams = new Set<() => void>();
  const handOn: RequestListener = (request, response) =>
    new Promise<void>((resolve) => {
      const asked = http.request({
        agent,
        socketPath: socketPath(),
        method: request.method,
        path: request.url,
        headers: onward(request.headers),
        setHost: false,
      });
      asked.once("response", (answer) => {
        const { "transfer-encoding": _, ...headers } = onward(answer.headers);
        response.writeHead(answer.statusCode ?? 502, headers);
        if (headers["content-length"] === undefined) response.flushHeaders(); // what streams may not say anything for long
        answer.once("error", () => response.destroy());
        answer.pipe(response);
        if (!String(headers["content-type"]).startsWith("text/event-stream")) return;
        const end = () => {
          answer.unpipe(response);
          response.end(() => {
            asked.destroy();
            request.socket.end();
          });
        };
        streams.add(end);
        response.once("close", () => streams.delete(end));
      });
      asked.on("error", (err) => {
        if (response.destroyed || response.writableFinished) return;
        if (response.headersSent) return void response.destroy();
        log.error({ err }, "the renderer does not answer");
        response.writeHead(503, { "retry-after": "1" }).end();
      });
      response.once("close", () => {
        if (!response.writableFinished) asked.destroy();
        resolve();
      });
      request.pipe(asked);
    });
  return Object.assign(handOn, { endStreams: () => streams.forEach((end) => end()) });
}
