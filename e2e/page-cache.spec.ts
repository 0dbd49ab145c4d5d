import { createHash } from "node:crypto";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import type { AddressInfo } from "node:net";
import { expect, test } from "@playwright/test";
import { createListener } from "../front/listener.ts";
import { Pages } from "../front/pages.ts";
import { Refusals } from "../front/refusals.ts";
import { policyWith } from "../front/vouch.ts";
import type { Server } from "../ops/serve.ts";
import { seenInTime } from "./in-time.ts";
import { openTwoWebs, type TwoWebs } from "./two-webs.ts";

// What is kept, for whom, and how much of it. When it changes: `page-cache-changes.spec.ts`.

test.describe.configure({ mode: "default" }); // one after the other: they share the processes

let shop: TwoWebs;
let web: Server;
const ask = (...given: Parameters<TwoWebs["ask"]>) => shop.ask(...given);

test.beforeAll(async () => {
  test.setTimeout(180_000);
  shop = await openTwoWebs("pages");
  [web] = shop.webs;
});
test.afterAll(() => shop.close());

test("DSC-1 DSC-3 every public place is kept, and served before Next is entered", async () => {
  const { slug, author, title } = await shop.aBook(0);
  const cover = /\/covers\/[\w-]+\.svg/.exec(await shop.textOf(web, `/books/${slug}`))?.[0] ?? "";
  const search = `/search?q=${encodeURIComponent(title)}`;
  const files = ["/sitemap.xml", "/robots.txt", "/feeds/new.atom", "/feeds/products.xml"];
  const pages = ["/", "/genres", "/genres/fiction", "/genres/fiction?page=2", "/new", "/bestsellers", "/staff-picks"];
  await shop.warm(...pages, `/books/${slug}`, `/authors/${author}`, search, ...files, cover);
  for (const address of [...pages, `/books/${slug}`, search]) {
    const plain = Buffer.from(await (await ask(web, address, { "accept-encoding": "identity" })).arrayBuffer());
    for (const encoding of ["br", "gzip"]) {
      const answer = await ask(web, address, { "accept-encoding": encoding });
      expect(answer.headers.get("content-encoding")).toBe(encoding);
      expect(Buffer.from(await answer.arrayBuffer()).equals(plain), `${address} in ${encoding}`).toBe(true);
    }
    const answer = await ask(web, address);
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("script-src 'self' 'sha256-");
    expect(policy).not.toContain("unsafe");
    const again = await ask(web, address, { "if-none-match": answer.headers.get("etag") ?? "" });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  }
  for (const address of ["/cart", "/track", "/login", "/api/shopper", "/api/health/ready"]) {
    expect((await ask(web, address)).headers.get("cache-status"), address).toBeNull();
  }
});

test("DSC-1 purging one book leaves another a hit, and reaches the shelves that hold it", async () => {
  const [one, other] = [await shop.aBook(2), await shop.aBook(40)];
  await shop.warm(`/books/${one.slug}`, `/books/${other.slug}`, `/authors/${one.author}`, `/authors/${other.author}`);
  // the first answer that is made anew tells that the change has arrived
  await seenInTime([web], () => shop.sql("update books set price_minor = price_minor + 1 where id = $1", [one.id]), {
    [one.slug]: async () => !(await shop.isHit(web, `/books/${one.slug}`)),
  });
  expect(await shop.isHit(web, `/books/${other.slug}`)).toBe(true);
  expect(await shop.isHit(web, `/authors/${other.author}`)).toBe(true);
  expect(await shop.isHit(web, `/authors/${one.author}`)).toBe(false);
});

test("DSC-1 a lost listener makes everything be confirmed before it is served again", async () => {
  const { slug } = await shop.aBook(3);
  const at = `/books/${slug}`;
  await shop.warm(at);
  const cut =
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'octavo-tags' and datname = current_database()";
  await seenInTime([web], () => shop.sql(cut), { [at]: async () => !(await shop.isHit(web, at)) });
  await shop.comes(() => shop.sql("update books set price_minor = 765432 where slug = $1", [slug]), {
    [at]: (html) => html.includes("7,654.32"),
  });
});

