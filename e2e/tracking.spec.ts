import { addToCart, expect, expectAccessible, placeOrder, test } from "./shop-fixtures.ts";

test("CHK-12 CHK-9 asking for a link tells nobody whether there is an order, and mails it where there is", async ({
  page,
  sql,
  aBook,
  email,
  orders,
}) => {
  await addToCart(page, await aBook());
  await placeOrder(page, email);
  const [order] = await orders();
  const answers: string[] = [];
  for (const [number, address] of [
    [order?.number ?? "", email],
    [order?.number ?? "", "nobody@example.org"],
    ["25-99999", email],
  ] as const) {
    await page.goto("/track");
    await page.getByLabel("Order number").fill(number);
    await page.getByLabel("Email").fill(address);
    await page.getByRole("button", { name: "Send me the link" }).click();
    await expect(page).toHaveURL(/\/track\?sent=1$/);
    answers.push(await page.getByRole("main").innerText());
  }
  expect(new Set(answers).size).toBe(1);
  await expectAccessible(page);
  const mails = await sql("select 1 from mails where kind = 'tracking_link' and recipient = $1", [email]);
  expect(mails).toHaveLength(1);
});

test("CHK-12 UX-3 what is no number and no address is told by the field", async ({ page }) => {
  await page.goto("/track");
  await page.getByLabel("Order number").fill("1001");
  await page.getByLabel("Email").fill("aoife");
  await page.getByRole("button", { name: "Send me the link" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Both fields need another look" })).toBeVisible();
  await expect(page.getByLabel("Order number")).toBeFocused();
  await expect(page.getByLabel("Order number")).toHaveValue("1001");
  await expectAccessible(page);
});

test("CHK-9 SEC-2 an order's page tells no search engine and no other site of itself", async ({
  page,
  aBook,
  email,
}) => {
  await addToCart(page, await aBook());
  await placeOrder(page, email);
  await page.getByRole("button", { name: "Leave without paying" }).click();
  await expect(page).toHaveURL(/\/track\//);
  const answer = await page.reload();
  expect(answer?.headers()).toMatchObject({ "x-frame-options": "DENY" });
  // a form of the page names its origin, and no other site learns the address
  await expect(page.locator("meta[name=referrer]")).toHaveAttribute("content", "same-origin");
  expect(answer?.headers()["content-security-policy"]).toMatch(/'nonce-[\w-]+' 'strict-dynamic'/);
  expect(answer?.headers()["cache-control"]).toMatch(/no-store/);
  await expect(page.locator("meta[name=robots]")).toHaveAttribute("content", /noindex/);
});

test("CHK-9 SEC-3 a link that opens nothing says so kindly", async ({ page, mayComplain }) => {
  mayComplain(/status of 404/);
  for (const token of ["short", "a".repeat(43), "..%2f..%2fadmin", "%00"]) {
    const answer = await page.goto(`/track/${token}`);
    expect([400, 404], token).toContain(answer?.status());
  }
  await page.goto(`/track/${"a".repeat(43)}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Not on our shelves");
  expect((await page.goto(`/pay/demo/${"a".repeat(43)}`))?.status()).toBe(404);
});
