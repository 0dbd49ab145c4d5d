import type { Page } from "@playwright/test";
import { addToCart, expect, expectAccessible, logInAsAdmin, placeOrder, status, test } from "./shop-fixtures.ts";

async function deskOf(page: Page): Promise<Page> {
  const desk = await (await page.context().browser()?.newContext())?.newPage();
  if (!desk) throw new Error("no browser");
  await logInAsAdmin(desk);
  return desk;
}

/** The demo gateway's session of an order, at the operator's. */
const sessionAt = (desk: Page, number: string) =>
  desk.getByRole("region", { name: "Demo gateway" }).getByRole("listitem").filter({ hasText: number });

/** What needs a look about an order. */
const incidentAt = (desk: Page, number: string) =>
  desk.getByRole("list", { name: "Money that needs a look" }).getByRole("listitem").filter({ hasText: number });

type Sql = (query: string, values?: unknown[]) => Promise<{ text?: string }[]>;

/** The page that waits for the gateway's word: its address bears the secret of the link that the receipt carries. */
async function waitingPage(sql: Sql, email: string): Promise<string> {
  const secret = async () => {
    const [mail] = await sql(
      "select b.text from mailbox b join mails m on m.id = b.mail_id where m.recipient = $1 and m.kind = 'order_received'",
      [email],
    );
    return /\/track\/([\w-]{43})/.exec(mail?.text ?? "")?.[1] ?? "";
  };
  await expect.poll(secret, { timeout: 60_000 }).not.toBe("");
  return `/pay/return/${await secret()}`;
}

test.describe.configure({ timeout: 120_000 });

test("PAY-1 PAY-4 the way back waits for the gateway's word and then leads to the order by itself", async ({
  page,
  sql,
  aBook,
  email,
}) => {
  await addToCart(page, await aBook());
  await placeOrder(page, email);
  const gateway = page.url();
  await page.getByRole("button", { name: "Leave without paying" }).click();
  await expect(status(page)).toHaveText(/put aside\. They wait for €/);
  await page.goto(await waitingPage(sql, email));
  await expect(page.getByRole("heading", { name: "One moment" })).toBeVisible();
  await expect(page.getByRole("link", { name: "To the order" })).toBeVisible();
  await expectAccessible(page);
  const other = await page.context().newPage();
  await other.goto(gateway);
  await other.getByRole("button", { name: "Pay", exact: true }).click();
  await expect(status(other)).toHaveText(/Paid, thank you/);
  await expect(page).toHaveURL(/\/track\//, { timeout: 60_000 });
  await expect(status(page)).toHaveText(/Paid, thank you/);
});

test("PAY-1 UX-1 so it does without scripts", async ({ page, browser, baseURL, sql, aBook, email }) => {
  await addToCart(page, await aBook());
  await placeOrder(page, email);
  const gateway = page.url();
  await page.getByRole("button", { name: "Leave without paying" }).click();
  await expect(status(page)).toHaveText(/put aside\. They wait for €/);
  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await plain.goto((baseURL ?? "") + (await waitingPage(sql, email)));
  await expect(plain.getByRole("heading", { name: "One moment" })).toBeVisible();
  await page.goto(gateway);
  await page.getByRole("button", { name: "Pay", exact: true }).click();
  await expect(status(page)).toHaveText(/Paid, thank you/);
  await expect(plain).toHaveURL(/\/track\//, { timeout: 60_000 });
  await plain.context().close();
});

test("PAY-1 a way back to no order is no page, and nobody else's webhook is taken", async ({ page, request }) => {
  const answer = await page.request.get(`/pay/return/${"x".repeat(43)}`);
  expect(answer.status()).toBe(404);
  expect(answer.headers()["referrer-policy"]).toBe("no-referrer");
  const forged = await request.post("/api/webhooks/stripe", {
    data: { id: "evt_1", type: "checkout.session.completed" },
    headers: { "stripe-signature": "t=1,v1=00" },
  });
  expect(forged.status()).toBe(400);
});

test("PAY-4 CHK-7 slow money holds the books until the gateway says that it is there", async ({
  page,
  aBook,
  email,
  orders,
}) => {
  await addToCart(page, await aBook());
  await placeOrder(page, email);
  await page.getByRole("button", { name: "Pay by a slow method" }).click();
  await expect(page).toHaveURL(/\/track\//);
  await expect(page.getByText("A payment is on its way")).toBeVisible();
  const [order] = await orders();
  expect(order).toMatchObject({ state: "pending_payment", payment_state: "pending" });
  const desk = await deskOf(page);
  await desk.goto("/admin/payments");
  await sessionAt(desk, order?.number ?? "")
    .getByRole("button", { name: "Money arrives" })
    .click();
  await expect(sessionAt(desk, order?.number ?? "")).toContainText("Paid");
  await page.reload();
  await expect(status(page)).toHaveText(/Paid, thank you/);
  await desk.context().close();
});

test("PAY-3 CHK-10 a dispute is before the desk until somebody has settled it", async ({
  page,
  aBook,
  email,
  orders,
}) => {
  await addToCart(page, await aBook());
  await placeOrder(page, email);
  await page.getByRole("button", { name: "Pay", exact: true }).click();
  await expect(status(page)).toHaveText(/Paid, thank you/);
  const number = (await orders()).at(-1)?.number ?? "";
  const desk = await deskOf(page);
  await desk.goto("/admin/payments");
  await sessionAt(desk, number).getByRole("button", { name: "Dispute" }).click();
  await expect(incidentAt(desk, number)).toContainText("disputes €");
  expect((await orders()).at(-1)).toMatchObject({ payment_state: "disputed" });
  await expectAccessible(desk);
  await incidentAt(desk, number).getByLabel("Note").fill("Sent the proof of delivery");
  await incidentAt(desk, number).getByRole("button", { name: "Settled" }).click();
  await expect(incidentAt(desk, number)).toHaveCount(0);
  await desk.goto("/admin/payments?show=settled");
  await expect(incidentAt(desk, number)).toContainText("Sent the proof of delivery");
  await desk.context().close();
});
