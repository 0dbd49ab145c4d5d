import { logIn as logInAs, test as withAccounts } from "./account-fixtures.ts";
import { addToCart, done, expect, fillIn, placeOrder, status, test } from "./desk-fixtures.ts";

test.describe.configure({ timeout: 120_000 });

test("CHK-3 an order placed in two tabs is one order, paid at one page", async ({
  page,
  context,
  aBook,
  email,
  orders,
}) => {
  await addToCart(page, await aBook());
  const tab = await context.newPage();
  for (const each of [page, tab]) {
    await each.goto("/checkout");
    await expect(each.getByRole("complementary")).toContainText("With you in 1–3 working days.");
    await fillIn(each, email);
  }
  for (const each of [page, tab]) {
    await each.getByRole("button", { name: "Place order" }).click();
    await expect(each).toHaveURL(/\/pay\/demo\//);
  }
  expect(tab.url()).toBe(page.url());
  expect(await orders()).toHaveLength(1);
});

test("CHK-9 CHK-10 papers are had by link and by the desk, by nobody else; links that the desk withdraws open nothing", async ({
  page,
  desk,
  browser,
  buyThree,
}) => {
  const number = await buyThree();
  const href = (await page.getByRole("link", { name: "Invoice, PDF" }).getAttribute("href")) ?? "";
  const paper = await page.request.get(href);
  expect(paper.status()).toBe(200);
  expect(paper.headers()).toMatchObject({ "content-type": "application/pdf", "x-robots-tag": "noindex, nofollow" });
  expect((await paper.body()).subarray(0, 5).toString()).toBe("%PDF-");

  const stranger = await browser.newContext();
  expect((await stranger.request.get(href)).status()).toBe(404);
  expect((await stranger.request.get(`/admin/orders/${number}/slip`)).status()).toBe(401);
  await stranger.close();

  await desk.goto(`/admin/orders/${number}`);
  for (const name of [/^Invoice \d/, "Packing slip"]) {
    const own = (await desk.getByRole("link", { name }).first().getAttribute("href")) ?? "";
    const answer = await desk.request.get(own);
    expect(answer.headers()["content-type"]).toBe("application/pdf");
    expect((await answer.body()).subarray(0, 5).toString()).toBe("%PDF-");
  }

  await desk.getByText("Shut the tracking links").first().click();
  await desk.getByRole("button", { name: "Shut the links" }).click();
  await expect(done(desk)).toBeVisible();
  await page.reload();
  await expect(page).toHaveURL(`/track?number=${number}`);
  expect((await page.request.get(href)).status()).toBe(404);
});

withAccounts(
  "CHK-9 a customer's papers are in the account, and in no other",
  async ({ page, aBook, anAccount, another }) => {
    const [account, other] = [await anAccount(), await anAccount()];
    await logInAs(page, account);
    await addToCart(page, await aBook());
    await placeOrder(page, account.email);
    await page.getByRole("button", { name: "Pay", exact: true }).click();
    await expect(status(page)).toHaveText(/Paid, thank you/);
    await page.goto("/account/orders");
    await page
      .getByRole("main")
      .getByRole("link", { name: /\d\d-\d{5}/ })
      .first()
      .click();
    const href = (await page.getByRole("link", { name: "Invoice, PDF" }).getAttribute("href")) ?? "";
    expect(href).toMatch(/^\/account\/orders\//);
    const paper = await page.request.get(href);
    expect(paper.headers()["content-type"]).toBe("application/pdf");
    const reader = await another();
    await logInAs(reader, other);
    expect((await reader.request.get(href)).status()).toBe(404);
  },
);

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("UX-1 CHK-2 CHK-6 what changes while one types is asked about, and all that was typed stays", async ({
    page,
    sql,
    aBook,
    move,
    email,
    orders,
  }) => {
    const [dearer, scarce] = [await aBook({ price: 3_000 }), await aBook({ stock: 1 })];
    for (const book of [dearer, scarce]) {
      await page.goto(`/books/${book.slug}`);
      await page.getByRole("button", { name: "Add to cart" }).click();
      await expect(page).toHaveURL(/\/cart$/);
    }
    await page.getByRole("link", { name: "Check out" }).click();
    await fillIn(page, email);
    await page.getByLabel("Flat, floor, company").fill("c/o Octavo");
    const typed = async () => {
      await expect(page.getByLabel("Email")).toHaveValue(email);
      await expect(page.getByLabel("Flat, floor, company")).toHaveValue("c/o Octavo");
      await expect(page.getByLabel("City")).toHaveValue("Leipzig");
      expect(await orders()).toEqual([]);
    };
    await sql("update books set price_minor = 3100 where id = $1", [dearer.id]);
    await page.getByRole("button", { name: "Place order" }).click();
    await expect(page.getByRole("alert")).toContainText(
      `“${dearer.title}” cost €30.00 when you added it, and €31.00 now.`,
    );
    await typed();
    await move(scarce, -1);
    await page.getByRole("button", { name: "Place order" }).click();
    await expect(page.getByRole("alert")).toContainText(`“${scarce.title}” has just sold out.`);
    await typed();
    await move(scarce, 1);
    await page.getByRole("button", { name: "Place order" }).click();
    await expect(page).toHaveURL(/\/pay\/demo\//);
    // 31.00 + 12.50, delivered free of charge
    expect(await orders()).toMatchObject([{ total_minor: 4_350 }]);
  });
});
