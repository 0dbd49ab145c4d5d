import { expect, h1, main, shown, test } from "./storefront-fixtures.ts";
import type { Page } from "./fixtures.ts";

const crumbs = (page: Page) => page.getByRole("navigation", { name: "You are here" }).getByRole("listitem");

/** Marks the document, so that a test can tell whether it was left. */
const stay = (page: Page) => page.evaluate(() => void (document.body.dataset.stayed = "yes"));
const stayed = (page: Page) => expect(page.locator("body")).toHaveAttribute("data-stayed", "yes");

test("DSC-1 CAT-9 from the window by genre, sub-genre and page to a book and its author, in one document", async ({
  page,
}) => {
  await page.goto("/");
  await stay(page);
  await page.getByRole("navigation", { name: "Browse" }).getByRole("link", { name: "All genres" }).click();
  await expect(h1(page)).toHaveText("All genres");
  await main(page)
    .getByRole("link", { name: /^All \d+ books in Fiction$/ })
    .click();
  await expect(h1(page)).toHaveText("Fiction");
  await expect(crumbs(page)).toHaveText(["Books", "Fiction"]);
  const within = page.getByRole("navigation", { name: "Within Fiction" });
  await expect(within.getByRole("link")).toHaveCount(8);
  await within.getByRole("link", { name: /^Science fiction/ }).click();
  await expect(h1(page)).toHaveText("Science fiction");
  await expect(crumbs(page)).toHaveText(["Books", "Fiction", "Science fiction"]);
  await expect(within.getByRole("link", { name: /^Science fiction/ })).toHaveAttribute("aria-current", "page");
  const bar = page.getByRole("navigation", { name: "Browse" });
  await expect(bar.getByRole("link", { name: "Fiction" })).toHaveAttribute("aria-current", "true");

  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Next" }).click();
  await expect(page).toHaveURL(/\/genres\/science-fiction\?page=2$/);
  await expect(page.getByText(/^\d+ books, page 2 of \d$/)).toBeVisible();
  await expect(page).toHaveTitle("Science fiction, page 2 · Octavo");

  const [book] = await main(page).getByRole("heading", { level: 3 }).allInnerTexts();
  await main(page).getByRole("link", { name: book, exact: true }).first().click();
  await expect(h1(page)).toHaveText(book ?? "");
  await expect(crumbs(page)).toHaveText(["Books", /./, book ?? ""]);
  const author = main(page).getByRole("article").getByRole("link").first();
  const name = await author.innerText();
  await author.click();
  await expect(h1(page)).toHaveText(name);
  await expect(page.getByText(/^Author.* · \d+ books?$/)).toBeVisible();
  await expect(main(page).getByRole("link", { name: book, exact: true })).toBeVisible();
  await stayed(page);
  await page.goBack();
  await expect(h1(page)).toHaveText(book ?? "");
});

