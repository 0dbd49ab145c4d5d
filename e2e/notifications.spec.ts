import type { Page } from "@playwright/test";
import { addToCart, expect, expectAccessible, isAt, logIn, placeOrder, status, test } from "./account-fixtures.ts";
import { admin } from "./shop-fixtures.ts";

test.describe.configure({ timeout: 120_000 });

const bell = (page: Page) =>
  page.getByRole("navigation", { name: "Your shop" }).getByRole("link", { name: /^Notifications/ });
const bellSays = (page: Page, words: string) =>
  expect(bell(page)).toHaveAccessibleName(new RegExp(`^Notifications ?, ${words}$`), { timeout: 20_000 });

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
  await logIn(desk, admin);
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
