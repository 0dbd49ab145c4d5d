import { createHash } from "node:crypto";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import type { AddressInfo } from "node:net";
import { expect, test } from "@playwright/test";
import { Client, type QueryResultRow } from "pg";
import { fillDemo } from "../db/demo/fill.ts";
import { migrate } from "../db/migrate.ts";
import { createListener } from "../front/listener.ts";
import { Pages } from "../front/pages.ts";
import { Refusals } from "../front/refusals.ts";
import { policyWith } from "../front/vouch.ts";
import { demoEnvironment, runProgram, serve, webProgram, type Server } from "../ops/serve.ts";
import { newId } from "../shop/_kernel/ids.ts";
import { readState } from "./state.ts";

// Two web processes and a worker on a database of their own: what other tests change would be seen in what is kept here.

test.describe.configure({ mode: "serial" });

/** From the commit until every page shows it. */
const WITHIN = 1_000;

let folder: string;
let webs: Server[] = [];
let worker: { stop(): Promise<void> } | undefined;
let database: Client;

interface Book {
  id: string;
  slug: string;
  title: string;
  author: string;
}

const sql = async <Row extends QueryResultRow>(text: string, values: unknown[] = []) =>
  (await database.query<Row>(text, values)).rows;

/** A book that is the only edition of its work, in stock and on the first page of its author's. */
async function aBook(nth: number): Promise<Book> {
  const [book] = await sql<Book>(
    `select b.id, b.slug, b.title, min(c.slug) as author
     from books b join book_contributors bc on bc.book_id = b.id join contributors c on c.id = bc.contributor_id
     where b.stock > 10 and bc.role = 'author' and (select count(*) from books o where o.work_id = b.work_id) = 1
     group by b.id order by b.slug offset $1 limit 1`,
    [nth],
  );
  if (!book) throw new Error("the demo catalogue has no such book");
  return book;
}

const ask = (web: Server, address: string, headers: Record<string, string> = {}) =>
  fetch(web.url + address, { headers: { accept: "text/html", ...headers }, redirect: "manual" });
const textOf = async (web: Server, address: string) => (await ask(web, address)).text();
const isHit = async (web: Server, address: string) =>
  (await ask(web, address)).headers.get("cache-status") === "octavo; hit";

/** Asks for each address on both processes until it is kept, and stays so. */
async function warm(...addresses: string[]): Promise<void> {
  for (const web of webs) {
    for (const address of addresses) await expect.poll(() => isHit(web, address), { timeout: 20_000 }).toBe(true);
  }
}

/** Changes something and sees it on every page of both processes in time. */
async function seenInTime(
  change: () => Promise<unknown>,
  pages: Record<string, (html: string) => boolean>,
): Promise<void> {
  await warm(...Object.keys(pages));
  for (const web of webs) {
    for (const [address, shows] of Object.entries(pages)) {
      expect(shows(await textOf(web, address)), `${address} shows it before`).toBe(false);
    }
  }
  await change();
  const late = (
    await Promise.all(
      webs.flatMap((web, nth) =>
        Object.entries(pages).map(async ([address, shows]) => {
          for (const until = Date.now() + WITHIN; Date.now() < until;) if (shows(await textOf(web, address))) return [];
          return [`process ${nth}: ${address}`];
        }),
      ),
    )
  ).flat();
  expect(late).toEqual([]);
}

test.beforeAll(async () => {
  test.setTimeout(120_000);
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "octavo-pages-"));
  const url = new URL(readState().databaseUrl);
  const server = new Client({ connectionString: url.href });
  await server.connect();
  await server.query("drop database if exists octavo_pages with (force)");
  await server.query("create database octavo_pages");
  await server.end();
  url.pathname = "/octavo_pages";
  await migrate(url.href);
  await fillDemo(url.href, null);
  database = new Client({ connectionString: url.href });
  await database.connect();
  const env = { ...demoEnvironment(folder), DATABASE_URL: url.href, APP_URL: "http://books.test", PAGE_CACHE: "64" }; // also where all other tests run without
  worker = runProgram(["jobs/worker.ts"], env);
  webs = [await serve(webProgram, env), await serve(webProgram, env)];
});

