import fs from "node:fs";
import http, { type IncomingHttpHeaders, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { buffer, text } from "node:stream/consumers";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { log } from "../log/index.ts";
import { forward } from "./forward.ts";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "octavo-forward-"));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
const servers: http.Server[] = [];
let names = 0;

afterEach(async () => {
  vi.restoreAllMocks();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A renderer on a socket, and in front of it what hands on; answers with the address of the latter. */
async function before(renderer: RequestListener | null): Promise<string> {
  const socket = path.join(folder, `${++names}`);
  if (renderer) {
    const behind = http.createServer(renderer);
    servers.push(behind);
    await new Promise<void>((resolve) => behind.listen(socket, resolve));
  }
  const server = http.createServer(forward(() => socket));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function send(url: string, options: http.RequestOptions, body?: string | Buffer): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) =>
    http.request(url, options).once("response", resolve).once("error", reject).end(body),
  );
}

describe("handing on", () => {
  it("PLT-4 a request and its answer arrive as they were, but for what is said of one connection", async () => {
    let seen: { method: string | undefined; url: string | undefined; headers: IncomingHttpHeaders; body: string };
    const url = await before(async (request, response) => {
      seen = { method: request.method, url: request.url, headers: request.headers, body: await text(request) };
      response.writeHead(201, { "set-cookie": ["a=1", "b=2"], "x-own": "yes", "keep-alive": "timeout=9" }).end("made");
    });
    const answer = await send(
      `${url}/orders?x=%20y`,
      {
        method: "POST",
        headers: {
          "content-type": "text/plain",
          host: "books.example.org",
          connection: "close, x-hop",
          "x-hop": "1",
          te: "trailers",
        },
      },
      "two books",
    );
    expect(await text(answer)).toBe("made");
    expect(answer.statusCode).toBe(201);
    expect(answer.headers).toMatchObject({ "set-cookie": ["a=1", "b=2"], "x-own": "yes" });
    expect(answer.headers["keep-alive"]).not.toBe("timeout=9");
    expect(seen!).toMatchObject({ method: "POST", url: "/orders?x=%20y", body: "two books" });
    expect(seen!.headers).toMatchObject({ host: "books.example.org", "content-type": "text/plain" });
    expect(seen!.headers["x-hop"]).toBeUndefined();
    expect(seen!.headers.te).toBeUndefined();
  });

  it("PLT-4 what has no body has none: HEAD, 204 and 304", async () => {
    const url = await before((request, response) => {
      if (request.method === "HEAD") return void response.writeHead(200, { "content-length": 12 }).end();
      response.writeHead(request.url === "/same" ? 304 : 204, { etag: '"a"' }).end();
    });
    const head = await send(url, { method: "HEAD" });
    expect([head.statusCode, head.headers["content-length"], await text(head)]).toEqual([200, "12", ""]);
    for (const [at, status] of [["/same", 304] as const, ["/none", 204] as const]) {
      const answer = await send(url + at, {});
      expect([answer.statusCode, answer.headers.etag, await text(answer)]).toEqual([status, '"a"', ""]);
    }
  });

  it("PLT-4 a stream's parts arrive when they are sent, and its end when the visitor leaves", async () => {
    let next = () => {};
    const left = new Promise<void>((resolve) => {
      next = resolve;
    });
    let more = (_: string) => {};
    const url = await before((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.flushHeaders();
      more = (part) => response.write(part);
      response.once("close", next);
    });
    const asked = http.get(url);
    const answer = await new Promise<http.IncomingMessage>((resolve) => asked.once("response", resolve));
    const part = () =>
      new Promise<string>((resolve) => answer.once("data", (data: Buffer) => resolve(data.toString())));
    for (const said of ["data: one\n\n", "data: two\n\n"]) {
      const heard = part();
      more(said);
      expect(await heard).toBe(said);
    }
    answer.on("error", () => {});
    asked.on("error", () => {}).destroy();
    await left;
  });

  it("PLT-4 an upload of megabytes passes through, both ways", async () => {
    const url = await before((request, response) => void request.pipe(response));
    const body = Buffer.alloc(8 * 1024 * 1024, "octavo");
    const answer = await send(url, { method: "POST", headers: { "transfer-encoding": "chunked" } }, body);
    expect((await buffer(answer)).equals(body)).toBe(true);
  });

  it("SEC-3 a renderer that is not there is a 503 that says when to come again, and stands in the log", async () => {
    const errors = vi.spyOn(log, "error").mockImplementation(() => {});
    const url = await before(null);
    const answer = await send(url, {});
    expect([answer.statusCode, answer.headers["retry-after"], await text(answer)]).toEqual([503, "1", ""]);
    expect(errors).toHaveBeenCalledOnce();
  });

  it("SEC-3 a renderer that dies while it answers cuts the answer off: nobody takes a part for the whole", async () => {
    const url = await before((request, response) => {
      response.writeHead(200, { "content-length": 100 });
      response.write("half", () => request.socket.destroy());
    });
    const answer = await send(url, {});
    await expect(text(answer)).rejects.toThrow(/aborted/);
  });

  it("MSG-5 what streams without end arrives word by word, and ends at once when the web role stops", async () => {
    const left = Promise.withResolvers<void>();
    const socket = path.join(folder, `${++names}`);
    const behind = http.createServer((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" }).write("event: unread\ndata: 1\n\n");
      response.once("close", left.resolve);
    });
    servers.push(behind);
    await new Promise<void>((resolve) => behind.listen(socket, resolve));
    const onward = forward(() => socket);
    const server = http.createServer(onward);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const answer = await send(`http://127.0.0.1:${(server.address() as AddressInfo).port}/stream`, {});
    const words = answer[Symbol.asyncIterator]();
    expect(String((await words.next()).value)).toBe("event: unread\ndata: 1\n\n");
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    onward.endStreams();
    expect((await words.next()).done).toBe(true);
    await Promise.all([closed, left.promise]);
    servers.splice(servers.indexOf(server), 1);
  });
});
