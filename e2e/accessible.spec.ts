import { addToCart, expect, expectAccessible, lineOf, placeOrder, status, test } from "./shop-fixtures.ts";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("UX-2 every page on the way to a book is accessible", async ({ page, aBook, email }) => {
      test.slow(); // eight looks of several seconds each
      await page.goto("/cart");
      await expectAccessible(page);
      const book = await aBook();
      await addToCart(page, book);
      await page.goto("/cart");
      await expect(lineOf(page, book)).toBeVisible();
      await expectAccessible(page);
      await page.goto("/checkout");
      await expectAccessible(page);
      await page.getByRole("button", { name: "Place order" }).click();
      await expect(page.getByRole("alert").filter({ hasText: "need another look" })).toBeVisible();
      await expectAccessible(page);
      await placeOrder(page, email);
      await expectAccessible(page);
      await page.getByRole("button", { name: "Pay", exact: true }).click();
      await expect(status(page)).toHaveText(/Paid, thank you/);
      await expectAccessible(page);
      await page.goto("/track");
      await expectAccessible(page);
      await page.goto("/login");
      await expectAccessible(page);
    });
  });
}
