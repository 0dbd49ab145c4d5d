import type { IncomingHttpHeaders } from "node:http";
import { describe, expect, it } from "vitest";
import { anonymously } from "./render.ts";
import { usedTags } from "./tags.ts";

const use = (globalThis as unknown as { [usedTags]: (tags: string[]) => void })[usedTags];

describe("asking anonymously", () => {
  it("SEC-2 host and scheme are the shop's own, and nothing else is told", async () => {
    let seen: IncomingHttpHeaders = {};
    const render = anonymously((request, response) => {
      seen = request.headers;
      response.writeHead(200, { "content-type": "text/html" }).end("page");
    }, "https://books.example.org");
    const answer = await render("/books/a", { accept: "text/html" });
    expect([answer.status, answer.body.toString(), answer.tags]).toEqual([200, "page", null]);
    expect(seen).toEqual({
      host: "books.example.org",
      "x-forwarded-host": "books.example.org",
      "x-forwarded-proto": "https",
      "x-forwarded-for": "127.0.0.1",
      "user-agent": "octavo",
      accept: "text/html",
    });
  });

  it("DSC-1 the tags of what was made come with it", async () => {
    const render = anonymously((_, response) => {
      use(["settings", "book:a"]);
      response.end();
    }, "http://localhost:3000");
    expect((await render("/", {})).tags).toEqual(["settings", "book:a"]);
  });

  it("DSC-1 the router's data is asked for as Next wants it, and a redirect of the page stays one", async () => {
    const asked: string[] = [];
    const render = anonymously((request, response) => {
      asked.push(request.url ?? "");
      if (request.url?.endsWith("_rsc=right")) return void response.end("data");
      if (request.url?.startsWith("/moved")) return void response.writeHead(307, { location: "/books/b" }).end();
      response.writeHead(307, { location: "/books/a?_rsc=right" }).end();
    }, "http://localhost:3000");
    expect((await render("/books/a", { rsc: "1" })).body.toString()).toBe("data");
    expect((await render("/moved", { rsc: "1" })).headers.location).toBe("/books/b");
    expect((await render("/moved", {})).status).toBe(307);
    expect(asked).toEqual(["/books/a?_rsc=", "/books/a?_rsc=right", "/moved?_rsc=", "/moved"]);
  });
});
