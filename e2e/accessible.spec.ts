import { addToCart, expect, expectAccessibleInBothLights, lineOf, placeOrder, status, test } from "./shop-fixtures.ts";

test("UX-2 every page on the way to a book is accessible, light and dark", async ({ page, aBook, email }) => {
  test.slow(); // sixteen looks of several seconds each
  await page.goto("/cart");
  await expectAccessibleInBothLights(page);
  const book = await aBook();
  await addToCart(page, book);
  await page.goto("/cart");
  await expect(lineOf(page, book)).toBeVisible();
  await expectAccessibleInBothLights(page);
  await page.goto("/checkout");
  await expectAccessibleInBothLights(page);
  await page.getByRole("button", { name: "Place order" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "need another look" })).toBeVisible();
  await expectAccessibleInBothLights(page);
  await placeOrder(page, email);
  await expectAccessibleInBothLights(page);
  await page.getByRole("button", { name: "Pay", exact: true }).click();
  await expect(status(page)).toHaveText(/Paid, thank you/);
  await expectAccessibleInBothLights(page);
  await page.goto("/track");
  await expectAccessibleInBothLights(page);
  await page.goto("/login");
  await expectAccessibleInBothLights(page);
});
