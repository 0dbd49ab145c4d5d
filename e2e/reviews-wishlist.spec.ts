import { addToCart, expect, expectAccessible, isAt, logIn, test, typeIn } from "./account-fixtures.ts";
import { hashToken, newToken } from "../shop/_kernel/tokens.ts";
import { admin, status } from "./shop-fixtures.ts";

test("REV-1 REV-2 REV-3 REV-4 SEC-4 a buyer reviews a book, everyone reads it as plain text, and the desk takes it off", async ({
  page,
  aBook,
  anAccount,
  another,
}) => {
  const [book, reader] = [await aBook(), await anAccount()];
  await logIn(page, reader);
  await addToCart(page, book);
  await page.goto("/checkout");
  await page.getByLabel("Full name").fill("Ines Adler");
  await page.getByLabel("Address", { exact: true }).fill("Karl-Heine-Straße 31");
  await page.getByLabel("Postcode").fill("04229");
  await page.getByLabel("City").fill("Leipzig");
  await page.getByRole("button", { name: "Place order" }).click();
  await page.getByRole("button", { name: "Pay", exact: true }).click();
  await expect(status(page)).toHaveText(/Paid, thank you/);

  await page.goto(`/books/${book.slug}`);
  await page.getByRole("link", { name: "Write a review" }).click();
  await isAt(page, `/account/reviews/${book.slug}`);
  await page.getByRole("button", { name: "Post review" }).click();
  await expect(page.getByText("Choose from one star to five.").first()).toBeVisible();
  await page.getByRole("radio", { name: "4 stars" }).check();
  const planted = `Quiet. <script>document.title = "planted"</script><img src=x onerror="document.title='planted'"> https://elsewhere.example/x`;
  await page.getByLabel("Review", { exact: false }).last().fill(planted);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Post review" }).click();
  await isAt(page, "/account/reviews");
  await expect(page.getByText("Your review is there for everyone to read.")).toBeVisible();

  const visitor = await another();
  await expect(async () => {
    await visitor.goto(`/books/${book.slug}`);
    await expect(visitor.getByText("Quiet.", { exact: false })).toBeVisible({ timeout: 500 });
  }).toPass();
  const article = visitor.getByRole("article").filter({ hasText: "Quiet." }).last();
  await expect(article).toContainText('<script>document.title = "planted"</script>');
  await expect(article).toContainText("Ines A.");
  await expect(article).toContainText("bought here");
  await expect(article.getByRole("img", { name: "4 out of 5 stars" })).toBeVisible();
  await expect(visitor.locator('a[href*="elsewhere"]')).toHaveCount(0);
  await expect(visitor.getByRole("link", { name: "1 review" })).toBeVisible();
  expect(await visitor.title()).not.toContain("planted");
  await expectAccessible(visitor);
  await article.getByRole("link").first().click();
  await expect(visitor.getByRole("heading", { level: 1 })).toHaveText(`A review of ${book.title}`);
  await visitor.goto(`/books/${book.slug}/reviews?sort=lowest`);
  await expect(visitor.getByRole("link", { name: "Fewest stars" })).toHaveAttribute("aria-current", "page");
  await expect(visitor.getByText("Quiet.", { exact: false })).toBeVisible();

  const desk = await another();
  await desk.goto("/login?next=/admin/reviews");
  await typeIn(desk, admin);
  await isAt(desk, "/admin/reviews");
  await desk.getByLabel("Text or author").fill("Quiet.");
  await desk.getByRole("button", { name: "Search" }).click();
  await desk.getByRole("checkbox", { name: `Select the review of ${book.title} by Ines A.` }).check();
  await desk.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(desk.getByText("1 review was removed.")).toBeVisible();
  await expect(async () => {
    await visitor.goto(`/books/${book.slug}`);
    await expect(visitor.getByText("Nobody has reviewed it yet.")).toBeVisible({ timeout: 500 });
  }).toPass();
});