test("DSC-4 CAT-1 CAT-10 UX-3 a book's page tells everything of it, and leads to its other editions", async ({
  page,
  fullWork: { tag, isbn, author, paperback, hardback, ebook },
}) => {
  await page.goto(`/books/${paperback.slug}`);
  await expect(page).toHaveTitle(`${paperback.title} by Ada ${tag} and Bo ${tag} · Octavo`);
  await expect(h1(page)).toHaveText(paperback.title);
  await expect(page.getByText("A Study of Life", { exact: true })).toBeVisible();
  await expect(
    page.getByText(
      `Ada ${tag} and Bo ${tag}, translated by Cy ${tag}, illustrated by Di ${tag}, with an introduction by Ed ${tag}`,
    ),
  ).toBeVisible();
  const people = main(page).getByRole("article").getByRole("link", { name: tag });
  await expect(people).toHaveText([`Ada ${tag}`, `Bo ${tag}`, `Cy ${tag}`, `Di ${tag}`, `Ed ${tag}`]);
  await expect(page.getByRole("img", { name: `Cover of ${paperback.title}` })).toBeVisible();
  await expect(page.getByRole("blockquote")).toHaveText(`I know everyone in ${tag}.Nora, who tests it all`);
  await expect(page.getByText("A town, and everybody in it.")).toBeVisible();
  await expect(page.getByText(`The second paragraph of ${tag}.`, { exact: true })).toBeVisible();
  await expect(crumbs(page)).toHaveText(["Books", "Poetry & drama", paperback.title]);

  const buy = page.getByRole("complementary", { name: "Buy" });
  await expect(buy).toContainText("€11.50");
  await expect(buy).toContainText("Paperback, VAT included");
  await expect(buy.getByText("In stock", { exact: true })).toBeVisible();
  await expect(buy).toContainText("With you in 1–3 working days");
  await expect(buy).toContainText("Delivery €2.90, free from €40");

  const facts = main(page).locator("dl > div");
  expect(
    await facts.evaluateAll((rows) =>
      Object.fromEntries(rows.map(({ children: [name, value] }) => [name?.textContent, value?.textContent])),
    ),
  ).toEqual({
    Format: "Paperback",
    Pages: "1,912",
    Language: "English",
    Publisher: "Ardent & Sons",
    Published: "May 21, 1999",
    "First published": "1871",
    Series: `Annals ${tag}, book 2`,
    ISBN: isbn,
    Genres: "Poetry & drama, Travel",
  });
  await expect(facts.getByRole("link", { name: "Travel" })).toHaveAttribute("href", "/genres/travel");

  const formats = page.getByRole("navigation", { name: "Format" }).getByRole("link");
  await expect(formats).toHaveText([
    "Paperback, English€11.50",
    "Hardback, English Back soon€27.90",
    "E-book, EPUB, German€8.99",
  ]);
  await expect(formats.first()).toHaveAttribute("aria-current", "page");
  await stay(page);
  await formats.getByText("E-book").click();
  await expect(page).toHaveURL(new RegExp(`/books/${ebook.slug}$`));
  await expect(buy).toContainText("€8.99");
  await expect(buy).not.toContainText("working days");
  await expect(buy).not.toContainText("Delivery");
  await expect(facts.filter({ hasText: "Language" })).toContainText("German");
  await expect(formats.last()).toHaveAttribute("aria-current", "page");

  await formats.getByText("Hardback").click();
  await expect(page).toHaveURL(new RegExp(`/books/${hardback.slug}$`));
  await expect(buy.getByText("Back soon", { exact: true })).toBeVisible();
  await expect(buy.getByRole("button", { name: /cart|Notify/ })).toHaveText(["Notify me"]);
  await expect(buy.getByRole("link", { name: "ask the desk" })).toHaveAttribute(
    "href",
    /^mailto:desk@octavo\.example\?/,
  );
  await expect(buy).toContainText("The paperback is here, €11.50.");
  await stayed(page);
  await buy.getByRole("link", { name: "paperback" }).click();
  await expect(page).toHaveURL(new RegExp(`/books/${paperback.slug}$`));
  await people.first().click();
  await expect(page).toHaveURL(new RegExp(`/authors/${author.slug}$`));
  await expect(page.getByText("Author · 1 book")).toBeVisible();
});

test("DSC-1 UX-3 a book that left the shop while its card was on the screen is told kindly, and a way back", async ({
  page,
  fullWork: { author, paperback },
  sql,
  mayComplain,
}) => {
  mayComplain(/status of 404/);
  await page.goto(`/authors/${author.slug}`);
  await stay(page);
  await sql("update books set archived_at = now() where work_id = (select work_id from books where id = $1)", [
    paperback.id,
  ]);
  await expect
    .poll(async () => (await page.request.get(`/books/${paperback.slug}`)).status(), {
      timeout: 30_000,
      intervals: [50],
    })
    .toBe(404);
  await main(page).getByRole("link", { name: paperback.title }).click();
  await expect(h1(page)).toHaveText("Not on our shelves");
  await main(page).getByRole("link", { name: "To the shop window" }).click();
  await expect(page.getByRole("region", { name: "In the window" })).toBeVisible();

  await page.goto(`/authors/${author.slug}`);
  await expect(h1(page)).toHaveText(author.name);
  await expect(page.getByRole("heading", { level: 2, name: `Nothing by ${author.name} just now` })).toBeVisible();
});

