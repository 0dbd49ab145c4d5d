import { expect, test } from "@playwright/test";
import { connect } from "../db/client.ts";
import { runProgram } from "../ops/serve.ts";
import { newId } from "../shop/_kernel/ids.ts";
import { jobSender } from "../shop/outbox/index.ts";
import { demoGateway } from "../shop/payments/index.ts";
import { anOrder, as, guest, letExpire, openTestShop } from "../tests/world.ts";
import { openTwoWebs, type TwoWebs } from "./two-webs.ts";

// Every change is on all pages of two processes within a second, whoever makes it: the web, the worker or plain SQL.

test.describe.configure({ mode: "default" }); // one after the other: each changes what the others' pages show

let shop: TwoWebs;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  shop = await openTwoWebs("changes");
});
test.afterAll(() => shop.close());

type Shows = (text: string) => boolean;
const all = (addresses: readonly string[], shows: Shows) =>
  Object.fromEntries(addresses.map((address) => [address, shows]));

const [ATOM, PRODUCTS, SITEMAP] = ["/feeds/new.atom", "/feeds/products.xml", "/sitemap.xml"] as const;
/** What the product feed says of one book. */
const product = (id: string, says: string) => (xml: string) =>
  (xml.split("<item>").find((item) => item.includes(`<g:id>${id}<`)) ?? "").includes(says);

test("CAT-4 DSC-4 price and stock", async () => {
  const book = await shop.aBook(1);
  const pages = [`/books/${book.slug}`, `/authors/${book.author}`, `/search?q=${encodeURIComponent(book.title)}`];
  await test.step("price", () =>
    shop.comes(() => shop.sql("update books set price_minor = 123457 where id = $1", [book.id]), {
      ...all(pages, (html) => html.includes("1,234.57")),
      [PRODUCTS]: product(book.id, "<g:price>1234.57 EUR<"),
    }));
  await test.step("stock", () =>
    shop.comes(
      () =>
        shop.sql(
          "insert into stock_movements (id, book_id, delta, reason, actor_kind) select $1, id, -stock, 'correction', 'system' from books where id = $2",
          [newId(new Date()), book.id],
        ),
      {
        ...all(pages, (html) => html.includes("Back soon")),
        [PRODUCTS]: product(book.id, "out_of_stock"),
      },
    ));
});

test("CAT-3 a new slug, with a redirect from the old one", async () => {
  const book = await shop.aBook(8);
  const [old, slug] = [book.slug, `${book.slug}-anew`];
  const link: Shows = (html) => html.includes(`/books/${slug}"`);
  await shop.comes(
    () =>
      shop.together(
        ["update books set slug = $1 where id = $2", [slug, book.id]],
        ["insert into slug_redirects (kind, slug, target_id) values ('book', $1, $2)", [old, book.id]],
      ),
    {
      [`/authors/${book.author}`]: link,
      [`/search?q=${encodeURIComponent(book.title)}`]: link,
      [SITEMAP]: (xml) => xml.includes(`/books/${slug}<`),
      [PRODUCTS]: (xml) => xml.includes(`/books/${slug}<`),
    },
  );
  for (const web of shop.webs) {
    const moved = await shop.ask(web, `/books/${old}`);
    expect([moved.status, moved.headers.get("location")]).toEqual([308, `/books/${slug}`]);
    expect((await shop.ask(web, `/books/${slug}`)).status).toBe(200);
  }
});

test("DSC-1 a bookseller's note", async () => {
  const book = await shop.aBook(9);
  const note = "Read it on the night train, and missed the stop.";
  await shop.sql("delete from staff_notes where work_id = $1", [book.workId]);
  await shop.comes(
    () =>
      shop.sql("insert into staff_notes (id, work_id, by, desk, note) values ($1, $2, 'Nora', 'the night desk', $3)", [
        newId(new Date()),
        book.workId,
        note,
      ]),
    all([`/books/${book.slug}`, "/staff-picks", "/"], (html) => html.includes(note)),
  );
});