test("REV-1 a guest reviews by the link of an order, without scripts", async ({ sql, aBook, another }) => {
  const book = await aBook();
  const page = await another({ javaScriptEnabled: false });
  await page.goto(`/books/${book.slug}`);
  await page.getByRole("button", { name: "Add to cart" }).click();
  const email = `guest.${crypto.randomUUID().slice(0, 12)}@example.org`;
  await page.goto("/checkout");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Full name").fill("Aoife Dunne");
  await page.getByLabel("Address", { exact: true }).fill("Karl-Heine-Straße 31");
  await page.getByLabel("Postcode").fill("04229");
  await page.getByLabel("City").fill("Leipzig");
  await page.getByRole("button", { name: "Place order" }).click();
  await page.getByRole("button", { name: "Pay", exact: true }).click();
  await expect(status(page)).toHaveText(/Paid, thank you/);
  // the link of the invitation, of which the shop keeps the hash alone
  const [order] = await sql<{ id: string }>("select id from orders where email = $1", [email]);
  const token = newToken();
  await sql("insert into review_links (token_hash, order_id, expires_at) values ($1, $2, now() + interval '1 day')", [
    hashToken(token),
    order?.id,
  ]);
  await page.goto(`/review/${token}`);
  await page.getByRole("radio", { name: "5 stars" }).check();
  await page.getByRole("button", { name: "Post review" }).click();
  await expect(page.getByText("Your review is there for everyone to read.")).toBeVisible();
  await page.getByLabel("Review", { exact: false }).last().fill("Read in one go.");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Your review is changed.")).toBeVisible();
  await expect(page.getByRole("radio", { name: "5 stars" })).toBeChecked();
});

test("WSH-1 a heart survives the log-in, the list moves into the cart, and its link shows it until it is withdrawn", async ({
  page,
  aBook,
  anAccount,
  another,
}) => {
  const [book, other, reader] = [await aBook(), await aBook(), await anAccount()];
  await page.goto(`/books/${book.slug}`);
  const heart = page.getByRole("button", { name: "Save for later" }).first();
  await expect(heart).toHaveAttribute("aria-pressed", "false");
  await heart.click();
  await isAt(page, "/login");
  await typeIn(page, reader);
  await isAt(page, `/books/${book.slug}`);
  await expect(heart).toHaveAttribute("aria-pressed", "true");

  await heart.click();
  await expect(heart).toHaveAttribute("aria-pressed", "false");
  await heart.click();
  await expect(heart).toHaveAttribute("aria-pressed", "true");
  await page.goto(`/books/${other.slug}`);
  await expect(heart).toHaveAttribute("aria-pressed", "false");
  const saved = page.waitForResponse((answer) => answer.url().endsWith("/api/wishlist") && answer.status() < 400);
  await heart.click();
  await saved;

  await page.goto("/account/wishlist");
  const list = page.getByRole("list", { name: "Saved books" });
  await expect(list.getByRole("listitem")).toHaveCount(2);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = await page.getByLabel("The link to your list").inputValue();
  const friend = await another();
  await friend.goto(new URL(link).pathname);
  await expect(friend.getByRole("heading", { level: 1 })).toHaveText("Books that Ines A. would like");
  await expect(friend.getByRole("link", { name: book.title })).toBeVisible();
  await expect(friend.locator('meta[name="robots"]')).toHaveAttribute("content", /noindex/);

  await page.getByRole("button", { name: `Move to cart: ${other.title}` }).click();
  await expect(page.getByText(`${other.title}: in your cart`)).toBeVisible();
  await page.getByRole("button", { name: "Add all to cart" }).click();
  await expect(page.getByText("1 book is in your cart.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Nothing saved yet" })).toBeVisible();
  await page.getByRole("button", { name: "Withdraw the link" }).click();
  await expect(page.getByText("it no longer opens anything")).toBeVisible();
  expect((await friend.request.get(new URL(link).pathname)).status()).toBe(404);
});
