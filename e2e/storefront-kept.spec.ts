import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";
import { Client, type QueryResultRow } from "pg";
import { fillDemo } from "../db/demo/fill.ts";
import { startPostgres } from "../db/embedded.mjs";
import { migrate } from "../db/migrate.ts";
import { demoEnvironment, serve, webProgram, type Server } from "../ops/serve.ts";
import { limitRules } from "../shop/limits/model.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";

// What a shop shows that has sold nothing, changes or is empty. That needs one which nobody else changes: a shop of its own, in
// production mode at an address of its own. No screen: one width is enough.
test.describe.configure({ mode: "serial" });

const APP_URL = "https://books.example";

let folder: string;
let postgres: Awaited<ReturnType<typeof startPostgres>>;
let client: Client;
let web: Server;

const sql = async <Row extends QueryResultRow>(text: string, values: unknown[] = []) =>
  (await client.query<Row>(text, values)).rows;

test.beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "octavo-kept-"));
  fs.chmodSync(folder, 0o755);
  postgres = await startPostgres(path.join(folder, "pg"));
  await migrate(postgres.url());
  await fillDemo(postgres.url(), null);
  client = new Client({ connectionString: postgres.url() });
  await client.connect();
  web = await serve(webProgram, {
    ...demoEnvironment(folder),
    SHOP_MODE: "production",
    PAYMENTS: "demo",
    APP_URL,
    DATABASE_URL: postgres.url(),
    PAGE_CACHE: "64", // also where all other tests run without
  });
});

