import { addToCart, expect, expectAccessible, fillIn, status, test } from "./shop-fixtures.ts";

test.describe.configure({ timeout: 120_000 });

test("CHK-5 CHK-14 books are collected in the shop: no address, no delivery, its VAT", async ({
  page,
  aBook,
  email,
  orders,
}) => {
  await addToCart(page, await aBook({ price: 1_070 }));
  await page.goto("/checkout");
  await expect(page.getByRole("complementary")).toContainText("VAT of 7% included: €0.89.");
  await page.getByRole("radio", { name: /^Collect from/ }).check();
  await expect(page.getByLabel("Postcode")).toBeHidden();
  await expect(page.getByRole("complementary")).toContainText("Collected in the shop");
  await expect(page.getByRole("complementary")).toContainText("VAT of 7% included: €0.70.");
  await expectAccessible(page);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Full name").fill("Aoife Dunne");
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page).toHaveURL(/\/pay\/demo\//);
  await page.getByRole("button", { name: "Pay", exact: true }).click();
  await expect(status(page)).toHaveText(/Paid, thank you/);
  await expect(page.getByRole("heading", { name: "Collected in the shop" })).toBeVisible();
  expect(await orders()).toMatchObject([{ total_minor: 1_070 }]);
});

test("CHK-6 UX-3 a price that changes while one types is told and asked about; what was typed stays", async ({
  page,
  sql,
  aBook,
  email,
  orders,
}) => {
  const book = await aBook({ price: 3_000 });
  await addToCart(page, book);
  await page.goto("/checkout");
  await fillIn(page, email);
  await page.getByLabel("Flat, floor, company").fill("c/o Octavo");
  await sql("update books set price_minor = 3100 where id = $1", [book.id]);
  await page.getByRole("button", { name: "Place order" }).click();
  const told = page.getByRole("alert").filter({ hasText: "The total is now €33.90" });
  await expect(told).toContainText(`“${book.title}” cost €30.00 when you added it, and €31.00 now.`);
  await expect(page.getByLabel("Flat, floor, company")).toHaveValue("c/o Octavo");
  expect(await orders()).toEqual([]);
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page).toHaveURL(/\/pay\/demo\//);
  expect(await orders()).toMatchObject([{ total_minor: 3_390 }]);
});

test("CHK-9 CRT-1 a delivered order is ordered once more, and what changed is told", async ({
  page,
  sql,
  aBook,
  email,
}) => {
  const book = await aBook({ price: 1_000 });
  await addToCart(page, book);
  await page.goto("/checkout");
  await fillIn(page, email);
  await page.getByRole("button", { name: "Place order" }).click();
  await page.getByRole("button", { name: "Pay", exact: true }).click();
  await expect(status(page)).toHaveText(/Paid, thank you/);
  await sql("update books set price_minor = 1200 where id = $1", [book.id]);
  await page.getByRole("button", { name: "Order these books again" }).click();
  await expect(page).toHaveURL(/\/cart/);
  await expect(page.getByText(`These cost something else than they did then: ${book.title}.`)).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("UX-1 CHK-5 collecting is asked about before it is charged, and nothing typed is lost", async ({
    page,
    aBook,
    email,
    orders,
  }) => {
    const book = await aBook({ price: 1_000 });
    await page.goto(`/books/${book.slug}`);
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.getByRole("link", { name: "Check out" }).click();
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Full name").fill("Aoife Dunne");
    await page.getByRole("radio", { name: /^Collect from/ }).check();
    await page.getByRole("button", { name: "Place order" }).click();
    await expect(page.getByRole("alert")).toContainText("Collected in the shop it comes to €10.00.");
    await expect(page.getByRole("radio", { name: /^Collect from/ })).toBeChecked();
    await expect(page.getByLabel("Full name")).toHaveValue("Aoife Dunne");
    await page.getByRole("button", { name: "Place order" }).click();
    await expect(page).toHaveURL(/\/pay\/demo\//);
    expect(await orders()).toMatchObject([{ total_minor: 1_000 }]);
  });
});