test("SEC-2 no cookie, host, language or forged header of one visitor reaches another", async () => {
  const { slug, title } = await shop.aBook(4);
  const addresses = [
    "/",
    `/books/${slug}`,
    `/search?q=${encodeURIComponent(title)}`,
    "/sitemap.xml",
    "/books/nothing-here",
  ];
  const visitor = (n: number) => ({
    cookie: `cart=zq-cart${n}; theme=dark; __prerender_bypass=x${n}; authjs.session-token=zq-secret${n}`,
    authorization: `Bearer zq-secret${n}`,
    "accept-language": ["de", "fr-CH", "ja"][n % 3] ?? "de",
    "x-forwarded-host": `zq-evil${n}.example`,
    "x-forwarded-proto": "zq-scheme",
    "x-forwarded-for": `6.6.6.${n % 250}`,
    forwarded: `host=zq-evil${n}.example`,
    "x-original-url": `/admin?zq-evil${n}`,
    "x-middleware-subrequest": "proxy",
    "x-nextjs-data": "1",
    "next-url": `/zq-evil${n}`,
    "user-agent": `zq-evil${n}`,
    referer: `https://zq-evil${n}.example/`,
    "accept-encoding": "identity",
  });
  /** `fetch` would not send another host. */
  const bytesFor = (address: string, n: number) =>
    new Promise<Buffer>((resolve, reject) => {
      const request = http.get(
        web.url + address,
        { headers: { ...visitor(n), host: `zq-evil${n}.example` } },
        (answer) => {
          const parts: Buffer[] = [
            Buffer.from(
              `${answer.statusCode} ${JSON.stringify({ ...answer.headers, date: 0, "x-request-id": 0, "cache-status": 0 })}`,
            ),
          ];
          answer.on("data", (part: Buffer) => parts.push(part));
          answer.on("end", () => resolve(Buffer.concat(parts)));
        },
      );
      request.once("error", reject);
    });
  const id = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g; // an error page bears its request's
  for (const address of addresses) {
    await shop.sql("select pg_notify('cache_tags', 'catalogue')"); // also the one who makes it anew leaves nothing behind
    const seen = await Promise.all(Array.from({ length: 60 }, (_, n) => bytesFor(address, n)));
    const distinct = new Set(seen.map((bytes) => bytes.toString().replaceAll(id, "")));
    expect(distinct.size, address).toBe(1);
    const [only = ""] = distinct;
    expect(only).not.toMatch(/zq-|6\.6\.6|set-cookie/i);
    if (address !== "/books/nothing-here") expect(only).toContain("http://books.test");
  }
});

test("SEC-2 a script in a description is text, and runs nowhere", async ({ page }) => {
  const { slug, id } = await shop.aBook(6);
  await shop.sql("update books set description = $1 where id = $2", [
    "Before. <script>window.planted = 1</script> After.",
    id,
  ]);
  await shop.warm(`/books/${slug}`);
  await page.goto(`${web.url}/books/${slug}`);
  await expect(page.getByText("<script>window.planted = 1</script>").first()).toBeVisible();
  expect(await page.evaluate(() => "planted" in window)).toBe(false);
});

