import type { Page } from "@playwright/test";
import { expect, h1, test } from "./storefront-fixtures.ts";

const field = (page: Page) => page.getByRole("combobox", { name: "Search books" });
const options = (page: Page) => page.getByRole("listbox", { name: "Suggestions" }).getByRole("option");
const titles = (page: Page) => page.getByRole("main").getByRole("heading", { level: 3 });

test("DSC-2 the results of a wide search come in pages, and beyond the last is a way back", async ({ page }) => {
  await page.goto("/search?q=novel");
  const pages = page.getByRole("navigation", { name: "Pages" });
  const first = await titles(page).allInnerTexts();
  expect(first).toHaveLength(24);
  await pages.getByRole("link", { name: "Next" }).click();
  await expect(page).toHaveURL(/\/search\?q=novel&page=2$/);
  await expect(pages.getByRole("link", { name: "Page 2" })).toHaveAttribute("aria-current", "page");
  expect((await titles(page).allInnerTexts()).filter((title) => first.includes(title))).toEqual([]);
  await page.goto("/search?q=novel&page=999");
  await expect(h1(page)).toHaveText("The list ends before this page");
  await page.getByRole("link", { name: "To the first page" }).click();
  await expect(titles(page)).toHaveText(first);
  for (const odd of ["0", "-3", "abc", "%00"]) {
    await page.goto(`/search?q=novel&page=${odd}`);
    await expect(titles(page), odd).toHaveText(first);
  }
});

test("DSC-2 UX-3 without an answer from the suggestions the form still searches", async ({ page, mayComplain }) => {
  mayComplain(/Failed to load resource/);
  await page.route("**/api/suggest?*", (route) => route.fulfill({ status: 503, body: "" }));
  await page.goto("/");
  const asked = page.waitForResponse("**/api/suggest?*");
  await field(page).pressSequentially("middlemarch");
  await asked;
  await field(page).press("Enter");
  await expect(h1(page)).toHaveText("Books for “middlemarch”");
  await expect(options(page)).toHaveCount(0);
});

test("DSC-2 UX-3 nothing found says so with ways on; an empty search asks what one looks for", async ({ page }) => {
  await page.goto("/search?q=qxzzyv");
  await expect(h1(page)).toHaveText("Nothing under “qxzzyv”");
  await expect(field(page)).toHaveValue("qxzzyv");
  await expect(page.getByRole("link", { name: "Ask the desk" })).toHaveAttribute(
    "href",
    "mailto:desk@octavo.example?subject=qxzzyv",
  );
  await page.getByRole("main").getByRole("link", { name: "See all genres" }).click();
  await expect(h1(page)).toHaveText("All genres");

  for (const empty of ["/search", "/search?q=", "/search?q=%20%20", "/search?q=%00%0A%E2%80%8B", "/search?q=%F0%28"]) {
    await page.goto(empty);
    if (empty.endsWith("%28")) await expect(h1(page)).toHaveText(/^Nothing under/);
    else await expect(h1(page), empty).toHaveText("What are you looking for?");
  }
  await page.goto("/search");
  await page.getByRole("region", { name: "Contents" }).getByRole("link", { name: "Travel" }).click();
  await expect(h1(page)).toHaveText("Travel");
});

test("DSC-2 SEC-3 SEC-4 whatever is typed is a search: no error, and nothing of it runs", async ({ page, request }) => {
  page.on("dialog", () => {
    throw new Error("something typed was run");
  });
  const hostile = [
    "<script>alert(1)</script>",
    `"><img src=x onerror=alert(1)>`,
    "</title><script>alert(1)</script>",
    "{{constructor.constructor('alert(1)')()}}",
    "javascript:alert(1)",
    "' or 1=1 --",
    "'; drop table books; --",
    "a & | ! ( ) : * <-> \\ ' \"",
    "%00%ff%%",
    "x\u0000y\ud800z\u202e",
    "🐙".repeat(60),
    "e".repeat(5_000),
  ];
  for (const words of hostile) {
    const q = encodeURIComponent(words.toWellFormed());
    const [answer, suggested] = [
      await request.get(`/search?q=${q}`),
      await request.get(`/api/suggest?locale=en&q=${q}`),
    ];
    const [name, html] = [words.slice(0, 40), await answer.text()];
    expect(answer.status(), name).toBe(200);
    expect(html, name).toMatch(/<h1>(?:Nothing under|Books for) “/);
    expect(html, name).not.toMatch(/<script>alert|<img src=x/);
    expect(suggested.status(), name).toBe(200);
    expect(Object.keys((await suggested.json()) as object)).toEqual(["suggestions"]);
  }
  for (const words of [hostile[0], hostile[1], hostile[2], hostile.at(-1)]) {
    await page.goto(`/search?q=${encodeURIComponent(words ?? "")}`);
    await expect(field(page)).toBeVisible(); // its own scripts run
    await expect(page.locator("main script, main img[src=x]")).toHaveCount(0);
  }
  // the last one is cut, and says so
  await expect(page.getByText("We searched for the first 100 characters.")).toBeVisible();
  await expect(h1(page)).toHaveText(`Nothing under “${"e".repeat(100)}”`);

  await page.goto("/search?q=emma&q=middlemarch&page=1&page=2");
  await expect(h1(page)).toHaveText("Books for “emma”");
  await field(page).fill(hostile[0] ?? "");
  await field(page).press("Enter");
  await expect(h1(page)).toHaveText(`Nothing under “${hostile[0]}”`);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("DSC-2 UX-1 the search is a plain form, its pages plain links", async ({ page }) => {
    await page.goto("/");
    const plain = page.getByRole("searchbox", { name: "Search books" });
    await plain.fill("novel");
    await plain.press("Enter");
    await expect(page).toHaveURL(/\/search\?q=novel$/);
    await expect(page.getByText(/^\d+ books found$/)).toBeVisible();
    await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Next" }).click();
    await expect(page).toHaveURL(/\/search\?q=novel&page=2$/);
    expect(await titles(page).count()).toBeGreaterThan(0);
    await page.goto("/cart");
    await plain.fill("<script>alert(1)</script>");
    await page.getByRole("button", { name: "Search", exact: true }).click();
    await expect(h1(page)).toHaveText("Nothing under “<script>alert(1)</script>”");
  });
});
