import type { APIRequestContext } from "@playwright/test";
import { logIn, test as base } from "./account-fixtures.ts";
import { anAddress } from "./fixtures.ts";
import { addToCart, expect, status } from "./shop-fixtures.ts";
import { foreignIn, pagesUnder, saidIn, wordsOfAlone } from "./spoken.ts";

// Every page that the code has, in both languages, over HTTP at the production build: one width is enough.

interface World {
  book: { id: string; slug: string };
  out: { id: string };
  order: string;
  payment: string;
  review: string;
  mail: string;
  user: string;
  importId: string;
}

type Example = string | { at: string; status?: number; guest?: true };

/** A page for whoever is not logged in. */
const guest = (at: string): Example => ({ at, guest: true });

const noLink = "not-a-link";

/** Where each page under `[locale]` is seen; the language's prefix comes before it. */
const publicExamples = ({ book }: World): Record<string, Example> => ({
  "/": "/",
  "/authors/[slug]": "/authors/agatha-christie",
  "/authors/[slug]/[page]": { at: "/authors/agatha-christie?page=900", status: 404 },
  "/bestsellers": "/bestsellers",
  "/books/[slug]": `/books/${book.slug}`,
  "/books/[slug]/reviews": `/books/${book.slug}/reviews`,
  "/books/[slug]/reviews/[sort]/[page]": `/books/${book.slug}/reviews?sort=lowest`,
  "/genres": "/genres",
  "/genres/[slug]": "/genres/fiction",
  "/genres/[slug]/[page]": "/genres/fiction?page=2",
  "/new": "/new",
  "/search": "/search?q=sea",
  "/staff-picks": "/staff-picks",
  // only ever the body of what is refused
  "/refusals/[status]": { at: "/refusals/404", status: 404 },
});

const personalExamples = (world: World): Record<string, Example> => ({
  "/account": "/account",
  "/account/addresses": "/account/addresses",
  "/account/notifications": "/account/notifications",
  "/account/orders": "/account/orders",
  "/account/orders/[number]": `/account/orders/${world.order}`,
  "/account/prebookings": "/account/prebookings",
  "/account/profile": "/account/profile",
  "/account/reviews": "/account/reviews",
  "/account/reviews/[slug]": `/account/reviews/${world.book.slug}`,
  "/account/security": "/account/security",
  "/account/wishlist": "/account/wishlist",
  "/cart": "/cart",
  "/checkout": "/checkout",
  "/forgot": "/forgot",
  "/login": guest("/login?done=deleted"),
  "/pay/demo/[id]": `/pay/demo/${world.payment}`,
  "/pay/return/[token]": { at: `/pay/return/${noLink}`, status: 404 },
  "/register": guest("/register"),
  "/reset/[token]": `/reset/${noLink}`,
  "/review/[token]": `/review/${noLink}`,
  "/reviews/[id]": `/reviews/${world.review}`,
  "/track": "/track",
  "/track/order/[number]": `/track/order/${world.order}`,
  "/unsubscribe/[token]": `/unsubscribe/${noLink}`,
  "/verify/[token]": `/verify/${noLink}`,
  "/wishlists/[token]": { at: `/wishlists/${noLink}`, status: 404 },
  "/admin": "/admin",
  "/admin/audit": "/admin/audit",
  "/admin/books": "/admin/books",
  "/admin/books/[id]": `/admin/books/${world.book.id}`,
  "/admin/books/[id]/preview": `/admin/books/${world.book.id}/preview`,
  "/admin/books/[id]/stock": `/admin/books/${world.book.id}/stock`,
  "/admin/books/bulk": "/admin/books/bulk",
  "/admin/books/new": "/admin/books/new",
  "/admin/genres": "/admin/genres",
  "/admin/imports": "/admin/imports",
  "/admin/imports/[id]": `/admin/imports/${world.importId}`,
  "/admin/imports/subjects": "/admin/imports/subjects",
  "/admin/jobs": "/admin/jobs",
  "/admin/mail": "/admin/mail",
  "/admin/mail/[id]": `/admin/mail/${world.mail}`,
  "/admin/orders": "/admin/orders",
  "/admin/orders/[number]": `/admin/orders/${world.order}`,
  "/admin/payments": "/admin/payments",
  "/admin/prebookings": "/admin/prebookings",
  "/admin/prebookings/[bookId]": `/admin/prebookings/${world.out.id}`,
  "/admin/reviews": "/admin/reviews",
  "/admin/reviews/[id]": `/admin/reviews/${world.review}`,
  "/admin/settings": "/admin/settings",
  "/admin/stock": "/admin/stock?low=1",
  "/admin/users": "/admin/users",
  "/admin/users/[id]": `/admin/users/${world.user}`,
});

