import type { IncomingMessage } from "node:http";
import { describe, expect, it, vi } from "vitest";
import { log } from "../log/index.ts";
import type { Answer, KeptAnswer } from "./kept-answer.ts";
import { Pages } from "./pages.ts";
import { TooOften, type Admit } from "./too-often.ts";

const policy = "default-src 'none'; script-src 'self'";
const html = (main: string) =>
  `<html><body><main>${main}</main><script>self.__next_f.push([1,"data"])</script></body></html>`;

type Asked = { url: string; headers: Record<string, string> };

function open(respond: (asked: Asked) => Partial<Answer> = () => ({}), now?: () => number, admit?: Admit) {
  const asked: Asked[] = [];
  const lookups: string[] = [];
  const looked = (url: string): Answer => {
    lookups.push(url);
    const status = url.includes("junk") || url.endsWith("/-") ? 404 : 204;
    const headers = { "cache-control": status === 404 ? "s-maxage=31536000" : "no-store" };
    return { status, headers, body: Buffer.alloc(0), tags: [`book:${url.split("/").at(-1)}`] };
  };
  const pages = new Pages(
    async (url, headers) => {
      if (url.startsWith("/known/")) return looked(url);
      asked.push({ url, headers });
      const { headers: given, ...rest } = respond({ url, headers });
      return {
        status: 200,
        headers: {
          "content-type": "text/html; charset=utf-8",
          "cache-control": "s-maxage=31536000",
          "content-security-policy": policy,
          etag: `"${url}"`,
          ...given,
        },
        body: Buffer.from(html(url)),
        tags: ["settings"],
        ...rest,
      };
    },
    16,
    now,
    admit,
  );
  const find = (url: string, headers: Record<string, string> = {}, method = "GET", address?: () => string) =>
    pages.find({ url, headers, method } as unknown as IncomingMessage, address);
  return { pages, find, asked, lookups };
}

const bodyOf = (answer: KeptAnswer | null) => answer?.forms.identity.body.toString();

