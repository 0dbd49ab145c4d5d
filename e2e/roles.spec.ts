import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { Client } from "pg";
import { fillDemo } from "../db/demo/fill.ts";
import { startPostgres } from "../db/embedded.mjs";
import { migrate } from "../db/migrate.ts";
import { checkInvariants } from "../ops/check-invariants.ts";
import { addToCart } from "./shop-fixtures.ts";
import { seenInTime } from "./in-time.ts";
import { limitRules } from "../shop/limits/model.ts";
import { demoEnvironment, runProgram, serve, webProgram, type Server } from "../ops/serve.ts";

// Two web processes and a worker, each started by its role, on one PostgreSQL of their own.
test.describe.configure({ mode: "default" });

let folder: string;
let postgres: Awaited<ReturnType<typeof startPostgres>>;
let client: Client;
let webs: [Server, Server];
let env: Record<string, string>;
let worker: ReturnType<typeof runProgram> | undefined;

const query = async <T extends object>(text: string, values: unknown[] = []) =>
  (await client.query<T>(text, values)).rows;

async function reconnect(): Promise<void> {
  client = new Client({ connectionString: postgres.url() });
  client.on("error", () => {});
  await client.connect();
}

test.beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "octavo-roles-"));
  fs.chmodSync(folder, 0o755);
  postgres = await startPostgres(path.join(folder, "pg"));
  await migrate(postgres.url());
  await fillDemo(postgres.url(), null);
  await reconnect();
  // one shop has one address, whichever process answers
  env = { ...demoEnvironment(folder), DATABASE_URL: postgres.url() };
  webs = [await serve(webProgram, env), await serve(webProgram, env)];
});

test.afterAll(async () => {
  await Promise.all([...webs.map((web) => web.stop()), worker?.stop()]);
  await client.end().catch(() => {});
  await postgres.stop("immediate");
  fs.rmSync(folder, { recursive: true, force: true });
});

/** Whether a page holds some words; the page itself would drown a report. */
const says = async (url: string, words: string, init?: RequestInit) =>
  (await (await fetch(url, init)).text()).includes(words);

async function aBook(): Promise<{ id: string; slug: string; title: string }> {
  const [book] = await query<{ id: string; slug: string; title: string }>(
    "select id, slug, title from books where stock between 5 and 40 and archived_at is null order by id limit 1",
  );
  if (!book) throw new Error("no book");
  return book;
}

test("PLT-4 what is put into the cart at one process is in it at the other", async () => {
  const book = await aBook();
  const [first, second] = webs;
  const added = await fetch(`${first.url}/api/cart`, {
    method: "POST",
    headers: { accept: "application/json", "sec-fetch-site": "same-origin" },
    body: new URLSearchParams({ bookId: book.id, quantity: "2" }),
  });
  expect(await added.json()).toEqual({ ok: true, count: 2 });
  const cookie = added.headers
    .getSetCookie()
    .map((set) => set.split(";", 1)[0])
    .join("; ");
  for (const web of [first, second]) {
    expect(await (await fetch(`${web.url}/api/shopper`, { headers: { cookie } })).json()).toMatchObject({ cart: 2 });
    expect(await says(`${web.url}/cart`, book.title, { headers: { cookie } })).toBe(true);
  }
});

test("PLT-4 DSC-4 a title changed by SQL is on the pages of every process within a second, other pages stay kept", async () => {
  const book = await aBook();
  const [other] = await query<{ slug: string }>(
    "select slug from books where work_id <> (select work_id from books where id = $1) order by id desc limit 1",
    [book.id],
  );
  const page = (web: Server, slug: string) => `${web.url}/books/${slug}`;
  for (const web of webs) {
    for (const slug of [book.slug, other?.slug ?? ""]) for (let i = 0; i < 2; i++) await fetch(page(web, slug));
  }
  const onEvery = (words: string) =>
    Object.fromEntries(webs.map((web) => [web.url, () => says(page(web, book.slug), words)]));
  await seenInTime(
    webs,
    () => query("update books set title = 'A Title by SQL' where id = $1", [book.id]),
    onEvery("A Title by SQL"),
  );
  await seenInTime(webs, () => query("update books set price_minor = 4321 where id = $1", [book.id]), onEvery("43.21"));
});

