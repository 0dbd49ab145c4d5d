import type { BrowserContextOptions, Page } from "@playwright/test";
import { expect, expectAccessible, status, test as base } from "./shop-fixtures.ts";

// What speaking two languages means for whoever reads; that every page does is in `languages-pages.spec.ts`.

const test = base.extend<{ reader: (options: BrowserContextOptions) => Promise<Page> }>({
  /** Somebody with a browser of their own. */
  reader: async ({ browser, baseURL, viewport }, provide) => {
    const opened: { close: () => Promise<void> }[] = [];
    await provide(async (options) => {
      const context = await browser.newContext({ baseURL, viewport, ...options });
      opened.push(context);
      return context.newPage();
    });
    await Promise.all(opened.map((context) => context.close()));
  },
});

const german = { locale: "de-DE" };
const speaks = (page: Page, lang: string) => expect(page.locator("html")).toHaveAttribute("lang", lang);
const offer = (page: Page) => page.getByRole("complementary").filter({ has: page.locator("a[href^='/api/language']") });

test("MSG-6 CHK-1 CHK-9 whoever reads German buys in German: cart, check-out, what is refused, payment, mail and order", async ({
  reader,
  aBook,
  email,
  sql,
}) => {
  const [page, book] = [await reader(german), await aBook()];
  await page.goto(`/de/books/${book.slug}`);
  await expect(page.getByRole("heading", { level: 1, name: book.title })).toHaveAttribute("lang", "en");
  await page.getByRole("button", { name: "In den Warenkorb" }).click();
  await page.getByText(`${book.title} liegt in Ihrem Warenkorb.`).waitFor();
  await page.getByRole("main").getByRole("link", { name: "Zum Warenkorb" }).click();
  await speaks(page, "de");
  await expect(page.getByRole("heading", { level: 2, name: book.title })).toHaveAttribute("lang", "en");
  await page.getByRole("link", { name: "Zur Kasse" }).click();
  await page.getByRole("button", { name: "Zahlungspflichtig bestellen" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "5 Felder brauchen noch einen Blick" })).toBeVisible();
  await expect(page.getByText("Nennen Sie uns den Ort.").first()).toBeVisible();
  await page.getByLabel("E-Mail").fill(email);
  await page.getByLabel("Vor- und Nachname").fill("Ines Adler");
  await page.getByLabel("Straße und Hausnummer").fill("Karl-Heine-Straße 31");
  await page.getByLabel("Postleitzahl").fill("04229");
  await page.getByLabel("Ort", { exact: true }).fill("Leipzig");
  await page.getByRole("button", { name: "Zahlungspflichtig bestellen" }).click();
  await expect(page).toHaveURL(/\/pay\/demo\//);
  await speaks(page, "de");
  await page.getByRole("button", { name: "Bezahlen", exact: true }).click();
  await expect(status(page)).toHaveText("Bezahlt, vielen Dank. Wir packen als Nächstes.");

  let mail: { subject: string; text: string; html: string } | undefined;
  await expect
    .poll(
      async () => {
        [mail] = await sql<{ subject: string; text: string; html: string }>(
          `select b.subject, b.text, b.html from mailbox b join mails m on m.id = b.mail_id
           where m.recipient = $1 and m.kind = 'order_confirmed'`,
          [email],
        );
        return mail?.subject ?? "";
      },
      { timeout: 60_000 },
    )
    .toMatch(/^Bestellung [\d-]+: bezahlt, vielen Dank$/);
  expect(mail?.html).toMatch(/<html[^>]* lang="de"/);
  expect(mail?.text).toContain("Guten Tag Ines Adler,");
  const elsewhere = await reader(german);
  await elsewhere.goto(/\/track\/[\w-]{43}/.exec(mail?.text ?? "")?.[0] ?? "");
  await speaks(elsewhere, "de");
  await expect(status(elsewhere)).toHaveText("Bezahlt, vielen Dank. Wir packen als Nächstes.");
});