test("CAT-2 a new book, in the feed of new ones and where its address led nowhere; then archived, and gone from everywhere", async () => {
  const [id, work] = [newId(new Date()), newId(new Date())];
  const slug = `from-nowhere-${id.slice(-6)}`;
  const at = `/books/${slug}`;
  const names: Shows = (text) => text.includes(at);
  const statusesOf = () => Promise.all(shop.webs.map(async (web) => (await shop.ask(web, at)).status));
  expect(await statusesOf()).toEqual([404, 404]);
  await shop.comes(
    () =>
      shop.together(
        ["insert into works (id, title) values ($1, 'From Nowhere')", [work]],
        [
          "insert into books (id, work_id, slug, title, format, language, price_minor, currency) values ($1, $2, $3, 'From Nowhere', 'paperback', 'en', 900, 'EUR')",
          [id, work, slug],
        ],
      ),
    {
      [at]: (html) => html.includes("From Nowhere"),
      ...all([ATOM, PRODUCTS, SITEMAP, "/new"], names),
    },
  );
  expect(await statusesOf()).toEqual([200, 200]);
  const lost: Shows = (text) => !text.includes(at);
  await shop.comes(
    () => shop.sql("update books set archived_at = now() where id = $1", [id]),
    all([ATOM, PRODUCTS, SITEMAP, "/new"], lost),
  );
  await expect.poll(statusesOf, { timeout: 30_000 }).toEqual([404, 404]);
});

test("DSC-1 settings, on refusals and in the feeds as well", async () => {
  const book = await shop.aBook(10);
  const renamed: Shows = (text) => text.includes("Quarto");
  await shop.comes(
    () => shop.sql("update settings set value = jsonb_set(value, '{name}', '\"Quarto\"') where key = 'shop'"),
    all(["/", `/books/${book.slug}`, "/search?q=sea", "/books/nothing-here", ATOM, PRODUCTS], renamed),
  );
});

test("CHK-7 PLT-4 the worker ends an order whose time is over: its copies are back on every page", async () => {
  test.setTimeout(180_000);
  const book = await shop.aBook(11);
  const database = connect(shop.databaseUrl, "web");
  const domain = openTestShop({
    database,
    payments: demoGateway(database, "http://books.test"),
    jobs: jobSender(database),
  });
  const ctx = as(domain, guest);
  const [{ stock = 0 } = {}] = await shop.sql<{ stock: number }>("select stock from books where id = $1", [book.id]);
  await shop.sql(
    "insert into stock_movements (id, book_id, delta, reason, actor_kind) values ($1, $2, $3, 'correction', 'system')",
    [newId(new Date()), book.id, 2 - stock],
  );
  const order = await anOrder(ctx, [{ bookId: book.id, quantity: 2 }]);
  await letExpire(domain, order.id);
  const at = `/books/${book.slug}`;
  // its facts for search engines: the words may stand beside another book on the page
  const isOut: Shows = (html) => html.includes("https://schema.org/OutOfStock");
  for (const web of shop.webs) await expect.poll(async () => isOut(await shop.textOf(web, at))).toBe(true);
  let worker: ReturnType<typeof runProgram> | undefined;
  try {
    await shop.comes(
      async () => {
        worker = runProgram(["jobs/worker.ts"], shop.env);
        const state = async () =>
          (await shop.sql<{ state: string }>("select state from orders where id = $1", [order.id]))[0]?.state;
        await expect.poll(state, { timeout: 90_000, intervals: [10] }).toBe("cancelled");
      },
      {
        [at]: (html) => html.includes("https://schema.org/LimitedAvailability"),
        [PRODUCTS]: product(book.id, "in_stock"),
      },
    );
  } finally {
    await worker?.stop();
    await domain.jobs.close();
    await database.close();
  }
});