test("SEC-1 PLT-4 a limit holds across both processes, and a forged address does not escape it", async () => {
  const { tries } = limitRules.register.address;
  const all = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      fetch(`${webs[i % 2]?.url}/api/v1/auth/register`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-forwarded-for": `203.0.113.${i}`,
          forwarded: `for=10.0.0.${i}`,
        },
        // refused for its password, and counted all the same
        body: JSON.stringify({ email: `${crypto.randomUUID()}@example.org`, password: "password", name: "A" }),
      }),
    ),
  );
  const statuses = all.map((answer) => answer.status);
  expect(statuses.filter((status) => status === 400)).toHaveLength(tries);
  expect(statuses.filter((status) => status === 429)).toHaveLength(50 - tries);
  for (const answer of all.filter(({ status }) => status === 429)) {
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  }
});

test("PLT-6 each process says that it lives and is ready", async () => {
  for (const web of webs) {
    expect((await fetch(`${web.url}/api/health/live`)).status).toBe(200);
    expect((await fetch(`${web.url}/api/health/ready`)).status).toBe(200);
  }
});

test("PLT-4 PLT-6 PostgreSQL crashes and comes back, three times: the same processes serve again by themselves", async () => {
  test.setTimeout(300_000);
  const pids = webs.map((web) => web.process.pid);
  const book = await aBook();
  for (let crash = 1; crash <= 3; crash++) {
    let open = true;
    const answers: number[] = [];
    const visitors = webs.map(async (web) => {
      while (open) {
        const answer = await fetch(`${web.url}/cart`, { signal: AbortSignal.timeout(60_000) });
        await answer.text();
        answers.push(answer.status);
      }
    });
    await expect.poll(() => answers.length).toBeGreaterThan(5);
    await postgres.stop("immediate");
    for (const web of webs) {
      const ready = await fetch(`${web.url}/api/health/ready`);
      expect(ready.status).toBe(503);
      expect(await ready.text()).toContain("database");
    }
    await postgres.start();
    await client.end().catch(() => {});
    await reconnect();
    for (const web of webs) {
      await expect
        .poll(async () => (await fetch(`${web.url}/api/health/ready`)).status, { timeout: 30_000, intervals: [100] })
        .toBe(200);
      const added = await fetch(`${web.url}/api/cart`, {
        method: "POST",
        headers: { accept: "application/json", "sec-fetch-site": "same-origin" },
        body: new URLSearchParams({ bookId: book.id, quantity: "1" }),
      });
      expect(added.status).toBe(200);
    }
    open = false;
    await Promise.all(visitors);
    // the listener for changes is back as well
    const title = `Title after crash ${crash}`;
    for (const web of webs) await fetch(`${web.url}/books/${book.slug}`);
    await query("update books set title = $2 where id = $1", [book.id, title]);
    for (const web of webs) {
      await expect
        .poll(() => says(`${web.url}/books/${book.slug}`, title), { timeout: 30_000, intervals: [100] })
        .toBe(true);
    }
  }
  expect(webs.map((web) => web.process.pid)).toEqual(pids);
  expect(webs.every((web) => web.process.exitCode === null)).toBe(true);
});

test("MSG-2 MSG-3 without a worker an order succeeds and the mailbox stays empty; with it the mail comes, once", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const book = await aBook();
  const context = await browser.newContext({ baseURL: webs[0].url });
  const page = await context.newPage();
  await addToCart(page, book); // until it is told: the header counts before the server has
  await page.goto("/checkout");
  await page.getByLabel("Email").fill("roles@example.org");
  await page.getByLabel("Full name").fill("Rolf Rolle");
  await page.getByLabel("Address", { exact: true }).fill("Weg 1");
  await page.getByLabel("Postcode").fill("04229");
  await page.getByLabel("City").fill("Leipzig");
  await page.getByRole("button", { name: "Place order" }).click();
  await page.getByRole("button", { name: "Pay", exact: true }).click();
  await page.waitForURL(/\/track\//);
  // the other process knows the order as well
  await page.goto(`${webs[1].url}${new URL(page.url()).pathname}`);
  await expect(page.getByRole("main")).toContainText(book.title);
  expect(await query("select kind from mails order by kind")).toEqual([
    { kind: "order_confirmed" },
    { kind: "order_received" },
  ]);
  expect(await query("select 1 from mailbox")).toEqual([]);

  worker = runProgram(["jobs/worker.ts"], env);
  // the mailbox has a mail before its state says so
  await expect.poll(() => query("select kind from mails where state <> 'sent'"), { timeout: 90_000 }).toEqual([]);
  expect(await query("select recipient from mailbox")).toHaveLength(2);
  await context.close();
  expect(await checkInvariants(client)).toEqual([]);
});
