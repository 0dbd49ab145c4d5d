import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Page, Request } from "@playwright/test";
import { demoEnvironment, serve, webProgram } from "../ops/serve.ts";
import {
  addToCart,
  expect,
  expectAccessible,
  isAt,
  logIn,
  logInAsAdmin,
  placeOrder,
  status,
  test,
} from "./account-fixtures.ts";
import { authSecret, readState } from "./state.ts";

test.describe.configure({ timeout: 120_000 });

const bell = (page: Page) =>
  page.getByRole("navigation", { name: "Your shop" }).getByRole("link", { name: /^Notifications/ });
const bellSays = (page: Page, words: string) =>
  expect(bell(page)).toHaveAccessibleName(new RegExp(`^Notifications, ${words}$`), { timeout: 20_000 });

test("MSG-5 the bell rises in every open tab while the bookseller ships, and falls when it is read", async ({
  page,
  anAccount,
  another,
  aBook,
  sql,
}) => {
  const reader = await anAccount();
  const book = await aBook();
  await logIn(page, reader);
  await addToCart(page, book);
  await placeOrder(page, reader.email);
  await page.getByRole("button", { name: "Pay", exact: true }).click();
  await expect(status(page)).toHaveText(/Paid, thank you/);
  const [order] = await sql<{ number: string }>("select number from orders where user_id = $1", [reader.id]);
  const number = order?.number ?? "";

  // a second tab of the same browser hears it from the first
  const tab = await page.context().newPage();
  for (const each of [page, tab]) {
    await each.goto(`/books/${book.slug}`);
    await bellSays(each, "1 unread");
  }

  const desk = await another();
  await logInAsAdmin(desk);
  await desk.goto(`/admin/orders/${number}`);
  await desk.getByRole("button", { name: "Start packing" }).click();
  await desk.getByLabel("Carrier").fill("DHL");
  await desk.getByLabel("Tracking number").fill("0034 0434 1614 2058");
  await desk.getByRole("button", { name: "Mark as shipped" }).click();
  for (const each of [page, tab]) await bellSays(each, "2 unread");

  await bell(page).click();
  await isAt(page, "/account/notifications");
  const list = page.getByRole("list", { name: "Your notifications, newest first" });
  await expect(list.getByRole("listitem")).toHaveCount(2);
  await expectAccessible(page);
  await list.getByRole("link", { name: `Order ${number} is on its way.` }).click();
  await isAt(page, `/account/orders/${number}`);
  for (const each of [page, tab]) await bellSays(each, "1 unread");

  await page.goto("/account/notifications");
  await page.getByRole("button", { name: `Mark as read: Order ${number} is paid. We pack it next.` }).click();
  await expect(page.getByText("One notification is marked as read.")).toBeVisible();
  await bellSays(tab, "none unread");
});

/** As the worker or another process would write it: what is open hears of it from the database. */
const aNotification = `insert into notifications (id, user_id, kind, data)
  values (gen_random_uuid(), $1, 'restock', '{"bookId":"0190a000-0000-7000-8000-000000000000","slug":"a-book","title":"A Book"}')`;
const streamPath = "/api/notifications/stream";

test("MSG-5 a browser's tabs share one stream; another takes over when its tab closes; without one they ask, and it comes again", async ({
  page,
  anAccount,
  sql,
}) => {
  const reader = await anAccount();
  await logIn(page, reader);
  const context = page.context();
  const open = new Map<Request, Page>();
  context.on("request", (request) => {
    if (new URL(request.url()).pathname === streamPath) open.set(request, request.frame().page());
  });
  context.on("requestfailed", (request) => void open.delete(request));
  context.on("requestfinished", (request) => void open.delete(request));
  const tabs = [page, await context.newPage(), await context.newPage()];
  for (const tab of tabs) {
    await tab.goto("/");
    await bellSays(tab, "none unread");
  }
  await expect.poll(() => open.size, { timeout: 20_000 }).toBe(1);
  const [leader] = open.values();
  const others = tabs.filter((tab) => tab !== leader);
  await sql(aNotification, [reader.id]);
  for (const tab of tabs) await bellSays(tab, "1 unread");

  await leader?.close();
  open.clear();
  await expect.poll(() => others.filter((tab) => [...open.values()].includes(tab)).length, { timeout: 20_000 }).toBe(1);
  await sql(aNotification, [reader.id]);
  for (const tab of others) await bellSays(tab, "2 unread");

  // the stream breaks, and cannot be had for a while
  const [heir] = open.values();
  await context.route(`**${streamPath}`, (route) => route.abort());
  await heir?.reload();
  await sql(aNotification, [reader.id]);
  for (const tab of others) await bellSays(tab, "3 unread");
  await context.unroute(`**${streamPath}`);
  await expect.poll(() => open.size, { timeout: 60_000 }).toBe(1);
});

test("MSG-5 what is written anywhere reaches the streams of every web process", async ({
  page,
  anAccount,
  sql,
  baseURL,
}) => {
  const reader = await anAccount();
  await logIn(page, reader);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "octavo-second-"));
  const second = await serve(webProgram, {
    ...demoEnvironment(folder),
    DATABASE_URL: readState().databaseUrl,
    AUTH_SECRET: authSecret,
  });
  const leave = new AbortController();
  try {
    const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
    const heard = await Promise.all(
      [baseURL ?? "", second.url].map(async (url) => {
        const answer = await fetch(url + streamPath, { headers: { cookie }, signal: leave.signal });
        expect(answer.headers.get("content-type")).toContain("text/event-stream");
        const said = { text: "" };
        void (async () => {
          const decoder = new TextDecoder();
          for await (const bytes of answer.body ?? []) said.text += decoder.decode(bytes, { stream: true });
        })().catch(() => {});
        return said;
      }),
    );
    const each = (unread: number) =>
      Promise.all(
        heard.map((said) => expect.poll(() => said.text, { timeout: 20_000 }).toContain(`data: ${unread}\n`)),
      );
    await each(0);
    await sql(aNotification, [reader.id]);
    await each(1);
  } finally {
    leave.abort();
    await second.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

test("MSG-5 without scripts notifications are read and switched off, too", async ({ another, anAccount, sql }) => {
  const reader = await anAccount();
  for (const state of ["paid", "delivered"]) {
    await sql(
      `insert into notifications (id, user_id, kind, data) values (gen_random_uuid(), $1, 'order_state',
         jsonb_build_object('orderId', gen_random_uuid(), 'number', 'OCT-TEST', 'state', $2::text))`,
      [reader.id, state],
    );
  }
  const page = await another({ javaScriptEnabled: false });
  await logIn(page, reader);
  await page.goto("/account/notifications");
  await page.getByRole("button", { name: "Mark all as read" }).click();
  await expect(page.getByText("2 notifications are marked as read.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Mark/ })).toHaveCount(0);
  await page.getByLabel("A book I am waiting for is in stock again: send me a mail").uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your choice is saved.")).toBeVisible();
  await expect(page.getByLabel("A book I am waiting for is in stock again: send me a mail")).not.toBeChecked();
  await expect(page.getByLabel("A book I am waiting for is in stock again: tell me here")).toBeChecked();
});

test("MSG-5 nobody who is not logged in is told anything", async ({ request }) => {
  const answer = await request.get("/api/notifications/stream");
  expect(answer.status()).toBe(204);
  expect(answer.headers()["cache-control"]).toContain("no-store");
});