test("DSC-1 new books and staff picks have pages of their own, and the lists say where one is", async ({
  page,
  sql,
}) => {
  const [{ notes = 0 } = {}] = await sql<{ notes: number }>(
    `select count(*)::int as notes from staff_notes n where exists
       (select 1 from books b where b.work_id = n.work_id and b.archived_at is null)`,
  );
  await page.goto("/");
  await main(page).getByRole("link", { name: "All that is new" }).click();
  await expect(h1(page)).toHaveText("New on the shelves");
  expect(await shown(page)).toHaveLength(48);
  const bar = page.getByRole("navigation", { name: "Browse" });
  await expect(bar.getByRole("link", { name: "New", exact: true })).toHaveAttribute("aria-current", "page");
  await bar.getByRole("link", { name: "Staff picks" }).click();
  await expect(h1(page)).toHaveText("Notes from the counter");
  await expect(bar.getByRole("link", { name: "Staff picks" })).toHaveAttribute("aria-current", "page");
  await expect(bar.getByRole("link", { name: "New", exact: true })).not.toHaveAttribute("aria-current", "page");
  const picks = main(page).getByRole("article");
  expect(notes).toBeGreaterThan(20);
  expect(Math.abs((await picks.count()) - Math.min(60, notes))).toBeLessThanOrEqual(2); // other tests write notes
  await expect(picks.first().getByRole("blockquote")).not.toBeEmpty();
  await expect(picks.first().getByRole("link")).toHaveAttribute("href", /^\/books\//);
});

test("CAT-7 UX-3 every cover in the window and on the shelves below is drawn", async ({ page }) => {
  await page.goto("/");
  const covers = page.locator(".cover img:visible");
  expect(await covers.count()).toBeGreaterThan(8);
  for (const cover of await covers.all()) {
    await cover.scrollIntoViewIfNeeded();
    await expect.poll(() => cover.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
  }
});

test("CRT-1 UX-1 the header counts what the button in the window put into the cart", async ({ page }) => {
  await page.goto("/");
  const lead = page.getByRole("region", { name: "In the window" });
  const title = await lead.getByRole("heading", { level: 2 }).innerText();
  await expect(page.getByRole("link", { name: "Cart, empty" })).toBeVisible();
  await lead.getByRole("button", { name: "Add to cart" }).click();
  await expect(lead.getByRole("status")).toContainText(`${title} is in your cart.`);
  await expect(page.getByRole("link", { name: "Cart, 1 book" })).toBeVisible();
  await lead.getByRole("link", { name: "View cart" }).click();
  await expect(page.getByRole("list", { name: "Books in your cart" })).toContainText(title);
});

test("UX-2 UX-3 the light one chooses stays, on the next page, at the desk and after a reload", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/new");
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const paper = await ground();
  await page.getByRole("radio", { name: "Lamp" }).check();
  const lamp = await ground();
  expect(lamp).not.toBe(paper);
  await page.getByRole("contentinfo").getByRole("link", { name: "Staff picks" }).click();
  await expect(h1(page)).toHaveText("Notes from the counter");
  expect(await ground()).toBe(lamp);
  for (const place of ["/staff-picks", "/cart"]) {
    await page.goto(place);
    expect(await ground(), place).toBe(lamp);
    await expect(page.getByRole("radio", { name: "Lamp" })).toBeChecked();
  }
  await page.getByRole("radio", { name: "As my device" }).check();
  expect(await ground()).toBe(paper);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("UX-1 home, lists and book are complete, lead on, and put into the cart", async ({ page, fullWork }) => {
    const { paperback, hardback, author } = fullWork;
    await page.goto("/");
    await expect(page.getByRole("region", { name: "In the window" }).getByRole("heading")).not.toHaveCount(0);
    await expect(page.getByRole("list", { name: "New on the shelves" }).getByRole("listitem")).toHaveCount(6);
    expect(await page.getByRole("region", { name: "Notes from the counter" }).getByRole("article").count()).toBe(3);
    await expect(page.getByRole("contentinfo").getByRole("radio", { name: "Lamp" })).toBeHidden();
    await page.getByRole("region", { name: "Contents" }).getByRole("link", { name: "Crime & mystery" }).click();
    await expect(h1(page)).toHaveText("Crime & mystery");
    await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Next" }).click();
    await expect(page).toHaveURL(/\/genres\/crime\?page=2$/);
    expect((await shown(page)).length).toBeGreaterThan(0);

    await page.goto(`/authors/${author.slug}`);
    await main(page).getByRole("link", { name: paperback.title }).click();
    await expect(page.getByRole("complementary", { name: "Buy" })).toContainText("€11.50");
    await page.getByRole("navigation", { name: "Format" }).getByRole("link", { name: "Hardback" }).click();
    await expect(page).toHaveURL(new RegExp(`/books/${hardback.slug}$`));
    await page.getByRole("link", { name: "paperback", exact: true }).click();
    await page.getByRole("button", { name: "Add to cart" }).click();
    await expect(page).toHaveURL(/\/cart$/);
    await expect(page.getByRole("list", { name: "Books in your cart" })).toContainText(paperback.title);

    await page.goto("/");
    const lead = page.getByRole("region", { name: "In the window" });
    const title = await lead.getByRole("heading", { level: 2 }).innerText();
    await lead.getByRole("button", { name: "Add to cart" }).click();
    await expect(page).toHaveURL(/\/cart$/);
    await expect(page.getByRole("list", { name: "Books in your cart" })).toContainText(title);
  });
});
