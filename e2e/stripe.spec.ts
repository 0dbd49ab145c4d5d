import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { Client } from "pg";
import { fillDemo } from "../db/demo/fill.ts";
import { startPostgres } from "../db/embedded.mjs";
import { migrate } from "../db/migrate.ts";
import { checkInvariants } from "../ops/check-invariants.ts";
import { demoEnvironment, serve, webProgram, type Server } from "../ops/serve.ts";
import { sign } from "../tests/stripe/books.ts";
import { StripeServer, testKey, webhookSecret } from "../tests/stripe/server.ts";
import { fillIn, status } from "./shop-fixtures.ts";

// A shop that takes money by Stripe: the production build, the official SDK, and a Stripe of the tests' own on loopback.
test.describe.configure({ mode: "serial", timeout: 120_000 });

let folder: string;
let postgres: Awaited<ReturnType<typeof startPostgres>>;
let client: Client;
let stripe: StripeServer;
let web: Server;
/** The shop's own address, as it is in links. */
let shop: string;

test.beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "octavo-stripe-"));
  fs.chmodSync(folder, 0o755);
  postgres = await startPostgres(path.join(folder, "pg"));
  await migrate(postgres.url());
  await fillDemo(postgres.url(), null);
  client = new Client({ connectionString: postgres.url() });
  await client.connect();
  stripe = await new StripeServer().start();
  web = await serve(webProgram, {
    ...demoEnvironment(folder),
    DATABASE_URL: postgres.url(),
    PAYMENTS: "stripe",
    STRIPE_SECRET_KEY: testKey,
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    STRIPE_API_BASE: stripe.url,
  });
  shop = web.url.replace("127.0.0.1", "localhost");
});

test.afterAll(async () => {
  await web.stop();
  await stripe.stop();
  expect(await checkInvariants(client)).toEqual([]);
  await client.end();
  await postgres.stop("immediate");
  fs.rmSync(folder, { recursive: true, force: true });
});

const webhook = () => `${web.url}/api/webhooks/stripe`;

async function orderOf(email: string) {
  const { rows } = await client.query<{ id: string; state: string; payment_state: string; total_minor: number }>(
    "select id, state, payment_state, total_minor from orders where email = $1 order by placed_at desc limit 1",
    [email],
  );
  return rows[0];
}

/** From the shelf to Stripe's page. */
async function goAndPay(page: Page, email: string): Promise<string> {
  const { rows } = await client.query<{ slug: string }>(
    "select slug from books where stock between 5 and 40 and archived_at is null order by id limit 1",
  );
  await page.goto(`${shop}/books/${rows[0]?.slug}`);
  const taken = page.waitForResponse((answer) => answer.request().method() === "POST");
  await page.getByRole("button", { name: "Add to cart" }).click();
  await taken; // with scripts and without
  await expect(async () => {
    await page.goto(`${shop}/checkout`);
    await expect(page.getByLabel("Email")).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await fillIn(page, email);
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page).toHaveURL(new RegExp(`^${stripe.url}/c/pay/`));
  return page.url().slice(page.url().lastIndexOf("/") + 1);
}

for (const javaScriptEnabled of [true, false]) {
  test(`PAY-1 PAY-2 UX-1 CHK-6 paying at Stripe and back, scripts ${javaScriptEnabled ? "on" : "off"}: only the webhook confirms`, async ({
    browser,
  }) => {
    const page = await (await browser.newContext({ javaScriptEnabled })).newPage();
    const email = `aoife.${crypto.randomUUID().slice(0, 12)}@example.org`;
    stripe.webhookUrl = null;
    const session = await goAndPay(page, email);
    const order = await orderOf(email);
    expect(stripe.books.sessions.get(session)).toMatchObject({
      amount_total: order?.total_minor,
      customer_email: email,
      metadata: { order_id: order?.id },
    });
    await page.getByRole("button", { name: "Pay", exact: true }).click();
    await expect(page.getByRole("heading", { name: "One moment" })).toBeVisible();
    expect(await orderOf(email)).toMatchObject({ state: "pending_payment", payment_state: "unpaid" });

    stripe.webhookUrl = webhook();
    const event = stripe.books.events.findLast(({ type }) => type === "checkout.session.completed");
    if (!event) throw new Error("nothing happened at Stripe");
    expect(await Promise.all([1, 2, 3, 4, 5].map(() => stripe.deliver(event)))).toEqual([200, 200, 200, 200, 200]);
    await expect(page).toHaveURL(/\/track\//, { timeout: 60_000 });
    await expect(status(page)).toHaveText(/Paid, thank you/);
    expect(await orderOf(email)).toMatchObject({ state: "paid", payment_state: "paid" });
    await page.context().close();
  });
}

test("PAY-2 the route believes the signature over the raw body, and nothing else", async ({ page }) => {
  const email = `aoife.${crypto.randomUUID().slice(0, 12)}@example.org`;
  stripe.webhookUrl = null;
  const session = await goAndPay(page, email);
  const body = JSON.stringify(stripe.books.pay(session));
  const post = async (given: string, signature?: string) =>
    (
      await fetch(webhook(), {
        method: "POST",
        body: given,
        headers: { "content-type": "application/json", ...(signature && { "stripe-signature": signature }) },
      })
    ).status;
  const now = Math.floor(Date.now() / 1_000);
  expect(await post(body)).toBe(400);
  expect(await post(body, sign(body, "whsec_of_somebody_else"))).toBe(400);
  expect(await post(body, sign(body, webhookSecret, now - 400))).toBe(400);
  expect(await post(`${body} `, sign(body, webhookSecret))).toBe(400);
  expect(await orderOf(email)).toMatchObject({ state: "pending_payment" });
  const other = JSON.stringify({ ...(JSON.parse(body) as object), id: "evt_of_no_use", type: "customer.created" });
  expect(await post(other, sign(other, webhookSecret))).toBe(200);
  expect(await post(body, sign(body, webhookSecret))).toBe(200);
  expect(await orderOf(email)).toMatchObject({ state: "paid" });
});
