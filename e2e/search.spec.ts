import type { Page } from "@playwright/test";
import { expect, h1, test } from "./storefront-fixtures.ts";

const field = (page: Page) => page.getByRole("combobox", { name: "Search books" });
const options = (page: Page) => page.getByRole("listbox", { name: "Suggestions" }).getByRole("option");
const chosen = (page: Page) => options(page).and(page.locator("[aria-selected=true]"));
const titles = (page: Page) => page.getByRole("main").getByRole("heading", { level: 3 });

/** Types and waits for what is suggested, which only happens with scripts. */
async function type(page: Page, words: string): Promise<void> {
  await expect(field(page)).toBeVisible();
  await field(page).pressSequentially(words);
  await expect(options(page).first()).toBeVisible();
}

test("DSC-2 searching by the form: title, author, genre, ISBN with and without hyphens, accents or not", async ({
  page,
  fullWork: { tag, isbn, paperback },
}) => {
  await page.goto("/");
  await page.evaluate(() => void (document.body.dataset.stayed = "yes"));
  for (const [words, found] of [
    ["middlemarch", "Middlemarch"],
    ["GARCIA marquez", "One Hundred Years of Solitude"],
    [`provinces ${tag}`, paperback.title],
    [`cy ${tag}`, paperback.title],
    [isbn, paperback.title],
    [isbn.replaceAll("-", ""), paperback.title],
    [isbn.replaceAll("-", " "), paperback.title],
  ] as const) {
    await field(page).fill(words);
    await page.getByRole("button", { name: "Search", exact: true }).click();
    await expect(h1(page)).toHaveText(`Books for “${words}”`);
    await expect(titles(page).filter({ hasText: found }).first()).toBeVisible();
    await expect(page.getByRole("main").getByRole("status")).toHaveText(/^\d+ books? found$/);
    await expect(page).toHaveURL(/\/search\?q=/);
    await expect(field(page)).toHaveValue(words);
  }
  // an ISBN finds its one book
  await expect(titles(page)).toHaveText([paperback.title]);
  await expect(page.locator("body")).toHaveAttribute("data-stayed", "yes");
  await page.goBack();
  await expect(field(page)).toHaveValue(isbn.replaceAll("-", ""));
});

test("DSC-2 UX-2 the suggestions are walked with the keyboard while the focus stays in the field", async ({ page }) => {
  await page.goto("/");
  await type(page, "middlem");
  await expect(field(page)).toHaveAttribute("aria-expanded", "true");
  await expect(page.getByRole("search").getByRole("status")).toHaveText(/^\d+ suggestions?$/);
  await expect(chosen(page)).toHaveCount(0);
  const count = await options(page).count();

  await field(page).press("ArrowDown");
  await expect(chosen(page)).toHaveText(/Middlemarch/);
  await expect(field(page)).toBeFocused();
  expect(await field(page).getAttribute("aria-activedescendant")).toBe(await chosen(page).getAttribute("id"));
  await expect(field(page)).toHaveAttribute("aria-controls", /./);

  // past either end stands the field itself
  await field(page).press("ArrowUp");
  await expect(chosen(page)).toHaveCount(0);
  await expect(field(page)).not.toHaveAttribute("aria-activedescendant", /./);
  await field(page).press("ArrowUp");
  await expect(options(page).nth(count - 1)).toHaveAttribute("aria-selected", "true");
  await field(page).press("ArrowDown");
  await expect(chosen(page)).toHaveCount(0);

  await field(page).press("Escape");
  await expect(options(page).first()).toBeHidden();
  await expect(field(page)).toHaveAttribute("aria-expanded", "false");
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveValue("middlem");

  await field(page).press("ArrowDown");
  await expect(chosen(page)).toHaveText(/Middlemarch/);
  await field(page).press("Enter");
  await expect(page).toHaveURL(/\/books\/middlemarch/);
  await expect(h1(page)).toHaveText("Middlemarch");
  await expect(options(page).first()).toBeHidden();
});

test("DSC-2 people and genres are suggested too, and what is typed is marked; a press or Enter goes there", async ({
  page,
}) => {
  await page.goto("/genres");
  await type(page, "george el");
  const people = page.getByRole("group", { name: "People" });
  await expect(people.getByRole("option", { name: "George Eliot" })).toBeVisible();
  await expect(people.locator("mark")).toHaveText(["George", "El"]);
  await people.getByRole("option", { name: "George Eliot" }).click();
  await expect(h1(page)).toHaveText("George Eliot");

  await type(page, "poet");
  await page.getByRole("group", { name: "Genres" }).getByRole("option", { name: "Poetry & drama" }).click();
  await expect(h1(page)).toHaveText("Poetry & drama");

  // Enter without a choice searches for what is typed
  await type(page, "middle");
  await field(page).press("Enter");
  await expect(h1(page)).toHaveText("Books for “middle”");

  // at the desk, another document, it leads to the shop as well
  await page.goto("/cart");
  await type(page, "middlemarch");
  await field(page).press("ArrowDown");
  await field(page).press("Enter");
  await expect(h1(page)).toHaveText("Middlemarch");
});