interface Fixtures {
  /** One of everything, of somebody who may see it all and is logged in with `page`. */
  world: World;
}

const test = base.extend<Fixtures>({
  world: async ({ page, sql, aBook, anAccount, baseURL }, provide) => {
    const [book, out, person] = [await aBook(), await aBook({ stock: 0 }), await anAccount()];
    await sql("update users set role = 'admin' where id = $1", [person.id]);
    await logIn(page, person);
    await addToCart(page, book);
    await page.goto("/checkout");
    await page.getByLabel("Full name").fill("Ines Adler");
    await page.getByLabel("Address", { exact: true }).fill("Karl-Heine-Straße 31");
    await page.getByLabel("Postcode").fill("04229");
    await page.getByLabel("City").fill("Leipzig");
    await page.getByRole("button", { name: "Place order" }).click();
    await expect(page).toHaveURL(/\/pay\/demo\//);
    const payment = page.url().split("/").at(-1) ?? "";
    await page.getByRole("button", { name: "Pay", exact: true }).click();
    await expect(status(page)).toHaveText(/Paid, thank you/);
    await page.goto(`/account/reviews/${book.slug}`);
    await page.getByRole("radio", { name: "4 stars" }).check();
    await page.getByRole("button", { name: "Post review" }).click();
    await expect(page.getByText("Your review is there for everyone to read.")).toBeVisible();

    const ours = { origin: baseURL ?? "" };
    const post = (at: string, multipart: Parameters<APIRequestContext["post"]>[1] & object) =>
      page.request.post(at, { headers: ours, maxRedirects: 0, ...multipart });
    await post("/api/cart", { form: { bookId: book.id, slug: book.slug, quantity: "1" } });
    await post("/api/wishlist", { form: { book: book.id, act: "add" } });
    await post("/api/prebookings", { form: { bookId: out.id } });
    const buffer = Buffer.from("EAN;Werk\n9780140449136;Crime");
    const imported = await post("/api/imports", {
      multipart: { file: { name: "list.csv", mimeType: "text/csv", buffer } },
    });
    const one = async (query: string, values: unknown[]) =>
      (await sql<{ found: string }>(query, values))[0]?.found ?? "";
    await provide({
      book,
      out,
      payment,
      user: person.id,
      order: await one("select number as found from orders where user_id = $1", [person.id]),
      review: await one("select id as found from reviews where user_id = $1", [person.id]),
      mail: await one("select id as found from mails where recipient = $1 limit 1", [person.email]),
      importId: imported.headers().location?.split("/").at(-1) ?? "",
    });
  },
});

test.describe.configure({ timeout: 120_000 });

test("MSG-6 every page there is speaks its language and no other, English and German", async ({
  page,
  sql,
  world,
  playwright,
  baseURL,
}) => {
  const publicly = publicExamples(world);
  const personally = personalExamples(world);
  expect(Object.keys(publicly).sort(), "a page has no example").toEqual(pagesUnder("(shop)/[locale]"));
  expect(Object.keys(personally).sort(), "a page has no example").toEqual(pagesUnder("(desk)"));

  const wrong: string[] = [];
  for (const [locale, other] of [
    ["de", "en"],
    ["en", "de"],
  ] as const) {
    await sql("update users set locale = $1 where id = $2", [locale, world.user]);
    const named = await sql<{ name: string }>("select names ->> $1 as name from genres", [locale]);
    const strange = wordsOfAlone(
      other,
      locale,
      named.map(({ name }) => name),
    );
    expect(strange.telling.length).toBeGreaterThan(500);
    const nobody = await playwright.request.newContext({
      baseURL,
      extraHTTPHeaders: { cookie: `language=${locale}`, "x-forwarded-for": anAddress() },
    });
    const look = async (example: Example, prefix: string) => {
      const seen = typeof example === "string" ? { at: example } : example;
      const at = prefix && seen.at === "/" ? prefix : `${prefix}${seen.at}`;
      const answer = await (seen.guest ? nobody : page.request).get(at, { maxRedirects: 0 });
      const { lang, texts } = saidIn(await answer.text());
      if (answer.status() !== (seen.status ?? 200)) wrong.push(`${locale} ${at}: ${answer.status()}`);
      if (lang !== locale) wrong.push(`${locale} ${at}: lang="${lang}"`);
      wrong.push(...foreignIn(texts, strange).map((text) => `${locale} ${at}: ${text}`));
    };
    for (const example of Object.values(publicly)) await look(example, locale === "en" ? "" : `/${locale}`);
    for (const example of Object.values(personally)) await look(example, "");
    await nobody.dispose();
  }
  expect(wrong).toEqual([]);
});
