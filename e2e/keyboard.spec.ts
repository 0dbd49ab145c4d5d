import type { Page } from "@playwright/test";
import { expect, status, test } from "./shop-fixtures.ts";

/** Presses Tab until the focus stands where it should; a page where it cannot get there fails. */
async function tabTo(
  page: Page,
  role: "button" | "link" | "textbox" | "combobox" | "spinbutton",
  name: string | RegExp,
) {
  const wanted = page.getByRole("main").getByRole(role, { name }).first();
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press("Tab");
    if (await wanted.evaluate((element) => element === document.activeElement)) {
      const outline = await wanted.evaluate((element) => getComputedStyle(element).outlineStyle);
      expect(outline, `the focus on ${name} can be seen`).not.toBe("none");
      return;
    }
  }
  throw new Error(`Tab never comes to the ${role} ${name}`);
}

test("UX-2 a book is bought with the keyboard alone", async ({ page, aBook, email, orders }) => {
  const book = await aBook();
  await page.goto(`/books/${book.slug}`);
  await tabTo(page, "button", "Add to cart");
  await page.keyboard.press("Enter");
  await tabTo(page, "link", "View cart");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/cart$/);

  await tabTo(page, "spinbutton", "Quantity");
  await page.keyboard.type("2");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Quantity")).toHaveValue("2");
  await tabTo(page, "button", "Increase quantity");
  await page.keyboard.press("Space");
  await expect(page.getByLabel("Quantity")).toHaveValue("3");
  await tabTo(page, "link", "Check out");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/checkout$/);

  // an empty form first: the focus goes to what is missing
  await tabTo(page, "button", "Place order");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Email")).toBeFocused();
  await page.keyboard.type(email);
  for (const [field, text] of [
    ["Full name", "Aoife Dunne"],
    ["Address", "Karl-Heine-Straße 31"],
    ["Postcode", "04229"],
    ["City", "Leipzig"],
  ] as const) {
    await tabTo(page, "textbox", field === "Address" ? /^Address$/ : field);
    await page.keyboard.type(text);
  }
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/pay\/demo\//);
  await tabTo(page, "button", /^Pay$/);
  await page.keyboard.press("Space");
  await expect(status(page)).toHaveText(/Paid, thank you/);
  expect(await orders()).toMatchObject([{ state: "paid", total_minor: 4_040 }]);
});
