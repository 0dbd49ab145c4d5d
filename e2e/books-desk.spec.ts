import type { Browser, Page } from "@playwright/test";
import { checkDigit13 } from "../shop/_kernel/isbn.ts";
import { expect, expectAccessible, expectAccessibleInBothLights, logInAsAdmin, test } from "./shop-fixtures.ts";

/** An ISBN that no other test has. */
function anIsbn(): string {
  const twelve = `979${String(Math.floor(Math.random() * 1e9)).padStart(9, "0")}`;
  return twelve + checkDigit13(twelve);
}
const tag = () => crypto.randomUUID().slice(0, 8);

/** A bookseller's browser of its own. */
async function aDesk(browser: Browser, more: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> {
  const page = await (await browser.newContext(more)).newPage();
  await logInAsAdmin(page);
  return page;
}

const done = (desk: Page) => desk.getByRole("main").locator(".note--done");
const alert = (desk: Page) => desk.getByRole("main").getByRole("alert").filter({ hasText: /\S/ });

async function fillBook(desk: Page, title: string, isbn: string): Promise<void> {
  await desk.goto("/admin/books/new");
  await desk.getByLabel("Title", { exact: true }).fill(title);
  await desk.getByLabel("Name 1").fill("Ada Writer");
  await desk.getByLabel("Name 2").fill("Bo Draws");
  await desk.getByLabel("Role of person 2").selectOption("illustrator");
  await desk.getByLabel("Description").fill("A book that a browser made. It has two sentences.");
  await desk.getByLabel("ISBN", { exact: true }).fill(isbn);
  await desk.getByRole("textbox", { name: "Price" }).fill("16,90");
  await desk.getByLabel("Copies in stock").fill("2");
}

test.describe.configure({ timeout: 90_000 });

test("UX-1 CAT-1 CAT-2 CAT-4 without scripts a book is made by hand; a wrong check digit and a taken ISBN are told, and nothing typed is lost", async ({
  browser,
  page,
}) => {
  const desk = await aDesk(browser, { javaScriptEnabled: false });
  const isbn = anIsbn();
  const title = `The Plain Form ${tag()}`;
  const right = isbn.at(-1) ?? "";
  const wrong = String((Number(right) + 1) % 10);
  await fillBook(desk, title, isbn.slice(0, 12) + wrong);
  await desk.getByRole("button", { name: "Save book" }).click();
  await expect(alert(desk)).toContainText(`it says ${wrong}, and ${right} would be right`);
  await expect(desk.getByLabel("Title", { exact: true })).toHaveValue(title);
  await expect(desk.getByLabel("Name 2")).toHaveValue("Bo Draws");
  await expect(desk.getByLabel("Role of person 2")).toHaveValue("illustrator");
  await expect(desk.getByRole("textbox", { name: "Price" })).toHaveValue("16,90");

  await desk.getByLabel("ISBN", { exact: true }).fill(`${isbn.slice(0, 3)}-${isbn.slice(3, 12)}-${isbn.slice(12)}`);
  await desk.getByRole("button", { name: "Save book" }).click();
  await expect(done(desk)).toHaveText("The book is in the catalogue.");
  await expect(desk.getByLabel("ISBN", { exact: true })).toHaveValue(isbn);
  await expect(
    desk.getByRole("region", { name: "Stock movements" }).getByRole("cell", { name: "First stock" }),
  ).toBeVisible();
  const first = desk.url().split("?")[0] ?? "";

  await fillBook(desk, `${title}, again`, isbn);
  await desk.getByRole("button", { name: "Save book" }).click();
  await expect(alert(desk)).toContainText(`“${title}” has this ISBN already`);
  await desk.getByRole("link", { name: "Open it" }).click();
  await expect(desk).toHaveURL(first);

  await desk.getByRole("link", { name: "See in the shop" }).click();
  await expect(desk.getByRole("heading", { level: 1 })).toHaveText(title);
  expect(await (await page.request.get(desk.url())).text()).toContain("€16.90");
  await desk.context().close();
});

test("CAT-2 CAT-3 PLT-4 of two who edit one book the second sees what differs; a new address takes the old one along", async ({
  browser,
  page,
  aBook,
}) => {
  const book = await aBook();
  const [one, two] = [await aDesk(browser), await aDesk(browser)];
  for (const desk of [one, two]) {
    await desk.goto(`/admin/books?q=${encodeURIComponent(book.title)}`);
    await desk.getByRole("link", { name: book.title }).click();
    await expect(desk.getByRole("heading", { level: 1 })).toHaveText(book.title);
  }
  await one.getByRole("textbox", { name: "Price" }).fill("19.50");
  await one.getByRole("button", { name: "Save book" }).click();
  await expect(done(one)).toHaveText("Saved. The shop shows it in a moment.");

  await two.getByLabel("Description").fill("Two had this to say.");
  await two.getByRole("button", { name: "Save book" }).click();
  await expect(alert(two)).toContainText("Somebody changed this book meanwhile");
  await expect(alert(two)).toContainText("Price: there it says €19.50 by now, and that stays");
  await expectAccessible(two);
  await two.reload();
  await expect(two.getByRole("textbox", { name: "Price" }), "nothing was overwritten").toHaveValue("19.50");

  await one.goto(`${one.url().split("?")[0]}`);
  await two.getByLabel("Description").fill("Two had this to say.");
  await two.getByRole("button", { name: "Save book" }).click();
  await expect(done(two)).toBeVisible();
  await one.getByRole("textbox", { name: "Price" }).fill("21");
  await one.getByRole("button", { name: "Save book" }).click();
  await one.getByRole("button", { name: "Save mine over it" }).click();
  await expect(done(one)).toBeVisible();
  await expect(one.getByRole("textbox", { name: "Price" })).toHaveValue("21.00");
  await expect(one.getByLabel("Description"), "what was not touched here stays").toHaveValue("Two had this to say.");

  await expect
    .poll(async () => (await page.request.get(`/books/${book.slug}`)).text(), { timeout: 30_000 })
    .toContain("€21.00");
  const slug = `moved-${tag()}`;
  await one.getByLabel("Address in the shop").fill(slug);
  await one.getByRole("button", { name: "Save book" }).click();
  await expect(done(one)).toBeVisible();
  await expect
    .poll(async () => (await page.request.get(`/books/${book.slug}`, { maxRedirects: 0 })).status(), {
      timeout: 30_000,
    })
    .toBe(308);
  const moved = await page.request.get(`/books/${book.slug}`, { maxRedirects: 0 });
  expect(moved.headers().location).toMatch(new RegExp(`/books/${slug}$`));
  await page.goto(`/books/${book.slug}`);
  await expect(page).toHaveURL(new RegExp(`/books/${slug}$`));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(book.title);
  for (const desk of [one, two]) await desk.context().close();
});

test("CAT-4 a delivery is scanned in: copies add up, unknown ISBNs are told and put right, and the ledger says why", async ({
  browser,
  aBook,
  sql,
}) => {
  const desk = await aDesk(browser);
  const book = await aBook({ stock: 1 });
  const [isbn, other] = [anIsbn(), anIsbn()];
  await sql("update books set isbn13 = $1 where id = $2", [isbn, book.id]);
  await desk.goto("/admin/stock");
  await expectAccessible(desk);
  await desk.getByLabel("ISBNs").fill(`${isbn}\n${isbn} x 2\n${other}`);
  await desk.getByLabel("Note", { exact: true }).fill("Delivery 88");
  await desk.getByRole("button", { name: "Book it in" }).click();
  await expect(desk.getByText("3 copies are booked in")).toBeVisible();
  await expect(desk.getByText(`${book.title}: +3, now 4`)).toBeVisible();
  await expect(desk.getByText(`${other}: no book has this ISBN`)).toBeVisible();
  await expectAccessible(desk);
  await desk.getByLabel("ISBNs").fill(`${isbn}\n${isbn} x 2`);
  await desk.getByRole("button", { name: "Book it in" }).click();
  await expect(desk.getByText(`${book.title}: +3, now 4`), "sent twice, counted once").toBeVisible();
  await expect(desk.getByRole("link", { name: "Next delivery" })).toBeVisible();

  await desk.goto(`/admin/books/${book.id}/stock`);
  await expect(desk.getByRole("cell", { name: "Delivery 88" })).toBeVisible();
  await expectAccessible(desk);
  await desk.getByLabel("Movement", { exact: true }).selectOption("Correction");
  await desk.getByLabel("Copies", { exact: true }).fill("2");
  await desk.getByRole("button", { name: "Book the movement" }).click();
  await expect(desk.getByLabel("Note", { exact: true })).toHaveAccessibleDescription(/Say why, for the ledger/);
  await desk.getByLabel("Note", { exact: true }).fill("Rain came in");
  await desk.getByRole("button", { name: "Book the movement" }).click();
  await expect(done(desk)).toHaveText("Booked. The ledger has it.");
  await expect(desk.getByRole("row").nth(1)).toContainText(/Correction.*Rain came in.*-2.*2/);
  await desk.context().close();
});

test("CAT-9 CAT-3 a genre merged into another leads there from its old address", async ({
  browser,
  page,
  aBook,
  sql,
}) => {
  const desk = await aDesk(browser);
  const [from, into] = [`Test ghosts ${tag()}`, `Test spirits ${tag()}`];
  for (const name of [from, into]) {
    await desk.goto("/admin/genres");
    const add = desk.getByRole("region", { name: "Add a genre" });
    await add.getByLabel("Name", { exact: true }).fill(name);
    await add.getByRole("button", { name: "Add genre" }).click();
    await expect(done(desk)).toHaveText("The genre is there.");
  }
  const slug = (name: string) => name.toLowerCase().replaceAll(" ", "-");
  const book = await aBook();
  await sql("insert into book_genres (book_id, genre_id, position) select $1, id, 0 from genres where slug = $2", [
    book.id,
    slug(from),
  ]);
  await expect
    .poll(async () => (await page.request.get(`/genres/${slug(from)}`)).text(), { timeout: 30_000 })
    .toContain(book.title);
  await desk.goto("/admin/genres");
  await desk.locator("summary", { hasText: from }).click();
  const row = desk.getByRole("listitem").filter({ has: desk.locator("summary", { hasText: from }) });
  await row.getByRole("button", { name: "Merge", exact: true }).click();
  await expect(row.getByRole("alert")).toContainText("Choose the genre it goes into");
  await expectAccessible(desk);
  await row.getByLabel("Merge into").selectOption({ label: into });
  await row.getByRole("button", { name: "Merge", exact: true }).click();
  await expect(done(desk)).toContainText("Merged.");
  await expect
    .poll(async () => (await page.request.get(`/genres/${slug(from)}`, { maxRedirects: 0 })).status(), {
      timeout: 30_000,
    })
    .toBe(308);
  await page.goto(`/genres/${slug(from)}`);
  await expect(page).toHaveURL(new RegExp(`/genres/${slug(into)}$`));
  await expect(page.getByText(book.title).first()).toBeVisible();
  // leave nothing behind that other tests could meet
  await sql("delete from book_genres where book_id = $1", [book.id]);
  await sql("delete from slug_redirects where kind = 'genre' and slug = $1", [slug(from)]);
  await sql("delete from genres where slug = $1", [slug(into)]);
  await desk.context().close();
});

test("CAT-1 CAT-2 the form says who has an ISBN as soon as it is typed, in any way of writing it, and keeps what is typed", async ({
  browser,
  aBook,
  sql,
}) => {
  const desk = await aDesk(browser);
  const book = await aBook();
  const isbn = anIsbn();
  await sql("update books set isbn13 = $1 where id = $2", [isbn, book.id]);
  await desk.goto("/admin/books/new");
  await desk.getByLabel("Title", { exact: true }).fill("Typed and kept");
  const field = desk.getByLabel("ISBN", { exact: true });
  await field.fill(`${isbn.slice(0, 3)}-${isbn.slice(3, 12)}-${isbn.slice(12)}`);
  await field.blur();
  await expect(field).toHaveAccessibleDescription(new RegExp(`“${book.title}” has this ISBN already`));
  await expect(desk.getByRole("link", { name: "Open it" })).toHaveAttribute("href", `/admin/books/${book.id}`);
  await expectAccessible(desk);
  await field.fill(isbn.slice(0, 12) + ((Number(isbn.at(-1)) + 1) % 10));
  await expect(field).toHaveAccessibleDescription(new RegExp(`The check digit should be ${isbn.at(-1)}`));
  await expect(desk.getByLabel("Title", { exact: true })).toHaveValue("Typed and kept");
  await desk.goto(`/admin/books/${book.id}`);
  await desk.getByLabel("ISBN", { exact: true }).focus();
  const looked = desk.waitForResponse(/\/admin\/books\/isbn/);
  await desk.getByLabel("ISBN", { exact: true }).blur();
  await looked;
  await expect(desk.getByLabel("ISBN", { exact: true }), "its own is no news").toHaveAccessibleDescription(
    /Check digit is right/,
  );
  await desk.context().close();
});

test("UX-1 CAT-5 UX-4 without scripts JSON is refused and kept, a price is seen before it changes, and all of a list are changed", async ({
  browser,
  aBook,
}) => {
  const desk = await aDesk(browser, { javaScriptEnabled: false });
  await desk.goto("/admin/books/bulk");
  const rows = JSON.stringify([{ format: "scroll", language: "en" }]);
  await desk.getByLabel("Or paste it here").fill(rows);
  await desk.getByRole("button", { name: "Send" }).click();
  await expect(alert(desk)).toContainText("2 problems; nothing was changed");
  await expect(desk.getByLabel("Or paste it here")).toHaveValue(rows);

  const book = await aBook({ price: 1_000 });
  await desk.goto(`/admin/books?q=${encodeURIComponent(book.title)}`);
  await desk.getByRole("checkbox", { name: `Select ${book.title}` }).check();
  await desk.getByLabel("What").selectOption("Price by amount");
  await desk.getByLabel("By how much").fill("-0.50");
  await desk.getByRole("button", { name: "Apply" }).click();
  await expect(desk.getByText(`${book.title}: from €10.00 to €9.50`)).toBeVisible();
  await expect(desk.getByRole("checkbox", { name: `Select ${book.title}` })).toBeChecked();
  await desk.getByRole("button", { name: "Change 1 book" }).click();
  await expect(done(desk)).toContainText(`${book.title}: changed from €10.00 to €9.50`);

  await desk.goto("/admin/books");
  await desk.getByRole("checkbox", { name: /^All [\d,]+ books that the list finds/ }).check();
  await desk.getByLabel("What").selectOption("Archive");
  await desk.getByRole("button", { name: "Apply" }).click();
  await expect(desk.getByRole("button", { name: /^Change [\d,]+ books$/ })).toBeVisible();
  await desk.getByRole("link", { name: "Leave them as they are" }).click();
  await expect(desk.getByRole("button", { name: /^Change/ })).toHaveCount(0);
  await desk.context().close();
});

test("UX-4 CAT-5 many books change at once, each with what came of it; JSON is refused by row and field", async ({
  browser,
  aBook,
}) => {
  const desk = await aDesk(browser);
  const [a, b] = [await aBook({ price: 1_000 }), await aBook({ price: 2_000 })];
  for (const book of [a, b]) {
    await desk.goto(`/admin/books?q=${encodeURIComponent(book.title)}`);
    await desk.getByRole("checkbox", { name: `Select ${book.title}` }).check();
    await desk.getByLabel("What").selectOption("Price by percent");
    await desk.getByLabel("By how much").fill("10");
    await desk.getByRole("button", { name: "Apply" }).click();
    await expect(desk.getByRole("status").filter({ hasText: `${book.title}: from` })).toBeVisible();
    await expect(desk.getByRole("cell", { name: "€22.00" }), "seen first, and not done").toHaveCount(0);
    await expectAccessible(desk);
    await desk.getByRole("button", { name: "Change 1 book" }).click();
    await expect(done(desk)).toContainText(`${book.title}: changed from`);
  }
  await expect(desk.getByRole("cell", { name: "€22.00" })).toBeVisible();

  await desk.goto("/admin/books/bulk");
  const title = `Bulk ${tag()}`;
  const rows = [
    { title, format: "paperback", language: "en", price: 900, isbn: "9780140449267" },
    { format: "scroll", language: "en" },
  ];
  await desk.getByLabel("Or paste it here").fill(JSON.stringify(rows));
  await desk.getByRole("button", { name: "Send" }).click();
  await expect(alert(desk)).toContainText("3 problems; nothing was changed");
  await expect(alert(desk)).toContainText("Row 1, ISBN: The check digit is wrong");
  await expect(alert(desk)).toContainText("Row 2, Format");
  await expectAccessible(desk);
  await desk.getByLabel("Or paste it here").fill(JSON.stringify([{ ...rows[0], isbn: anIsbn() }]));
  await desk.getByRole("button", { name: "Send" }).click();
  await expect(done(desk)).toContainText("1 made, 0 changed, 0 as they were");
  await desk.goto(`/admin/books?q=${encodeURIComponent(title)}`);
  await desk.getByRole("link", { name: title }).click();
  await desk.getByRole("button", { name: "Archive" }).click();
  await expect(done(desk)).toContainText("Archived.");
  await desk.context().close();
});

test("UX-2 UX-3 the catalogue's desk is accessible and fits, light and dark, wide and narrow", async ({
  browser,
  aBook,
}) => {
  const desk = await aDesk(browser);
  const book = await aBook({ stock: 2 });
  test.slow(); // 32 looks
  const places = [
    "/admin/books",
    `/admin/books?q=${tag()}${tag()}`,
    "/admin/books/new",
    `/admin/books/${book.id}`,
    `/admin/books/${book.id}/stock`,
    "/admin/stock",
    "/admin/genres",
    "/admin/books/bulk",
  ];
  for (const place of places) {
    await desk.goto(place);
    for (const width of [390, 1440]) {
      await desk.setViewportSize({ width, height: 900 });
      await expectAccessibleInBothLights(desk);
      const beyond = await desk.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(beyond, `${place} at ${width}`).toBeLessThanOrEqual(0);
    }
  }
  await desk.context().close();
});