test.afterAll(async () => {
  await web.stop();
  await client.end();
  await postgres.stop("immediate");
  fs.rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: string;
}

/** As `fetch`, but it may claim to have asked another host. */
const get = (at: string, headers: http.OutgoingHttpHeaders = {}) =>
  new Promise<Answer>((resolve, reject) => {
    const url = new URL(web.url);
    const asked = http.get({ host: url.hostname, port: url.port, path: at, headers, agent: false }, (answer) => {
      let body = "";
      answer.setEncoding("utf8");
      answer.on("data", (text: string) => (body += text));
      answer.once("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
    });
    asked.once("error", reject);
  });

const isKept = async (at: string) => (await get(at)).headers["cache-status"] === "octavo; hit";

/** Asks until the page is kept; each page is, after having been made. */
const settle = (...places: string[]) =>
  Promise.all(places.map((at) => expect.poll(() => isKept(at), { intervals: [20] }).toBe(true)));

/** What the database was told comes; that it comes within a second is shown in `page-cache-changes.spec.ts`. */
const comes = (at: string, words: string | RegExp) =>
  expect.poll(async () => (await get(at)).body, { timeout: 40_000, intervals: [25] }).toMatch(words);

const section = (page: Page, name: string) => page.getByRole("region", { name });
const titles = (page: Page, name: string) => section(page, name).getByRole("heading", { level: 3 }).allInnerTexts();

/** A book of one edition, well stocked, whose page shows it and other books. */
async function aBook(skip = 0) {
  const [book] = await sql<{ id: string; slug: string; title: string; genre: string }>(
    `select b.id, b.slug, b.title, g.slug as genre from books b
     join book_genres bg on bg.book_id = b.id and bg.position = 0 join genres g on g.id = bg.genre_id
     where b.stock between 8 and 40 and b.title ~ '^[A-Za-z ]{9,}$'
       and (select count(*) from books e where e.work_id = b.work_id) = 1
     order by b.title offset $1 limit 1`,
    [skip],
  );
  if (!book) throw new Error("no such book");
  return book;
}

test("DSC-1 PLT-8 the home page of a shop that has sold nothing: window, new, notes, genres, and no bestsellers", async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: web.url });
  const page = await context.newPage();
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Octavo, an independent bookshop");
  await expect(page.getByRole("main").getByRole("heading", { level: 2 })).toHaveText([
    /./, // the book in the window
    "New on the shelves",
    "Notes from the counter",
    "Contents",
  ]);
  await expect(page.getByRole("main")).not.toContainText("Bestsellers");

  // the newest notes speak, for books that can be had; two more stand beside
  const picks = await sql<{ title: string; note: string }>(
    `select w.title, n.note from staff_notes n join works w on w.id = n.work_id
     where exists (select 1 from books b where b.work_id = w.id and b.stock > 0)
     order by n.created_at desc, n.id desc limit 12`,
  );
  const lead = section(page, "In the window");
  const leading = await lead.getByRole("heading", { level: 2 }).innerText();
  const said = picks.find((pick) => pick.title === leading)?.note ?? "";
  await expect(lead.getByRole("blockquote")).toContainText(`“${said}”`);
  await expect(lead.getByRole("button", { name: "Add to cart" })).toBeVisible();
  const others = picks.filter((pick) => pick.title !== leading).map((pick) => pick.title);
  expect(await titles(page, "Notes from the counter")).toEqual(others.slice(0, 3));
  expect(await titles(page, "In the window")).toEqual(others.slice(3, 5));

  const latest = await sql<{ title: string }>("select title from works order by created_at desc limit 12");
  const inTheWindow = [leading, ...others.slice(0, 5)];
  expect(await titles(page, "New on the shelves")).toEqual(
    latest
      .map((work) => work.title)
      .filter((title) => !inTheWindow.includes(title))
      .slice(0, 6),
  );

  const genres = await sql<{ line: string }>(
    `select g.names ->> 'en' || count(distinct b.work_id) || ' books' as line from genres g
     join book_genres bg on bg.genre_id = g.id join books b on b.id = bg.book_id
     where not exists (select 1 from genres c where c.parent_id = g.id) group by g.id`,
  );
  const contents = await section(page, "Contents").getByRole("link").allTextContents();
  expect(contents.sort()).toEqual(genres.map((genre) => genre.line).sort());
  const [{ works } = { works: "" }] = await sql<{ works: string }>("select count(*) as works from works");
  await expect(section(page, "Contents")).toContainText(`${works} books in ${genres.length} genres`);

  await expect(page.getByRole("contentinfo")).not.toContainText(/made up/i);
  await expect(page.getByRole("contentinfo")).toContainText("no money moves");
  await page.goto("/bestsellers");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("No sales to count yet");
  await page.getByRole("link", { name: "See the staff picks" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Notes from the counter");

  // the first sales
  const sold = await sql<{ title: string }>(
    `with sold as (
       insert into bestsellers (work_id, rank, copies) select id, row_number() over (order by title desc), 9 from
         (select id, title from works order by title desc limit 3) as w returning work_id, rank)
     select w.title from sold join works w on w.id = sold.work_id order by sold.rank`,
  );
  const best = sold.map((work) => work.title);
  await comes("/", "Bestsellers</h2>");
  await page.goto("/");
  expect(await titles(page, "Bestsellers")).toEqual(best);
  await section(page, "Bestsellers").getByRole("link", { name: "All bestsellers" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bestsellers");
  await expect(page.getByRole("main").getByRole("heading", { level: 3 })).toHaveText(best);
  await context.close();
});

test("DSC-4 SEC-2 the shop speaks of itself by its own address, and lets others keep a page only if they ask", async () => {
  const book = await aBook(3);
  const lies = { host: "evil.example", "x-forwarded-host": "evil.example", forwarded: "host=evil.example" };
  for (const [at, own] of [
    [`/books/${book.slug}`, `<link rel="canonical" href="${APP_URL}/books/${book.slug}"/>`],
    [`/genres/${book.genre}`, `<meta property="og:url" content="${APP_URL}/genres/${book.genre}"/>`],
    ["/sitemap.xml", `<loc>${APP_URL}/books/${book.slug}</loc>`],
    ["/feeds/new.atom", `<id>${APP_URL}/feeds/new.atom</id>`],
    ["/feeds/products.xml", `<g:link>${APP_URL}/books/${book.slug}</g:link>`],
    ["/robots.txt", `Sitemap: ${APP_URL}/sitemap.xml`],
  ] as const) {
    const { body, headers } = await get(at, lies);
    expect(body, at).toContain(own);
    expect(body, at).not.toContain("evil.example");
    expect(headers["set-cookie"], at).toBeUndefined();
    expect(headers["strict-transport-security"], at).toMatch(/^max-age=31536000/);
    // only the shop's own cache hears of changes
    if (body.startsWith("<!DOCTYPE html>")) expect(headers["cache-control"]).toBe("public, max-age=0, must-revalidate");
  }
});

test("DSC-4 a price by SQL is on the page and on every card at once; pages that don't show it stay", async () => {
  const book = await aBook();
  const other = await aBook(30);
  const [at, genre, elsewhere] = [`/books/${book.slug}`, `/genres/${book.genre}`, `/books/${other.slug}`];
  const unrelated = (await get(elsewhere)).body;
  expect(unrelated).not.toContain(`/books/${book.slug}`);
  const onGenre = [1, 2, 3, 4, 5].map((page) => (page > 1 ? `${genre}?page=${page}` : genre));
  const pages = await Promise.all(onGenre.map(async (place) => ({ place, ...(await get(place)) })));
  const shelf = pages.find((page) => page.body.includes(`href="/books/${book.slug}"`))?.place ?? "";
  await settle(at, shelf, elsewhere, "/genres");

  await sql("update books set price_minor = 7654 where id = $1", [book.id]);
  await Promise.all([comes(at, "76.54"), comes(shelf, "76.54")]);
  expect(await isKept(elsewhere)).toBe(true);
  expect(await isKept("/genres")).toBe(true);

  // one copy fewer where there are plenty is nothing to see
  await settle(at, shelf);
  await sql(
    `insert into stock_movements (id, book_id, delta, reason, actor_kind)
     values (gen_random_uuid(), $1, -1, 'correction', 'system')`,
    [book.id],
  );
  await sql("select pg_notify('cache_tags', 'book:' || slug) from books where id = $1", [other.id]);
  // notices arrive in their order: once the later one is through, the earlier ones are
  await expect.poll(() => isKept(elsewhere), { intervals: [5] }).toBe(false);
  expect(await isKept(at)).toBe(true);
});

test("DSC-4 DSC-1 a title by SQL is on book, home, list and in the search at once; the shop's name on every page", async () => {
  const [newest] = await sql<{ id: string; slug: string; isbn13: string }>(
    `select b.id, b.slug, b.isbn13 from works w join books b on b.work_id = w.id and b.stock > 0
     where not exists (select 1 from staff_notes n where n.work_id = w.id) order by w.created_at desc limit 1`,
  );
  if (!newest) throw new Error("nothing is new");
  const places = [`/books/${newest.slug}`, "/", "/new"];
  await settle(...places);
  await sql("update books set title = 'A Title by SQL' where id = $1", [newest.id]);
  await Promise.all(places.map((at) => comes(at, "A Title by SQL")));
  expect((await get("/search?q=title+by+sql")).body).toContain("A Title by SQL");
  expect((await get("/api/suggest?q=title+by+s")).body).toContain("A Title by SQL");

  await sql("update settings set value = jsonb_set(value, '{name}', '\"Bound & Sons\"') where key = 'shop'");
  await Promise.all(places.map((at) => comes(at, /<span>Bound &amp; Sons<\/span>/)));
  await comes("/books/nothing", /<span>Bound &amp; Sons<\/span>/);
});

test("DSC-4 UX-1 what was fetched ahead of a click is half a minute old at most", async ({ browser }) => {
  const book = await aBook(5);
  const context = await browser.newContext({ baseURL: web.url });
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(`/search?q=${encodeURIComponent(book.title)}`);
  const link = page.getByRole("main").getByRole("link", { name: book.title, exact: true }).first();
  const fetched = page.waitForResponse((answer) => answer.url().includes(`/books/${book.slug}`));
  await link.hover();
  await (await fetched).finished();
  await sql("update books set price_minor = 8765 where id = $1", [book.id]);
  await comes(`/books/${book.slug}`, "87.65");
  await page.clock.fastForward(31_000);
  await link.click();
  await expect(page).toHaveURL(new RegExp(`/books/${book.slug}$`));
  await expect(page.getByRole("complementary", { name: "Buy" })).toContainText("€87.65");
  await context.close();
});

test("UX-3 DSC-1 an empty shop says so kindly on every page, and fills by itself", async ({ browser }) => {
  const context = await browser.newContext({ baseURL: web.url });
  const page = await context.newPage();
  await sql("update books set archived_at = now()");
  await comes("/", "The shelves are being filled");
  for (const [at, heading] of [
    ["/", "The shelves are being filled"],
    ["/new", "The shelves are being filled"],
    ["/bestsellers", "No sales to count yet"],
    ["/staff-picks", "No notes yet"],
    ["/genres", "All genres"],
    ["/genres/fiction", "Fiction"],
    ["/authors/george-eliot", "George Eliot"],
    ["/search", "What are you looking for?"],
    ["/search?q=emma", "Nothing under “emma”"],
  ] as const) {
    expect((await page.goto(at))?.status(), at).toBe(200);
    await expect(page.getByRole("heading", { level: 1 }), at).toHaveText(heading);
    if (/^\/(?:$|genres|authors)/.test(at)) await expectAccessible(page);
  }
  await expect(page.getByRole("navigation", { name: "Browse" }).getByRole("link")).toHaveText([
    "New",
    "Bestsellers",
    "Staff picks",
    "All genres",
  ]);
  await sql("update books set archived_at = null where slug = 'middlemarch'");
  await comes("/", /href="\/books\/middlemarch"/);
  await context.close();
});

// the last one: it uses up what this address may search
test("SEC-1 DSC-2 who has searched too much still gets the results that are kept", async () => {
  const [kept, other] = [crypto.randomUUID(), () => crypto.randomUUID()];
  const search = async (q: string) => (await get(`/search?q=${q}`)).status;
  await settle(`/search?q=${kept}`);
  for (let tries = limitRules.search.address.tries; tries > 0; tries -= 20)
    await Promise.all(Array.from({ length: 20 }, () => get("/api/suggest?q=")));
  await expect.poll(() => search(other())).toBe(429);
  expect(await isKept(`/search?q=${kept}`)).toBe(true);
  expect(await search(kept)).toBe(200);
});