test.afterAll(async () => {
  await Promise.all([...webs.map((web) => web.stop()), worker?.stop()]);
  await database?.end();
  fs.rmSync(folder, { recursive: true, force: true });
});

test("DSC-1 DSC-3 every public place is kept, and served before Next is entered", async () => {
  const { slug, author, title } = await aBook(0);
  const [web] = webs as [Server];
  const cover = /\/covers\/[\w-]+\.svg/.exec(await textOf(web, `/books/${slug}`))?.[0] ?? "";
  const search = `/search?q=${encodeURIComponent(title)}`;
  const pages = ["/", "/genres", "/genres/fiction", "/genres/fiction?page=2", "/new", "/bestsellers", "/staff-picks"];
  await warm(...pages, `/books/${slug}`, `/authors/${author}`, search, "/sitemap.xml", "/robots.txt", cover);
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

test("DSC-1 CAT-4 price, stock, archive, a new slug and settings are on all their pages within a second", async () => {
  const book = await aBook(1);
  const pages = [`/books/${book.slug}`, `/authors/${book.author}`, `/search?q=${encodeURIComponent(book.title)}`];
  const all = (shows: (html: string) => boolean) => Object.fromEntries(pages.map((address) => [address, shows]));

  await test.step("price", () =>
    seenInTime(
      () => sql("update books set price_minor = 123457 where id = $1", [book.id]),
      all((html) => html.includes("1,234.57")),
    ));
  await test.step("stock", () =>
    seenInTime(
      () =>
        sql(
          "insert into stock_movements (id, book_id, delta, reason, actor_kind) select $1, id, -stock, 'correction', 'system' from books where id = $2",
          [newId(new Date()), book.id],
        ),
      all((html) => html.includes("Back soon")),
    ));
  await test.step("new slug", async () => {
    const slug = `${book.slug}-anew`;
    await warm("/sitemap.xml");
    await seenInTime(
      async () => {
        await database.query("begin");
        await sql("update books set slug = $1 where id = $2", [slug, book.id]);
        await sql("insert into slug_redirects (kind, slug, target_id) values ('book', $1, $2)", [book.slug, book.id]);
        await database.query("commit");
      },
      {
        ...Object.fromEntries(
          pages.slice(1).map((address) => [address, (html: string) => html.includes(`/books/${slug}"`)]),
        ),
        "/sitemap.xml": (xml) => xml.includes(`/books/${slug}<`),
      },
    );
    for (const web of webs) {
      const moved = await ask(web, `/books/${book.slug}`);
      expect([moved.status, moved.headers.get("location")]).toEqual([308, `/books/${slug}`]);
      expect((await ask(web, `/books/${slug}`)).status).toBe(200);
    }
    book.slug = slug;
    pages[0] = `/books/${slug}`;
  });
  await test.step("settings, also on refusals", () =>
    seenInTime(() => sql("update settings set value = jsonb_set(value, '{name}', '\"Quarto\"') where key = 'shop'"), {
      ...all((html) => html.includes("Quarto")),
      "/": (html) => html.includes("Quarto"),
    }));
  await test.step("archive", () =>
    seenInTime(
      () => sql("update books set archived_at = now() where id = $1", [book.id]),
      all((html) => !html.includes(`/books/${book.slug}"`)),
    ));
  for (const web of webs) expect((await ask(web, `/books/${book.slug}`)).status).toBe(404);
});

test("CAT-2 an address that led nowhere leads to the book as soon as there is one", async () => {
  const slug = `from-nowhere-${crypto.randomUUID().slice(0, 8)}`;
  for (const web of webs) {
    expect((await ask(web, `/books/${slug}`)).status).toBe(404);
    await expect.poll(() => isHit(web, `/books/${slug}`)).toBe(true);
  }
  await database.query("begin");
  const [id, work] = [newId(new Date()), newId(new Date())];
  await sql("insert into works (id, title) values ($1, 'From Nowhere')", [work]);
  await sql(
    "insert into books (id, work_id, slug, title, format, language, price_minor, currency) values ($1, $2, $3, 'From Nowhere', 'paperback', 'en', 900, 'EUR')",
    [id, work, slug],
  );
  await database.query("commit");
  for (const web of webs) {
    await expect.poll(async () => (await ask(web, `/books/${slug}`)).status, { timeout: WITHIN }).toBe(200);
  }
});

test("DSC-1 purging one book leaves another a hit, and reaches the shelves that hold it", async () => {
  const [one, other] = [await aBook(2), await aBook(40)];
  const [web] = webs as [Server];
  await warm(`/books/${one.slug}`, `/books/${other.slug}`, `/authors/${one.author}`, `/authors/${other.author}`);
  await sql("update books set price_minor = price_minor + 1 where id = $1", [one.id]);
  // the first answer that is made anew tells that the change has arrived; the one after it is the purge after the renders
  await expect.poll(() => isHit(web, `/books/${one.slug}`), { timeout: WITHIN, intervals: [1] }).toBe(false);
  expect(await isHit(web, `/books/${other.slug}`)).toBe(true);
  expect(await isHit(web, `/authors/${other.author}`)).toBe(true);
  expect(await isHit(web, `/authors/${one.author}`)).toBe(false);
});

test("DSC-1 a lost listener makes everything be confirmed before it is served again", async () => {
  const { slug } = await aBook(3);
  const [web] = webs as [Server];
  await warm(`/books/${slug}`);
  await sql(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'octavo-tags' and datname = current_database()",
  );
  await expect.poll(() => isHit(web, `/books/${slug}`), { timeout: WITHIN, intervals: [1] }).toBe(false);
  await warm(`/books/${slug}`);
  await sql("update books set price_minor = 765432 where slug = $1", [slug]);
  await expect.poll(() => textOf(web, `/books/${slug}`), { timeout: WITHIN }).toContain("7,654.32");
});

test("SEC-2 no cookie, host, language or forged header of one visitor reaches another", async () => {
  const { slug, title } = await aBook(4);
  const addresses = [
    "/",
    `/books/${slug}`,
    `/search?q=${encodeURIComponent(title)}`,
    "/sitemap.xml",
    "/books/nothing-here",
  ];
  const [web] = webs as [Server];
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
    await sql("select pg_notify('cache_tags', 'catalogue')"); // also the one who makes it anew leaves nothing behind
    const seen = await Promise.all(Array.from({ length: 60 }, (_, n) => bytesFor(address, n)));
    const distinct = new Set(seen.map((bytes) => bytes.toString().replaceAll(id, "")));
    expect(distinct.size, address).toBe(1);
    const [only = ""] = distinct;
    expect(only).not.toMatch(/zq-|6\.6\.6|set-cookie/i);
    if (address !== "/books/nothing-here") expect(only).toContain("http://books.test");
  }
});

test("SEC-1 a flood of junk addresses leaves memory and disk as they were", async () => {
  test.setTimeout(120_000);
  const { slug } = await aBook(5);
  const [web] = webs as [Server];
  const routes = path.resolve(".next/standalone/.next/server/route-cache");
  const files = () => (fs.existsSync(routes) ? fs.readdirSync(routes, { recursive: true }).length : 0);
  const resident = () =>
    Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${web.process.pid}/status`, "utf8"))?.[1] ?? 0) / 1_024;
  const flood = (from: number, to: number) =>
    Promise.all(
      Array.from({ length: 8 }, async (_, lane) => {
        for (let n = from + lane; n < to; n += 8) {
          const junk = `${n}-${"x".repeat(n % 500)}`;
          const answer = await ask(web, `${["/books/", "/authors/", "/genres/", "/"][n % 4]}${junk}?utm_source=${n}`);
          expect(answer.status).toBe(404);
          await answer.arrayBuffer();
        }
      }),
    );
  await warm(`/books/${slug}`);
  await flood(0, 400);
  const [before, filesBefore] = [resident(), files()];
  await flood(400, 1_400);
  expect(await isHit(web, `/books/${slug}`)).toBe(true);
  expect(files()).toBe(filesBefore);
  if (before > 0) expect(resident() - before).toBeLessThan(150);
});

test("SEC-2 a script in a description is text, and runs nowhere", async ({ page }) => {
  const { slug, id } = await aBook(6);
  await sql("update books set description = $1 where id = $2", [
    "Before. <script>window.planted = 1</script> After.",
    id,
  ]);
  const [web] = webs as [Server];
  await warm(`/books/${slug}`);
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