test("MSG-6 the switch stays on the page, with what was asked of it", async ({ page }) => {
  await page.goto("/search?q=sea");
  await page.getByRole("navigation", { name: "Language" }).getByRole("link", { name: "Deutsch" }).click();
  await expect(page).toHaveURL("/de/search?q=sea");
  await speaks(page, "de");
  await page.goto("/login?next=%2Faccount%2Forders");
  await speaks(page, "de");
  await page.getByRole("navigation", { name: "Sprache" }).getByRole("link", { name: "English" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Log in" })).toBeVisible();
  await expect(page).toHaveURL("/login?next=%2Faccount%2Forders");
  await speaks(page, "en");
});

test("MSG-6 another language is offered where the browser prefers it; nobody is sent there, nothing moves, and it stays closed", async ({
  reader,
}) => {
  const page = await reader(german);
  await page.goto("/genres");
  await expect(page).toHaveURL("/genres");
  await speaks(page, "en");
  await expect(offer(page)).toHaveText("Diese Seite auf Deutsch lesen");
  await expect(offer(page)).toHaveAttribute("lang", "de");
  await expectAccessible(page);
  const moved = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) =>
          resolve(list.getEntries().reduce((sum, entry) => sum + (entry as unknown as { value: number }).value, 0)),
        ).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve(0), 500);
      }),
  );
  expect(moved).toBeLessThan(0.001);
  await offer(page).getByRole("button", { name: "Schließen" }).click();
  await expect(offer(page)).toBeHidden();
  await page.goto("/new");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(offer(page)).toBeHidden();

  const english = await reader({ locale: "en-GB" });
  await english.goto("/de/genres");
  await offer(english).getByRole("link", { name: "Read this page in English" }).click();
  await expect(english).toHaveURL("/genres");
  await expect(offer(english)).toBeHidden();
  const french = await reader({ locale: "fr-FR" });
  await french.goto("/genres");
  await expect(offer(french)).toBeHidden();
});

test("MSG-6 UX-2 on a narrow phone the offer is one line in the page and covers nothing", async ({ reader }) => {
  const page = await reader({ ...german, viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  await page.goto("/");
  const [line, main] = [await offer(page).boundingBox(), await page.getByRole("main").boundingBox()];
  if (!line || !main) throw new Error("nothing is shown");
  expect(line.height).toBeLessThan(64);
  expect(line.y + line.height).toBeLessThanOrEqual(main.y);
  for (const part of [offer(page).getByRole("link"), offer(page).getByRole("button")]) {
    expect((await part.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

test("MSG-6 each page names itself in both languages, and what is in another says so", async ({ request, page }) => {
  for (const at of ["/", "/genres/fiction", "/staff-picks", "/search?q=sea"]) {
    for (const prefix of ["", "/de"]) {
      const answer = await request.get(prefix && at === "/" ? prefix : `${prefix}${at}`);
      const html = await answer.text();
      const path = (href: string | undefined) => href?.replace(/^https?:\/\/[^/]+/, "").replaceAll("&amp;", "&") || "/";
      const alternates = Object.fromEntries(
        [...html.matchAll(/<link rel="alternate" hrefLang="([^"]+)" href="([^"]+)"/gi)].map(([, lang, href]) => [
          lang,
          path(href),
        ]),
      );
      const inGerman = at === "/" ? "/de" : `/de${at}`;
      expect(alternates, at).toEqual({ en: at, de: inGerman, "x-default": at });
      expect(path(/<link rel="canonical" href="([^"]+)"/.exec(html)?.[1])).toBe(prefix ? inGerman : at);
    }
  }
  await page.goto("/de/staff-picks");
  await speaks(page, "de");
  await expect(page.getByRole("main").locator("blockquote p").first()).toHaveAttribute("lang", "en");
  await expect(page.getByRole("main").getByRole("heading", { level: 3 }).first()).toHaveAttribute("lang", "en");
});

test("MSG-6 SEC-3 what is refused is refused in the language of whoever asks", async ({ request }) => {
  const said = async (at: string, headers: Record<string, string>) => {
    const answer = await request.get(at, { headers: { accept: "text/html", ...headers } });
    const html = await answer.text();
    return [answer.status(), /<html[^>]* lang="(\w+)"/.exec(html)?.[1], /<h1[^>]*>([^<]+)/.exec(html)?.[1]];
  };
  expect(await said("/de/books/nothing-of-this-name", {})).toEqual([404, "de", "Nicht in unseren Regalen"]);
  expect(await said("/books/nothing-of-this-name", { cookie: "language=de" })).toEqual([
    404,
    "en",
    "Not on our shelves",
  ]);
  expect(await said("/admin", { "accept-language": "de" })).toEqual([401, "de", "Bitte zuerst anmelden"]);
  expect(await said("/account/orders", { cookie: "language=de" })).toEqual([401, "de", "Bitte zuerst anmelden"]);
  expect(await said("/wishlists/nothing", { "accept-language": "de" })).toEqual([
    404,
    "de",
    "Nicht in unseren Regalen",
  ]);
});
