import http from "node:http";
import type { AddressInfo } from "node:net";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { keepAnswer, lifetime, sendKept, type Answer } from "./kept-answer.ts";

let server: http.Server | undefined;
afterEach(() => server?.close());

const text = "<p>a page of words</p>".repeat(100);
const answer = (given: Partial<Answer> = {}): Answer => ({
  status: 200,
  headers: {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "s-maxage=31536000",
    etag: '"next"',
    vary: "rsc",
    "x-frame-options": "DENY",
    "set-cookie": "session=1",
    date: "yesterday",
    "x-nextjs-cache": "MISS",
  },
  body: Buffer.from(text),
  tags: ["lists"],
  ...given,
});
const kind = { shelf: "pages", fresh: 1_000, stale: 0, refusal: false };

async function serve(given: Partial<Answer> = {}, more?: Record<string, string>) {
  const kept = await keepAnswer(answer(given), { ...kind, ...(more && { more }) });
  server = http.createServer((request, response) => sendKept(kept, request, response, ["x-request-id", "id-1"]));
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  /** As it comes over the wire: `fetch` would unpack it. */
  const ask = (headers: Record<string, string> = {}, method = "GET") =>
    new Promise<{ status: number; headers: http.IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
      const request = http.request({ port, host: "127.0.0.1", headers, method }, (got) => {
        const parts: Buffer[] = [];
        got.on("data", (part: Buffer) => parts.push(part));
        got.on("end", () => resolve({ status: got.statusCode ?? 0, headers: got.headers, body: Buffer.concat(parts) }));
      });
      request.once("error", reject).end();
    });
  return { kept, ask };
}

describe("a kept answer", () => {
  it("DSC-1 comes in the form that is asked for, the same in each", async () => {
    const { ask } = await serve();
    const [br, gzip, plain] = [
      await ask({ "accept-encoding": "gzip, br" }),
      await ask({ "accept-encoding": "gzip" }),
      await ask(),
    ];
    expect([br, gzip, plain].map(({ headers }) => headers["content-encoding"])).toEqual(["br", "gzip", undefined]);
    expect(brotliDecompressSync(br.body).toString()).toBe(text);
    expect(gunzipSync(gzip.body).toString()).toBe(text);
    expect(plain.body.toString()).toBe(text);
    for (const { headers, body } of [br, gzip, plain]) expect(headers["content-length"]).toBe(String(body.length));
    expect(new Set([br, gzip, plain].map(({ headers }) => headers.etag)).size).toBe(1);
    expect(plain.headers.vary).toBe("rsc, Accept-Encoding");
  });

  it("SEC-2 has the id of its request, the headers of its page, and nothing of the connection that it was made on", async () => {
    const { ask } = await serve({}, { "content-security-policy": "script-src 'self'" });
    const { headers } = await ask();
    expect(headers).toMatchObject({
      "x-request-id": "id-1",
      "x-frame-options": "DENY",
      "content-security-policy": "script-src 'self'",
      "cache-control": "public, max-age=0, must-revalidate",
    });
    expect(headers.date).not.toBe("yesterday");
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(["set-cookie"]));
    expect(headers).not.toHaveProperty("x-nextjs-cache");
  });

  it("API-4 a browser that has it is told so, in every way of naming it", async () => {
    const { kept, ask } = await serve();
    for (const known of [kept.etag, kept.etag.slice(2), `"other", ${kept.etag}`, "*"]) {
      const same = await ask({ "if-none-match": known });
      expect([same.status, same.body.length, same.headers.etag]).toEqual([304, 0, kept.etag]);
      expect(same.headers["content-type"]).toBeUndefined();
      expect(same.headers["x-frame-options"]).toBe("DENY");
    }
    expect((await ask({ "if-none-match": '"other"' })).status).toBe(200);
  });

  it("API-4 HEAD has the head of the answer and no body", async () => {
    const { ask } = await serve();
    const head = await ask({ "accept-encoding": "gzip" }, "HEAD");
    const whole = await ask({ "accept-encoding": "gzip" });
    expect(head.body.length).toBe(0);
    expect({ ...head.headers, date: 0 }).toEqual({ ...whole.headers, date: 0 });
  });

  it("DSC-1 another policy is another version, and what is not there is never 'not modified'", async () => {
    const [one, two] = [
      await keepAnswer(answer(), { ...kind, more: { "content-security-policy": "a" } }),
      await keepAnswer(answer(), { ...kind, more: { "content-security-policy": "b" } }),
    ];
    expect(one.etag).not.toBe(two.etag);
    const { kept, ask } = await serve({ status: 404 });
    expect((await ask({ "if-none-match": kept.etag })).status).toBe(404);
  });

  it("CAT-3 what Next says twice is said once, and different values together", async () => {
    const { ask } = await serve({
      status: 308,
      headers: { location: ["/a", "/a"] as never, link: ["<b>", "<c>"] as never },
    });
    expect((await ask()).headers).toMatchObject({ location: "/a", link: "<b>, <c>" });
  });

  it("SEC-1 counts all its forms, and squeezes neither pictures nor a few words", async () => {
    const { kept } = await serve();
    const bytes = Object.values(kept.forms).reduce((sum, { body }) => sum + body.length, 0);
    expect(kept.size).toBeGreaterThan(bytes);
    const picture = await keepAnswer(answer({ headers: { "content-type": "image/png" } }), kind);
    const words = await keepAnswer(answer({ body: Buffer.from("short") }), kind);
    expect([Object.keys(picture.forms), Object.keys(words.forms)]).toEqual([["identity"], ["identity"]]);
    const drawing = await keepAnswer(answer({ headers: { "content-type": "image/svg+xml; charset=utf-8" } }), kind);
    expect(Object.keys(drawing.forms)).toContain("br");
  });
});

describe("how long an answer lasts", () => {
  it.each([
    ["s-maxage=60", 60, 0],
    ["s-maxage=60, stale-while-revalidate=30", 60, 30],
    ["public, max-age=600", 600, 0],
    ["public, max-age=0, s-maxage=5", 5, 0],
    ["public, max-age=31536000, immutable", 31_536_000, 0],
    ["max-age=600", 0, 0],
    ["private, max-age=600", 0, 0],
    ["private, no-cache, no-store, max-age=0, must-revalidate", 0, 0],
    ["s-maxage=60, no-store", 0, 0],
    [undefined, 0, 0],
  ])("DSC-1 is what it says itself: %s", (control, fresh, stale) => {
    expect(lifetime(control === undefined ? {} : { "cache-control": control })).toEqual({
      fresh: fresh * 1_000,
      stale: stale * 1_000,
    });
  });
});