test("SEC-2 were a description written into the page as it is, its script would neither run nor be kept", async ({
  page,
}) => {
  const planted = "window.planted = 1";
  const html = `<!DOCTYPE html><html lang="en"><body><main>Words. <script>${planted}</script></main><script>(self.__next_f=self.__next_f||[]).push([0])</script></body></html>`;
  const strict = "default-src 'none'; script-src 'self'";
  const render = async () => ({
    status: 200,
    headers: { "content-type": "text/html", "cache-control": "s-maxage=60", "content-security-policy": strict },
    body: Buffer.from(html),
    tags: ["settings"],
  });
  const pages = new Pages(render, 16);
  const place = { APP_URL: "http://localhost", appUrlGiven: false, TRUSTED_PROXIES: 0 };
  const refusals = new Refusals(async () => ({ status: 200, html: "" }));
  const careful = createListener(() => {}, place, refusals, pages);
  /** What a cache without vouching would do: bless whatever stands in the page. */
  const hashes = [...html.matchAll(/<script>(.*?)<\/script>/g)].map(
    ([, body = ""]) => `'sha256-${createHash("sha256").update(body).digest("base64")}'`,
  );
  const careless: http.RequestListener = (_, response) =>
    response
      .writeHead(200, { "content-type": "text/html", "content-security-policy": policyWith(hashes, strict) ?? "" })
      .end(html);

  const visit = async (listener: http.RequestListener) => {
    const server = http.createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/books/planted`);
    const ran = await page.evaluate(() => "planted" in window);
    await new Promise((resolve) => server.close(resolve).closeAllConnections());
    return ran;
  };
  expect(await visit(careless), "the test sees a script that runs").toBe(true);
  expect([await visit(careful), await visit(careful)]).toEqual([false, false]);
  expect(pages.figures()).toMatchObject({ unvouched: 2, shelves: { pages: { entries: 0 } } });
});

test("SEC-1 a flood of 5,000 junk addresses finds its bounds, drives out no page and leaves no file", async () => {
  test.setTimeout(300_000);
  const { slug } = await shop.aBook(5);
  const routes = path.resolve(".next/standalone/.next/server/route-cache");
  const files = () => (fs.existsSync(routes) ? fs.readdirSync(routes, { recursive: true }).length : 0);
  /** Names that could be books, authors and genres; some that could not; first segments; and a campaign's parameters. */
  const junk = (n: number) => {
    const name = `${n}${"-x".repeat(n % 55)}`;
    const place = [
      `/books/${name}`,
      `/authors/${name}`,
      `/genres/${name}?page=${n}`,
      `/books/${name.toUpperCase()}_`,
      `/${name}`,
    ];
    return `${place[n % 5]}${n % 5 === 2 ? "&" : "?"}utm_source=${n}`;
  };
  const flood = (from: number, to: number) =>
    Promise.all(
      Array.from({ length: 8 }, async (_, lane) => {
        for (let n = from + lane; n < to; n += 8) {
          const answer = await fetch(web.url + junk(n), { method: "HEAD", headers: { accept: "text/html" } });
          expect(answer.status, junk(n)).toBe(404);
        }
      }),
    );
  await shop.warm(`/books/${slug}`);
  await flood(0, 500);
  const [before, filesBefore] = [await shop.metrics(web), files()];
  await flood(500, 5_500);
  const after = await shop.metrics(web);
  const grown = (name: string) => (after[name] ?? 0) - (before[name] ?? 0);

  expect(grown('octavo_page_cache_renders_total{outcome="nothing"}'), "they were looked up").toBeGreaterThan(2_500);
  expect(grown('octavo_page_cache_renders_total{outcome="made"}'), "no page was made for any").toBeLessThan(10);
  expect(after['octavo_page_cache_bytes{shelf="missing"}']).toBeLessThanOrEqual(4 * 1024 * 1024);
  expect(after['octavo_page_cache_entries{shelf="missing"}'], "the oldest went").toBeLessThan(2_000);
  expect(after["octavo_page_cache_addresses"]).toBeLessThanOrEqual(5_000);
  for (const shelf of ["pages", "endless"]) {
    expect(grown(`octavo_page_cache_entries{shelf="${shelf}"}`), shelf).toBe(0);
    expect(grown(`octavo_page_cache_bytes{shelf="${shelf}"}`), shelf).toBe(0);
  }
  expect(await shop.isHit(web, `/books/${slug}`)).toBe(true);
  expect(files()).toBe(filesBefore);
  // far above what the collector leaves lying about, far below what 5,000 kept pages would take
  for (const role of ["", "octavo_renderer_"]) {
    expect(grown(`${role}process_resident_memory_bytes`), role).toBeLessThan(400 * 1024 * 1024);
  }
});

test("OBS-3 metrics count what came from memory as well, and are for whoever has the token", async () => {
  const { slug } = await shop.aBook(7);
  const at = `/books/${slug}`;
  await shop.warm(at);
  for (const headers of [{}, { authorization: "Bearer wrong" }] as Record<string, string>[]) {
    const refused = await ask(web, "/api/metrics", headers);
    expect([refused.status, refused.headers.get("www-authenticate")]).toEqual([401, 'Bearer realm="metrics"']);
    expect(await refused.text()).not.toContain("octavo_");
  }
  const before = await shop.metrics(web);
  for (let i = 0; i < 20; i++) expect(await shop.isHit(web, at)).toBe(true);
  await (await ask(web, "/cart")).arrayBuffer();
  const name = (labels: string) => `octavo_http_request_duration_seconds_count{${labels}}`;
  await expect
    .poll(async () => {
      const after = await shop.metrics(web);
      return [
        'octavo_page_cache_requests_total{result="hit"}',
        name('kind="page",status="2xx",cache="hit"'),
        name('kind="desk",status="2xx",cache="none"'),
      ].map((each) => (after[each] ?? 0) - (before[each] ?? 0));
    })
    .toEqual([20, 20, 1]);
  expect(before).toMatchObject({ octavo_page_cache_unvouched_total: 0 });
  expect(before["process_resident_memory_bytes"]).toBeGreaterThan(1e7);
  expect(before["octavo_renderer_process_resident_memory_bytes"]).toBeGreaterThan(1e7);
});
