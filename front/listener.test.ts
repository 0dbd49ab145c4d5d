import http, { type IncomingHttpHeaders, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { log } from "../log/index.ts";
import { askedLanguage, inLanguage } from "./language.ts";
import { createListener } from "./listener.ts";
import { Pages } from "./pages.ts";
import { Refusals } from "./refusals.ts";
import { hearingTooMany, tooMany } from "./too-many.ts";
import { TooOften } from "./too-often.ts";

let server: http.Server | undefined;
afterEach(() => {
  server?.close();
  vi.restoreAllMocks();
});

const secure = { APP_URL: "https://books.example.org", appUrlGiven: true, TRUSTED_PROXIES: 0 };
const bodies = () => new Refusals(async (path) => ({ status: 200, html: `<h1>${path}</h1>{{request-id}}` }));

async function ask(
  path: string,
  next: RequestListener,
  headers: Record<string, string> = {},
  pages: Pages | null = null,
): Promise<Response> {
  server?.close();
  server = http.createServer(createListener(next, secure, bodies(), pages));
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { headers });
}

describe("the listener", () => {
  it("OBS-1 SEC-3 the id in the answer, in the request, on the error page and in the log is the same", async () => {
    const lines: unknown[] = [];
    vi.spyOn(log, "info").mockImplementation((line: unknown) => void lines.push(line));
    let seen: IncomingHttpHeaders = {};
    const answer = await ask("/track/t0ps3cret?x=1", (request, response) => {
      seen = request.headers;
      response.writeHead(500, { "content-type": "text/html" }).end();
    });
    const id = answer.headers.get("x-request-id");
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(seen["x-request-id"]).toBe(id);
    expect(await answer.text()).toBe(`<h1>/refusals/500</h1>${id}`);
    await expect.poll(() => lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ requestId: id, method: "GET", path: "/track/…", status: 500 });
    expect(JSON.stringify(lines)).not.toContain("t0ps3cret");
  });

  it("SEC-2 HSTS goes with an https address", async () => {
    const answer = await ask("/", (_, response) => response.end());
    expect(answer.headers.get("strict-transport-security")).toMatch(/^max-age=\d{8}/);
  });

  it("SEC-1 results that are asked for too often are a 429 with a kind page; Next is not entered, and other pages are there", async () => {
    const addresses: string[] = [];
    const admit = async (address: string) => {
      addresses.push(address);
      throw new TooOften(address, 40);
    };
    const page = { status: 200, headers: { "content-type": "text/plain" }, body: Buffer.from("a page"), tags: [] };
    const pages = new Pages(async () => page, 16, undefined, admit);
    const next = vi.fn<RequestListener>((_, response) => response.end());
    const kind = await ask("/search?q=sea", next, { accept: "text/html" }, pages);
    expect(kind.status).toBe(429);
    expect(kind.headers.get("retry-after")).toBe("40");
    expect(kind.headers.get("cache-control")).toBe("private, no-store");
    expect(await kind.text()).toMatch(/^<h1>\/refusals\/429<\/h1>/);
    const data = await ask("/search?q=sea", next, { rsc: "1" }, pages);
    expect([data.status, await data.text()]).toEqual([429, ""]);
    expect(addresses).toEqual(["127.0.0.1", "127.0.0.1"]);
    expect(next).not.toHaveBeenCalled();
    expect(await (await ask("/books/a", next, {}, pages)).text()).toBe("a page");
  });

  it("SEC-1 what was asked too often goes out as 429 with its own body, and tells when to come again", async () => {
    const said: unknown = Reflect.get(globalThis, tooMany);
    const say = () => typeof said === "function" && Reflect.apply(said, null, [90]);
    const renders = hearingTooMany(async (_, response) => {
      await new Promise((resolve) => setImmediate(resolve));
      say();
      response.setHeader("content-type", "text/html");
      response.end("<form>kept</form>");
    });
    const answer = await ask("/login", renders);
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "90"]);
    expect(await answer.text()).toBe("<form>kept</form>");
    expect(answer.headers.get("octavo-too-many")).toBeNull();
    say(); // outside of any answer: nobody hears it
    const next = await ask("/login", (_, response) =>
      response.writeHead(200, { "content-type": "text/html" }).end("ok"),
    );
    expect([next.status, next.headers.get("retry-after")]).toEqual([200, null]);
  });

  it("MSG-6 a refusal is in the language of its page: the address's, the browser's, or the account's", async () => {
    const refuse: RequestListener = (_, response) => response.writeHead(404, { "content-type": "text/html" }).end();
    const german = { cookie: "__Host-language=de" };
    const path = async (answer: Promise<Response>) =>
      /\/.*\d/.exec((await (await answer).text()).split("</h1>")[0] ?? "")?.[0];
    expect(await path(ask("/books/a", refuse, german))).toBe("/refusals/404");
    expect(await path(ask("/de/books/a", refuse))).toBe("/de/refusals/404");
    expect(await path(ask("/account", refuse, german))).toBe("/de/refusals/404");
    expect(await path(ask("/api/nothing", refuse, { "accept-language": "de" }))).toBe("/de/refusals/404");
    // an account's own language is found out while the page is made
    const speaks = inLanguage(secure.APP_URL, (_, response) => {
      const found: unknown = Reflect.get(globalThis, askedLanguage);
      const asked: unknown = typeof found === "function" && Reflect.apply(found, null, []);
      if (typeof asked === "object" && asked) Object.assign(asked, { locale: "de" });
      response.writeHead(401, { "content-type": "text/html" }).end();
    });
    const answer = await ask("/account", speaks, { "accept-language": "en" });
    expect(answer.headers.get("octavo-language")).toBeNull();
    expect(await answer.text()).toContain("/de/refusals/401");
  });

  it("SEC-3 the bodies of refusals cannot be visited", async () => {
    const asked: unknown[] = [];
    for (const path of ["/refusals/404", "/en/refusals/500"]) {
      await ask(path, (request, response) => {
        asked.push(request.url);
        response.writeHead(404, { "content-type": "text/html" }).end();
      });
      server?.close();
    }
    expect(asked).toEqual(["/_unmatched", "/_unmatched"]);
  });

  it("SEC-3 SEC-4 half an escape in a path is a place where nothing is, and no fault", async () => {
    const asked: unknown[] = [];
    const next: RequestListener = (request, response) => {
      asked.push(request.url);
      response.writeHead(404, { "content-type": "text/html" }).end();
    };
    for (const path of ["/books/%ff", "/track/%c3%28?x=1"]) expect((await ask(path, next)).status).toBe(404);
    expect(asked).toEqual(["/_unmatched", "/_unmatched"]);
  });

  it("OBS-1 DSC-1 a page from memory has its own id, its place in the log, and never enters Next", async () => {
    const lines: unknown[] = [];
    vi.spyOn(log, "info").mockImplementation((line: unknown) => void lines.push(line));
    const next = vi.fn<RequestListener>((_, response) => response.end());
    const headers = { "content-type": "text/plain", "cache-control": "s-maxage=9" };
    const pages = new Pages(async () => ({ status: 200, headers, body: Buffer.from("page"), tags: [] }), 16);
    const [first, second] = [await ask("/books/a", next, {}, pages), await ask("/books/a?x=1", next, {}, pages)];
    expect([await first.text(), await second.text()]).toEqual(["page", "page"]);
    expect([first, second].map((answer) => answer.headers.get("cache-status"))).toEqual([
      "octavo; fwd=miss",
      "octavo; hit",
    ]);
    expect(second.headers.get("x-request-id")).not.toBe(first.headers.get("x-request-id"));
    expect(second.headers.get("strict-transport-security")).toMatch(/^max-age/);
    expect(next).not.toHaveBeenCalled();
    await expect.poll(() => lines).toHaveLength(2);
    expect(lines).toMatchObject([
      { path: "/books/a", status: 200, cache: "miss", requestId: first.headers.get("x-request-id") },
      { path: "/books/a", status: 200, cache: "hit", requestId: second.headers.get("x-request-id") },
    ]);
  });

  it("OBS-3 every request is counted once, with what came from memory", async () => {
    const seen: unknown[] = [];
    const headers = { "content-type": "text/plain", "cache-control": "s-maxage=9" };
    const status = (path: string) => (path.startsWith("/known") ? 204 : 200);
    const pages = new Pages(
      async (path) => ({ status: status(path), headers, body: Buffer.from("page"), tags: [] }),
      16,
    );
    const observe = (request: { seconds: number }) => void seen.push({ ...request, seconds: request.seconds > 0 });
    server = http.createServer(
      createListener((_, response) => response.writeHead(201).end(), secure, bodies(), pages, { observe }),
    );
    await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    for (const path of ["/books/a", "/books/a?x", "/cart"])
      await (await fetch(`http://127.0.0.1:${port}${path}`)).text();
    await expect
      .poll(() => seen, { timeout: 10_000 })
      .toEqual([
        { path: "/books/a", status: 200, cache: "miss", seconds: true },
        { path: "/books/a", status: 200, cache: "hit", seconds: true },
        { path: "/cart", status: 201, cache: "none", seconds: true },
      ]);
  });

  it("SEC-3 a kept refusal has its page, with the id of each request", async () => {
    const pages = new Pages(
      async () => ({
        status: 404,
        headers: { "content-type": "text/html", "cache-control": "s-maxage=9", "x-frame-options": "DENY" },
        body: Buffer.from("<script>fill()</script>"),
        tags: [],
      }),
      16,
    );
    for (const status of ["octavo; fwd=miss", "octavo; hit"]) {
      const answer = await ask("/books/junk", () => {}, {}, pages);
      expect(answer.status).toBe(404);
      expect(answer.headers.get("cache-status")).toBe(status);
      expect(answer.headers.get("x-frame-options")).toBe("DENY");
      expect(answer.headers.get("cache-control")).toBe("private, no-store");
      expect(await answer.text()).toBe(`<h1>/refusals/404</h1>${answer.headers.get("x-request-id")}`);
    }
  });

  it("PLT-4 where an answer cannot be made for keeping, Next is asked directly", async () => {
    vi.spyOn(log, "error").mockImplementation(() => {});
    const pages = new Pages(() => Promise.reject(new Error("it hangs")), 16);
    const answer = await ask("/books/a", (_, response) => void response.end("from Next"), {}, pages);
    expect(await answer.text()).toBe("from Next");
  });
});
