import { addToCart, expect, expectAccessible, placeOrder, status, test } from "./shop-fixtures.ts";

/** The link that the receipt carries, as the mailbox has it. */
const linkIn = (text: string) => /\/track\/[\w-]{43}/.exec(text)?.[0] ?? "";

test.describe.configure({ timeout: 120_000 });

test("CHK-9 SEC-2 a link is exchanged for a cookie: its secret stays nowhere, and it works in any browser", async ({
  page,
  browser,
  sql,
  aBook,
  email,
  orders,
}) => {
  await addToCart(page, await aBook());
  await placeOrder(page, email);
  const [order] = await orders();
  const receipt = async () =>
    (
      await sql<{ text: string }>(
        "select b.text from mailbox b join mails m on m.id = b.mail_id where m.recipient = $1 and m.kind = 'order_received'",
        [email],
      )
    )[0]?.text ?? "";
  await expect.poll(async () => linkIn(await receipt()), { timeout: 60_000 }).not.toBe("");
  const link = linkIn(await receipt());

  const answer = await page.request.get(link, { maxRedirects: 0 });
  expect(answer.status()).toBe(303);
  expect(answer.headers()).toMatchObject({
    location: `/track/order/${order?.number}`,
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex, nofollow",
  });
  expect(answer.headers()["cache-control"]).toMatch(/no-store/);
  expect(answer.headers()["set-cookie"]).toMatch(/order-[\d-]+=.*HttpOnly.*SameSite=lax/i);

  // another browser, without scripts, from a page of somebody else's
  const context = await browser.newContext({ javaScriptEnabled: false });
  const other = await context.newPage();
  await other.goto(`/track/order/${order?.number}`);
  await expect(other, "a number alone reveals nothing").toHaveURL(`/track?number=${order?.number}`);
  await expect(other.getByLabel("Order number")).toHaveValue(order?.number ?? "");
  await other.goto(link);
  await expect(other).toHaveURL(`/track/order/${order?.number}`);
  await expect(status(other)).toHaveText(/put aside/);
  expect(await other.content()).not.toContain(link.slice("/track/".length));
  await expect(other.locator("meta[name=robots]")).toHaveAttribute("content", /noindex/);
  await other.getByRole("button", { name: "Pay now" }).click();
  await other.getByRole("button", { name: "Pay", exact: true }).click();
  await expect(other).toHaveURL(`/track/order/${order?.number}`);
  await expect(status(other)).toHaveText(/Paid, thank you/);
  await context.close();

  // an order that this browser does not hold, whether there is one or not
  for (const number of ["25-99999", "26-00001"]) {
    await page.goto(`/track/order/${number}`);
    await expect(page).toHaveURL(`/track?number=${number}`);
  }
});

test("CHK-9 a form that names another order's number than the browser holds changes nothing", async ({
  page,
  aBook,
  email,
  orders,
  mayComplain,
}) => {
  mayComplain(/status of 404/);
  await addToCart(page, await aBook());
  await placeOrder(page, email);
  await page.getByRole("button", { name: "Leave without paying" }).click();
  await expect(status(page)).toHaveText(/put aside/);
  await page.getByText("Cancel the order").click();
  await page
    .locator("details [name=number]")
    .evaluate((input: HTMLInputElement) => input.setAttribute("value", "25-99999"));
  await page.getByRole("button", { name: "Cancel order" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Not on our shelves");
  expect(await orders()).toMatchObject([{ state: "pending_payment" }]);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`UX-2 an order's page is accessible as it goes (${colorScheme})`, async ({ page, aBook, email }) => {
    await page.emulateMedia({ colorScheme });
    await addToCart(page, await aBook());
    await placeOrder(page, email);
    await page.getByRole("button", { name: "Decline" }).click();
    await expect(status(page)).toHaveText(/declined/);
    await expectAccessible(page);
    await page.getByText("Cancel the order").click();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Cancel order" }).click();
    await expect(status(page)).toHaveText(/Cancelled/);
    await expectAccessible(page);
  });
}
