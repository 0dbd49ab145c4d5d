import { checkDigit13 } from "../shop/_kernel/isbn.ts";
import { admin, expect, expectAccessible, test } from "./shop-fixtures.ts";

/** An ISBN that no other test has. */
function anIsbn(): string {
  const twelve = `979${String(Math.floor(Math.random() * 1e9)).padStart(9, "0")}`;
  return twelve + checkDigit13(twelve);
}

test.describe.configure({ timeout: 120_000 });

test("CAT-6 UX-1 a sheet is uploaded, a column corrected, the dry run looked through, brought in, seen in the shop, and taken back", async ({
  page,
}) => {
  const tag = crypto.randomUUID().slice(0, 8);
  const title = `The Imported Tide ${tag}`;
  const rows = [
    `EAN;Werk ${tag};Format;Language;RRP;On hand`,
    `${anIsbn()};${title};paperback;en;12,90;4`,
    `${anIsbn()};The Other Tide ${tag};hardback;en;22,00;1`,
    `${anIsbn().slice(0, 12)};A Short ISBN ${tag};paperback;en;9,90;1`,
    `${anIsbn()};Another Tide ${tag};paperback;en;11,00;0`,
  ];
  await page.goto("/login");
  await page.getByLabel("Email").fill(admin.email);
  await page.getByLabel("Password").fill(admin.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page).not.toHaveURL(/\/login/);

  await page.goto("/admin/imports");
  await page.getByLabel("File", { exact: true }).setInputFiles({
    name: `tide-${tag}.csv`,
    mimeType: "text/csv",
    buffer: Buffer.from(rows.join("\r\n")),
  });
  await page.getByRole("button", { name: "Upload" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `tide-${tag}.csv` })).toBeVisible();
  const main = page.getByRole("main");
  await page.getByLabel(`What “Werk ${tag}” means`).selectOption("title");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Start the dry run" }).click();

  const commit = page.getByRole("button", { name: "Bring in 3 books" });
  await expect(commit).toBeVisible({ timeout: 30_000 });
  await expect(main).toContainText("Nothing has changed yet");
  const tabs = page.getByRole("navigation", { name: "Rows by what becomes of them" });
  await expect(tabs.getByRole("link", { name: /^Refused/ })).toContainText("1");
  await expect(page.getByRole("row").filter({ hasText: `A Short ISBN ${tag}` })).toContainText("ISBN");
  await expectAccessible(page);
  await commit.click();
  await expect(page.getByText("The file is in the catalogue.")).toBeVisible({ timeout: 30_000 });
  const importPage = page.url();

  await page.goto(`/search?q=${encodeURIComponent(title)}`);
  await page.getByRole("link", { name: title }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();

  await page.goto(importPage);
  await page.getByRole("button", { name: "Undo this import" }).click();
  await expect(page.getByText("3 books were put back as before.")).toBeVisible({ timeout: 30_000 });
});

test("CAT-6 UX-1 without scripts a file that is none is refused with what it is", async ({ browser }) => {
  const desk = await (
    await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
  ).newPage();
  await desk.goto("/login");
  await desk.getByLabel("Email").fill(admin.email);
  await desk.getByLabel("Password").fill(admin.password);
  await desk.getByRole("button", { name: "Log in" }).click();
  await desk.goto("/admin/imports");
  await desk.getByLabel("File", { exact: true }).setInputFiles({
    name: "books.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("%PDF-1.7\n%âãÏÓ\n"),
  });
  await desk.getByRole("button", { name: "Upload" }).click();
  await expect(desk.getByRole("main").getByRole("alert")).toContainText("This is a PDF");
  await desk.context().close();
});
