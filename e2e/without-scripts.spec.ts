import { expect, fillIn, lineOf, status, test } from "./shop-fixtures.ts";

test.use({ javaScriptEnabled: false });

test("UX-1 CRT-1 CHK-1 CHK-5 CHK-7 all of it works without JavaScript", async ({ page, aBook, email, orders }) => {
  test.slow(); // every step loads a page
  const [one, two] = [await aBook({ stock: 3 }), await aBook()];
  for (const book of [one, two]) {
    await page.goto(`/books/${book.slug}`);
    await page.getByRole("button", { name: "Add to cart" }).click();
    await expect(page).toHaveURL(/\/cart$/);
  }
  await lineOf(page, one).getByLabel("Quantity").fill("2");
  await lineOf(page, one).getByRole("button", { name: "Update" }).click();
  await expect(lineOf(page, one).getByLabel("Quantity")).toHaveValue("2");
  await lineOf(page, two).getByRole("button", { name: "Increase quantity" }).click();
  await lineOf(page, two).getByRole("button", { name: "Decrease quantity" }).click();
  await lineOf(page, one).getByLabel("Quantity").fill("9");
  await lineOf(page, one).getByLabel("Quantity").press("Enter");
  await expect(lineOf(page, one)).toContainText("Only 3 copies are left.");
  await lineOf(page, two).getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText("Taken out of your cart.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(lineOf(page, two)).toBeVisible();

  await page.getByRole("link", { name: "Check out" }).click();
  await page.getByLabel("Full name").fill("Aoife Dunne");
  await page.getByLabel("Email").fill("aoife@exampleorg");
  await page.getByLabel("Country").selectOption("AT");
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page.getByRole("alert")).toContainText("4 fields need another look");
  await expect(page.getByLabel("Full name")).toHaveValue("Aoife Dunne");
  await expect(page.getByLabel("Email")).toHaveValue("aoife@exampleorg");
  await expect(page.getByLabel("Country")).toHaveValue("AT");
  await expect(page.getByLabel("Email")).toBeFocused();

  await fillIn(page, email);
  await page.getByLabel("Postcode").fill("1070");
  await page.getByLabel("Country").selectOption("BE");
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page).toHaveURL(/\/pay\/demo\//);
  await page.getByRole("button", { name: "Decline" }).click();
  await expect(status(page)).toHaveText(/The card was declined/);
  await page.getByRole("button", { name: "Pay now" }).click();
  await page.getByRole("button", { name: "Pay", exact: true }).click();
  await expect(status(page)).toHaveText(/Paid, thank you/);
  await expect(page.getByRole("button", { name: "Print" })).toBeHidden();

  await page.getByText("Cancel the order").click();
  await page.getByRole("button", { name: "Cancel order" }).click();
  await expect(status(page)).toHaveText("Cancelled, as you asked.");
  await page.getByRole("button", { name: "Put the books back into the cart" }).click();
  await expect(lineOf(page, one)).toBeVisible();
  // 2 × 12.50 + 12.50 + 7.90 to Belgium
  expect(await orders()).toMatchObject([{ state: "cancelled", total_minor: 4_540 }]);
});

test("UX-1 CHK-5 another country's delivery is told before it is charged", async ({ page, aBook, email, orders }) => {
  const book = await aBook();
  await page.goto(`/books/${book.slug}`);
  await page.getByRole("button", { name: "Add to cart" }).click();
  await page.getByRole("link", { name: "Check out" }).click();
  await fillIn(page, email);
  await expect(page.getByLabel("Country")).toContainText("Austria, delivery €7.90");
  await page.getByLabel("Country").selectOption("AT");
  await page.getByLabel("Postcode").fill("1070");
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page.getByRole("alert")).toContainText("With delivery to Austria it comes to €20.40.");
  expect(await orders()).toEqual([]);
  await expect(page.getByLabel("Country")).toHaveValue("AT");
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page).toHaveURL(/\/pay\/demo\//);
  expect(await orders()).toMatchObject([{ total_minor: 2_040 }]);
});

test("UX-1 CRT-1 a book that cannot be had is told in the cart, where nothing is lost", async ({ page, aBook }) => {
  const [one, last] = [await aBook(), await aBook({ stock: 1 })];
  for (const book of [one, last, last]) {
    await page.goto(`/books/${book.slug}`);
    await page.getByRole("button", { name: "Add to cart" }).click();
  }
  await expect(page.getByRole("alert")).toContainText(
    `Only 1 copy of “${last.title}” is left, and your cart holds as many as there are. Everything else in your cart is as it was.`,
  );
  await expect(lineOf(page, one)).toBeVisible();
  await page.goto("/cart?refused=<script>&book=nothing");
  await expect(page.getByRole("alert")).toHaveCount(0);
});
