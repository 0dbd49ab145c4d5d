import type { Page } from "@playwright/test";
import { addToCart, expect, logInAsAdmin, placeOrder, status, test as base } from "./shop-fixtures.ts";

export { addToCart, admin, expect, expectAccessible, fillIn, placeOrder, status } from "./shop-fixtures.ts";

export async function logIn(page: Page, person: { email: string; password: string }): Promise<void> {
  await page.goto("/login");
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page).not.toHaveURL(/\/login/);
}

interface DeskFixtures {
  /** A browser of the bookseller's own, logged in as the admin. */
  desk: Page;
  /** Buys as a guest, two copies of the first book and one of the second; answers with the number of the paid order. */
  buyThree: () => Promise<string>;
}

export const test = base.extend<DeskFixtures>({
  desk: async ({ browser, viewport, hasTouch, isMobile }, provide) => {
    const context = await browser.newContext({ viewport, hasTouch, isMobile, acceptDownloads: true });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    await logInAsAdmin(page);
    await provide(page);
    await context.close();
    expect(complaints.filter((text) => !/^Transition was (?:aborted|skipped)/.test(text))).toEqual([]);
  },
  buyThree: async ({ page, aBook, email, orders }, provide) => {
    await provide(async () => {
      const [one, two] = [await aBook({ price: 1_000 }), await aBook({ price: 2_000 })];
      await addToCart(page, one);
      await addToCart(page, one);
      await addToCart(page, two);
      await placeOrder(page, email);
      await page.getByRole("button", { name: "Pay", exact: true }).click();
      await expect(status(page)).toHaveText(/Paid, thank you/);
      return (await orders()).at(-1)?.number ?? "";
    });
  },
});

/** What the desk's page says was done. */
export const done = (desk: Page) => desk.getByRole("main").getByRole("status").and(desk.locator(":has(.note--done)"));