describe("public answers", () => {
  it("DSC-1 are made once for everyone: addresses that mean the same share one, in any language and by any host", async () => {
    const { find, asked } = open();
    const first = await find("/books/the-sea");
    for (const url of [
      "/books/the-sea?utm_source=x",
      "/books/the%2Dsea",
      "/books/the-sea?page=2&a=b",
      "/books/the-sea?",
    ]) {
      expect(find(url, { cookie: "a=b", host: "evil.example", "accept-language": "de" })).toBe(first);
    }
    expect(find("/books/the-sea", {}, "HEAD")).toBe(first);
    expect(asked).toEqual([{ url: "/books/the-sea", headers: { accept: "text/html" } }]);
  });

  it("DSC-3 the parameters that a page reads make another one, in one order", async () => {
    const { find, asked } = open();
    await find("/genres/poetry?page=2&x=y");
    await find("/search?page=3&q=%20the++sea%20&q=other");
    await find("/genres/poetry?page=1");
    await find("/search?page=x&q=");
    expect(asked.map(({ url }) => url)).toEqual([
      "/genres/poetry?page=2",
      "/search?q=the+sea&page=3",
      "/genres/poetry",
      "/search",
    ]);
  });

  it("SEC-1 a name is looked up before a page is made for it: of nothing none is, and what is no name is one nothing", async () => {
    const { pages, find, asked, lookups } = open();
    for (const url of [
      "/books/junk-1",
      "/authors/junk-2?page=2",
      "/books/JUNK",
      "/books/junk%2F3",
      `/books/${"j".repeat(150)}`,
    ]) {
      const answer = await find(url);
      expect([answer?.status, answer?.refusal, answer?.shelf], url).toEqual([404, true, "missing"]);
      expect(find(url), url).toBe(answer);
    }
    expect(asked).toEqual([]);
    expect(lookups).toEqual(["/known/books/junk-1", "/known/authors/junk-2", "/known/books/-"]);
    expect(pages.figures()).toMatchObject({ nothing: 3, made: 0, shelves: { missing: { entries: 3 } } });

    pages.purge("book:junk-1");
    await find("/books/junk-1");
    await find("/books/junk-2", { rsc: "1" });
    await find("/books/real");
    pages.purge("settings");
    await find("/books/real");
    expect(lookups.slice(3), "what was there is not looked up again").toEqual([
      "/known/books/junk-1",
      "/known/books/real",
    ]);
    expect(asked.map(({ url }) => url)).toEqual(["/books/junk-2", "/books/real", "/books/real"]);
  });

  it("SEC-2 nothing but the public places is any business of theirs", () => {
    const { find, asked } = open();
    for (const url of [
      ...["/cart", "/admin", "/track/t0ken", "/api/shopper", "/api/v1/books", "/_next/static/x.js", "/en/books/x"],
      ...[
        "/books/",
        "/books/a/b",
        "/unknown",
        "/known/books/a",
        "/books/%",
        "//books/x",
        "/refusals/404",
        "/search/x",
        "/theme.js",
      ],
    ]) {
      expect(find(url), url).toBeNull();
    }
    for (const method of ["POST", "PUT", "OPTIONS"]) expect(find("/", {}, method)).toBeNull();
    expect(asked).toEqual([]);
  });

  it("DSC-1 the router's requests have answers of their own, by what they ask for and nothing else", async () => {
    const { find, asked } = open();
    const rsc = { rsc: "1", "next-url": "/en", "next-router-state-tree": "x" };
    const data = await find("/books/a?_rsc=abc", rsc);
    expect(find("/books/a?_rsc=other", { rsc: "1", cookie: "a=b" })).toBe(data);
    await find("/books/a", { ...rsc, "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" });
    expect(asked.map(({ headers }) => headers)).toEqual([
      { rsc: "1" },
      { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
    ]);
    expect(find("/search?q=x", rsc)).toBeNull();
    expect(find("/books/a", { rsc: "2" })).toBeNull();
    expect(find("/books/a", { rsc: "1", "next-router-prefetch": "x" })).toBeNull();
    expect(find("/sitemap.xml", rsc)).toBeNull();
  });

  it("DSC-1 SEC-1 no header passes for another: nobody can put an answer where others ask for a different one", async () => {
    const { find, pages, asked } = open();
    const segment = (name: string, prefetch?: string) => ({
      rsc: "1",
      ...(prefetch && { "next-router-prefetch": prefetch }),
      "next-router-segment-prefetch": name,
    });
    // Next answers a segment without its prefetch with the whole page: not one of these may be kept, in however many names
    for (const forged of ["1 /_tree", "1", "/_tree", "/junk"]) expect(find("/books/a", segment(forged))).toBeNull();
    for (const later of ["2", "3"]) expect(find("/books/a", segment("/_tree", later))).toBeNull();
    expect(pages.figures().shelves.pages?.entries).toBe(0);
    const tree = await find("/books/a", segment("/_tree", "1"));
    const ahead = await find("/books/a", { rsc: "1", "next-router-prefetch": "1" });
    expect(ahead).not.toBe(tree);
    expect(asked.map(({ headers }) => Object.keys(headers).length)).toEqual([3, 2]);
  });

  it("DSC-1 a change reaches the pages that are made of it: by their tags, or those of their place", async () => {
    const { pages, find, asked } = open(({ url }) => ({ tags: [`book:${url.at(-1)}`] }));
    const all = ["/books/a", "/books/b", "/search?q=a", "/sitemap.xml"];
    for (const url of all) await find(url);
    const kept = () => all.map((url) => !(find(url) instanceof Promise));
    pages.purge("book:a");
    expect(kept()).toEqual([false, true, false, true]);
    await Promise.all(all.map((url) => find(url)));
    pages.purge("lists");
    expect(kept()).toEqual([true, true, false, false]);
    await Promise.all(all.map((url) => find(url)));
    pages.purge();
    expect(kept()).toEqual([false, false, false, false]);
    expect(asked.length).toBeGreaterThan(all.length);
  });

  it("CAT-6 DSC-1 what is not there is asked for again when any list changes: an import tells of its new books so", async () => {
    const { pages, find, lookups } = open();
    await find("/books/junk");
    expect(find("/books/junk")).not.toBeInstanceOf(Promise);
    pages.purge("lists");
    expect(await find("/books/junk")).toMatchObject({ status: 404 });
    expect(lookups).toHaveLength(2);
  });

  it("DSC-1 what still holds after a change of unknown reach is confirmed, not made again", async () => {
    const { pages, find } = open(({ url, headers }) =>
      headers["if-none-match"] === `"${url}"` ? { status: 304, body: Buffer.alloc(0), tags: ["lists"] } : {},
    );
    const first = await find("/books/a");
    pages.purge();
    const confirmed = await find("/books/a");
    expect(confirmed?.forms).toBe(first?.forms);
    expect(pages.figures()).toMatchObject({ made: 1, confirmed: 1 });
    pages.purge("settings");
    expect(find("/books/a")).not.toBeInstanceOf(Promise);
  });

  it("SEC-2 a page runs Next's own scripts by their hashes", async () => {
    const { find } = open();
    const page = await find("/");
    expect(page?.bare.join("\n")).toMatch(/script-src 'self' 'sha256-[\w+/=]{44}'/);
    expect(page?.bare.join("\n")).not.toContain("unsafe");
  });

  it("SEC-2 a page with a script that nobody vouches for keeps the strict policy, is not kept, and is told of", async () => {
    const told = vi.spyOn(log, "error").mockImplementation(() => {});
    const { pages, find } = open(() => ({ body: Buffer.from(html("<script>steal()</script>")) }));
    const page = await find("/books/a");
    expect(page?.bare.join("\n")).toContain(policy);
    expect(page?.bare.join("\n")).not.toContain("sha256");
    expect(bodyOf(page)).toContain("steal()");
    expect(find("/books/a")).toBeInstanceOf(Promise);
    expect(pages.figures()).toMatchObject({ unvouched: 1, unkept: 1 });
    expect(told).toHaveBeenCalledWith(
      { path: "/books/a", script: "<script>steal()</script>" },
      expect.stringContaining("nobody vouches"),
    );
    told.mockRestore();
  });

  it("SEC-2 an answer that sets a cookie is for nobody: the cookie is not sent, the answer not kept", async () => {
    const told = vi.spyOn(log, "error").mockImplementation(() => {});
    const { find } = open(() => ({ headers: { "set-cookie": "session=1" } }));
    const page = await find("/");
    expect(JSON.stringify(page)).not.toContain("session=1");
    expect(find("/")).toBeInstanceOf(Promise);
    expect(told).toHaveBeenCalled();
    told.mockRestore();
  });

  it.each([
    [301, {}],
    [308, { location: "/books/b" }],
    [500, {}],
    [503, {}],
    [200, { "cache-control": "private, no-store" }],
    [200, { "cache-control": undefined }],
  ])("DSC-1 %s %j is passed on and not kept", async (status, headers) => {
    const { find } = open(() => ({ status, headers }));
    expect(await find("/books/a")).toMatchObject({ status });
    expect(find("/books/a")).toBeInstanceOf(Promise);
  });

  it("SEC-3 a refusal is kept without its body, which each request gets with its own id", async () => {
    const { pages, find } = open(() => ({ status: 404 }));
    const missing = await find("/books/junk");
    expect([missing?.refusal, missing?.status, bodyOf(missing)]).toEqual([true, 404, ""]);
    expect(find("/books/junk")).toBe(missing);
    expect(pages.figures().shelves.missing).toMatchObject({ entries: 1 });
  });

  it("SEC-1 what people can make up is counted by who asks, and only when it must be made", async () => {
    const counted: string[] = [];
    const { pages, find, asked } = open(undefined, undefined, async (address) => {
      counted.push(address);
      if (address === "flood") throw new TooOften(address, 40);
    });
    const by = (address: string) => () => address;
    await find("/search?q=sea", {}, "GET", by("somebody"));
    expect(find("/search?q=sea", {}, "GET", by("flood")), "what is kept is for everyone").not.toBeInstanceOf(Promise);
    await find("/books/a", {}, "GET", by("flood"));
    await expect(find("/search?q=land", {}, "GET", by("flood"))).rejects.toMatchObject({ seconds: 40 });
    expect(counted).toEqual(["somebody", "flood"]);
    expect(asked.map(({ url }) => url)).toEqual(["/search?q=sea", "/books/a"]);

    // whoever asks for the same in that moment is counted for themselves
    const both = await Promise.allSettled([
      find("/search?q=sky", {}, "GET", by("flood")),
      find("/search?q=sky", {}, "GET", by("somebody")),
    ]);
    expect(both.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);

    // the router's data of results is not kept, but counted
    const router = (url: string, address: string) =>
      pages.admits({ url, headers: { rsc: "1" }, method: "GET" } as unknown as IncomingMessage, by(address));
    await expect(router("/search?q=x", "flood")).rejects.toThrow(TooOften);
    await expect(router("/search?q=x", "somebody")).resolves.toBeUndefined();
    expect(router("/books/a", "flood")).toBeNull();
    expect(router("/cart", "flood")).toBeNull();
  });

  it("DSC-2 search results end by themselves after a short while", async () => {
    let now = 0;
    const { find } = open(
      () => ({ headers: { "cache-control": "private, no-store" } }),
      () => now,
    );
    await find("/search?q=sea");
    now = 29_000;
    expect(find("/search?q=sea")).not.toBeInstanceOf(Promise);
    now = 30_000;
    expect(find("/search?q=sea")).toBeInstanceOf(Promise);
  });

  it("SEC-1 5,000 unknown addresses and 5,000 queries fill what is theirs, and drive out no page", async () => {
    const { pages, find } = open(({ url }) => (url.includes("junk") ? { status: 404 } : {}));
    const page = await find("/books/real");
    for (let i = 0; i < 5_000; i++) {
      await find(`/books/junk-${i}-${"x".repeat(i % 2_000)}`);
      await find(`/search?q=${i}`);
    }
    const { shelves } = pages.figures();
    expect(shelves.missing?.bytes).toBeLessThanOrEqual(1024 * 1024);
    expect(shelves.endless?.bytes).toBeLessThanOrEqual(2 * 1024 * 1024);
    expect(find("/books/real")).toBe(page);
  });

  it("SEC-1 switched off, each is made anew and is otherwise the same", async () => {
    const asked: string[] = [];
    const off = new Pages(async (url) => {
      asked.push(url);
      return {
        status: 200,
        headers: { "content-type": "text/html", "cache-control": "s-maxage=9", "content-security-policy": policy },
        body: Buffer.from(html("")),
        tags: [],
      };
    }, 0);
    const ask = () => off.find({ url: "/", headers: {}, method: "GET" } as unknown as IncomingMessage);
    expect((await ask())?.bare.join("\n")).toContain("sha256");
    expect(ask()).toBeInstanceOf(Promise);
    expect(asked).toEqual(["/", "/"]);
  });
});
