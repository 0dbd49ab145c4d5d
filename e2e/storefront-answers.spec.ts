import type { APIResponse } from "@playwright/test";
import { expect, expectGuarded, test } from "./storefront-fixtures.ts";

// What the public addresses answer, whoever asks. No screen: one width is enough.

const page404 = "Not on our shelves";

async function expectMissing(answer: APIResponse, at: string): Promise<void> {
  expect(answer.status(), at).toBe(404);
  const body = await answer.text();
  expect(body, at).toContain(`<h1>${page404}</h1>`);
  expect(body, at).toContain('<html lang="en"');
  expect(body, at).toContain(`Reference ${answer.headers()["x-request-id"]}<`);
  expect(body, at).toContain('role="search"');
  expect(body, at).not.toContain("{{");
  expect(answer.headers()["cache-control"], at).toBe("private, no-store");
  expectGuarded(answer.headers(), at);
}

test("DSC-4 SEC-3 UX-3 what is not there answers 404 with a page that bears the request's id", async ({
  request,
  sql,
  aBook,
}) => {
  const book = await aBook();
  await sql("update books set archived_at = now() where id = $1", [book.id]);
  for (const at of [
    "/books/no-such-book",
    `/books/${book.slug}`,
    "/authors/nobody-we-know",
    "/genres/no-such-genre",
    "/genres/fiction?page=999",
    "/books/No%20Such%20BOOK",
    "/books/%00",
    "/books/a%2Fb",
    `/books/${"a".repeat(3_000)}`,
    "/books/..%2f..%2fadmin",
    "/books/<script>",
    "/books",
    "/authors",
    "/genres/fiction/2",
    "/books/middlemarch/more",
    "/nothing/at/all",
    "/wp-login.php",
    "/.env",
    "/__proto__",
    "/constructor",
    "/xx",
    "/xx/books/middlemarch",
    "/fr/books/middlemarch",
    "/favicon.png",
    "/refusals/404",
    "/en/refusals/404",
    "/known/books/middlemarch",
    "/en/known/books/middlemarch",
    "/feeds",
    "/feeds/other.atom",
    "/_next/../books/no-such-book",
  ]) {
    await expectMissing(await request.get(at), at);
  }
  // asked for again it bears another id: no answer is kept with the first one's
  const [one, two] = [await request.get("/books/no-such-book"), await request.get("/books/no-such-book")];
  await expectMissing(two, "asked for again");
  expect(one.headers()["x-request-id"]).not.toBe(two.headers()["x-request-id"]);
});

test("DSC-1 an odd page number shows the first page, whose address is the bare one", async ({ request, baseURL }) => {
  for (const given of ["1", "0", "-1", "abc", "1.5", "02", "%00", "2%27--", "99999999999999999999", ""]) {
    const answer = await request.get(`/genres/fiction?page=${given}`);
    expect(answer.status(), given).toBe(200);
    expect(await answer.text(), given).toContain(`<link rel="canonical" href="${baseURL}/genres/fiction"/>`);
  }
  const second = await request.get("/genres/fiction?page=2");
  expect(await second.text()).toContain(`<link rel="canonical" href="${baseURL}/genres/fiction?page=2"/>`);
  expect((await request.get("/genres/fiction?page=2&utm_source=letter")).status()).toBe(200);
  await expectMissing(await request.get("/authors/george-eliot?page=2"), "an author with one page");
});

test("CAT-3 CAT-9 MSG-6 addresses that moved redirect for good, and nowhere else", async ({
  request,
  baseURL,
  sql,
  aBook,
}) => {
  const tag = crypto.randomUUID().slice(0, 8);
  const book = await aBook();
  const leads = async (from: string, to: string) => {
    const ask = () => request.get(from, { maxRedirects: 0 });
    // that nothing was there may be shown for as long as the news of it travels
    await expect
      .poll(async () => (await ask()).status(), { message: from, timeout: 30_000, intervals: [20] })
      .toBe(308);
    const answer = await ask();
    expect(new Set(answer.headers().location?.split(", ")), from).toEqual(new Set([to]));
  };
  await expectMissing(await request.get(`/books/old-${tag}`), "not yet moved");
  await sql(
    `insert into slug_redirects (kind, slug, target_id)
       select 'book', 'old-' || $1, id from books where id = $2
       union all select 'genre', 'old-' || $1, id from genres where slug = 'fiction'
       union all select 'contributor', 'old-' || $1, id from contributors where slug = 'george-eliot'`,
    [tag, book.id],
  );
  await leads(`/books/old-${tag}`, `/books/${book.slug}`);
  await leads(`/books/old-${tag}`, `/books/${book.slug}`);
  await leads(`/genres/old-${tag}`, "/genres/fiction");
  await leads(`/genres/old-${tag}?page=2`, "/genres/fiction?page=2");
  await leads(`/authors/old-${tag}`, "/authors/george-eliot");

  // a book that changes its slug: its kept page becomes the redirect
  await request.get(`/books/${book.slug}`);
  await sql(
    `with moved as (update books set slug = slug || '-anew' where id = $1)
     insert into slug_redirects (kind, slug, target_id) values ('book', $2, $1)`,
    [book.id, book.slug],
  );
  await expect
    .poll(async () => (await request.get(`/books/${book.slug}`, { maxRedirects: 0 })).status(), {
      timeout: 30_000,
      intervals: [50],
    })
    .toBe(308);
  await leads(`/books/${book.slug}`, `/books/${book.slug}-anew`);
  await leads(`/books/old-${tag}`, `/books/${book.slug}-anew`);

  await leads("/en", "/");
  await leads("/en/books/middlemarch", "/books/middlemarch");
  await leads("/en/genres/fiction?page=2", "/genres/fiction?page=2");
  await leads("/books/middlemarch/", "/books/middlemarch");
  for (const odd of [
    "//evil.example",
    "/\\evil.example",
    "/%2f%2fevil.example",
    "/en//evil.example",
    "/en/%2F%2Fevil.example",
  ]) {
    const { location = "/" } = (await request.get(`${baseURL}${odd}`, { maxRedirects: 0 })).headers();
    expect(new URL(location, "http://here.example").host, odd).toBe("here.example");
  }
  await sql("delete from slug_redirects where slug in ('old-' || $1, $2)", [tag, book.slug]);
});

test("DSC-4 the sitemap names every page once, and each that is asked for answers", async ({
  request,
  baseURL,
  page,
  sql,
}) => {
  const answer = await request.get("/sitemap.xml");
  expect(answer.headers()["content-type"]).toBe("application/xml; charset=utf-8");
  const { faults, urls } = await page.evaluate(
    (text) => {
      const xml = new DOMParser().parseFromString(text, "application/xml");
      return {
        faults: xml.querySelectorAll("parsererror").length,
        urls: Array.from(xml.querySelectorAll("urlset > url > loc"), (loc) => loc.textContent ?? ""),
      };
    },
    await answer.text(),
  );
  expect(faults).toBe(0);
  expect(new Set(urls).size).toBe(urls.length);
  const paths = new Set(urls.map((url) => url.slice((baseURL ?? "").length)));
  expect(urls.every((url) => url.startsWith(`${baseURL}/`))).toBe(true);
  const wanted = await sql<{ path: string }>(
    `select '/books/' || slug as path from books where archived_at is null and publisher is distinct from 'Ardent & Sons'
       and slug not like 'test-%'
     union all select '/genres/' || slug from genres
     union all select '/authors/' || c.slug from contributors c where exists (select 1 from book_contributors bc
       join books b on b.id = bc.book_id and b.archived_at is null and b.publisher is distinct from 'Ardent & Sons'
       where bc.contributor_id = c.id)`,
  );
  const names = wanted.map((row) => row.path).concat("/", "/new", "/bestsellers", "/staff-picks", "/genres");
  expect(names.filter((path) => !paths.has(path))).toEqual([]);
  for (const path of paths) expect(path).not.toMatch(/^\/(?:cart|checkout|login|track|pay|admin|account|search|api)\b/);
  const sample = names.filter((_, i) => i % 70 === 0 || i >= names.length - 5);
  const statuses = sample.map(async (path) => [path, (await request.get(path, { maxRedirects: 0 })).status()]);
  expect(await Promise.all(statuses)).toEqual(sample.map((path) => [path, 200]));
  expect((await request.get("/sitemap.xml?part=2")).status(), "a part beyond the last").toBe(404);
  for (const odd of ["0", "-1", "x", "1e9", "%00"]) {
    expect([200, 404], odd).toContain((await request.get(`/sitemap.xml?part=${odd}`)).status());
  }
});

test("DSC-1 DSC-4 the feeds are well-formed, linked from every page, and full", async ({
  request,
  baseURL,
  page,
  aBook,
}) => {
  const book = await aBook({ price: 1_990 });
  await page.goto("/genres/fiction");
  const link = page.locator('head > link[rel="alternate"][type="application/atom+xml"]');
  await expect(link).toHaveAttribute("href", `${baseURL}/feeds/new.atom`);
  await expect(page.getByRole("contentinfo").getByRole("link", { name: "New books as a feed" })).toHaveAttribute(
    "href",
    "/feeds/new.atom",
  );
  const read = async (at: string, type: string, selector: string) => {
    const answer = await request.get(at);
    expect([answer.status(), answer.headers()["content-type"]], at).toEqual([200, `${type}; charset=utf-8`]);
    const again = await request.get(at, { headers: { "if-none-match": answer.headers().etag ?? "" } });
    expect([200, 304], at).toContain(again.status()); // other tests may have changed it meanwhile
    return page.evaluate(
      ([text = "", each = ""]) => {
        const xml = new DOMParser().parseFromString(text, "application/xml");
        const all = Array.from(xml.querySelectorAll(each), (node) => node.textContent ?? "");
        return { faults: xml.querySelectorAll("parsererror").length, all };
      },
      [await answer.text(), selector],
    );
  };
  const atom = await read("/feeds/new.atom", "application/atom+xml", "feed > entry > id");
  expect(atom.faults).toBe(0);
  expect(atom.all).toHaveLength(30);
  expect(new Set(atom.all).size).toBe(30);
  // the news of the test's own book may be on its way
  await expect
    .poll(async () => (await read("/feeds/products.xml", "application/rss+xml", "channel > item > link")).all, {
      timeout: 30_000,
    })
    .toContain(`${baseURL}/books/${book.slug}`);
  const items = await read("/feeds/products.xml", "application/rss+xml", "channel > item");
  expect(items.faults).toBe(0);
  expect(items.all.length).toBeGreaterThan(300);
  expect(items.all.find((item) => item.includes(book.id))).toContain("19.90 EUR");
  const streamed = await read("/feeds/all-products.xml", "application/rss+xml", "channel > item");
  expect(streamed.faults).toBe(0);
  expect(streamed.all.find((item) => item.includes(book.id))).toContain("19.90 EUR");
  for (const junk of ["/feeds/new.atom/", "/fr/feeds/new.atom", "/en/feeds/nothing"]) {
    expect((await request.get(junk, { maxRedirects: 0 })).status(), junk).not.toBe(200);
  }
});

test("DSC-4 robots.txt opens the shop, closes what is personal, and names the sitemap", async ({
  request,
  baseURL,
}) => {
  const answer = await request.get("/robots.txt");
  expect(answer.headers()["content-type"]).toMatch(/^text\/plain/);
  const lines = (await answer.text()).trim().split("\n");
  expect(lines[0]).toBe("User-agent: *");
  const closed = lines.flatMap((line) => /^Disallow: (.+)$/.exec(line)?.[1] ?? []);
  expect(closed.sort()).toEqual(
    [
      ...["/account", "/admin", "/api/", "/cart", "/checkout", "/pay", "/track"],
      ...["/forgot", "/login", "/register", "/reset", "/verify", "/unsubscribe"],
      ...["/review", "/reviews", "/wishlists"],
    ].sort(),
  );
  expect(lines.at(-1)).toBe(`Sitemap: ${baseURL}/sitemap.xml`);
});

test("UX-3 a phone can keep the shop beside its apps: the manifest bears its name, and every picture in it is there", async ({
  request,
  page,
}) => {
  await page.goto("/");
  const href = (await page.locator('link[rel="manifest"]').getAttribute("href")) ?? "";
  const answer = await request.get(href);
  expect(answer.headers()["content-type"]).toMatch(/^application\/manifest\+json/);
  const manifest = (await answer.json()) as { name: string; start_url: string; icons: Record<string, string>[] };
  expect(manifest).toMatchObject({ name: "Octavo", start_url: "/" });
  expect(manifest.icons.some(({ purpose }) => purpose === "maskable")).toBe(true);
  for (const { src = "", type = "" } of manifest.icons) {
    const picture = await request.get(src);
    expect([picture.status(), picture.headers()["content-type"]], src).toEqual([200, type]);
  }
});

test("SEC-2 every kind of answer bears the headers that guard it", async ({ request, page }) => {
  await page.goto("/");
  const style = await page.locator("link[rel=stylesheet]").first().getAttribute("href");
  const cover = await page.locator(".cover img").first().getAttribute("src");
  const secret = "a".repeat(43);
  for (const [at, status] of [
    ["/", 200],
    ["/books/middlemarch", 200],
    ["/books/no-such-book", 404],
    ["/search?q=x", 200],
    ["/cart", 200],
    ["/login", 200],
    ["/track", 200],
    [`/track/${secret}`, 404],
    [`/pay/demo/${secret}`, 404],
    ["/account", 401],
    ["/api/shopper", 200],
    ["/api/suggest?q=em", 200],
    ["/api/no-such-thing", 404],
    ["/api/health/live", 200],
    ["/covers/x.svg", 404],
    [cover ?? "", 200],
    ["/robots.txt", 200],
    ["/manifest.webmanifest", 200],
    ["/sitemap.xml", 200],
    ["/feeds/new.atom", 200],
    ["/feeds/products.xml", 200],
    ["/feeds/all-products.xml", 200],
    ["/api/metrics", 401],
    ["/theme.js", 200],
    ["/icon.svg", 200],
    ["/apple-touch-icon.png", 200],
    ["/icon-512.png", 200],
    [style ?? "", 200],
  ] as const) {
    const answer = await request.get(at, { maxRedirects: 0 });
    expect(answer.status(), at).toBe(status);
    expectGuarded(answer.headers(), at);
    expect(answer.headers()["referrer-policy"], at).toBe(
      /^\/(?:track|pay)\b/.test(at) ? "no-referrer" : "strict-origin-when-cross-origin",
    );
  }
  const refused = await request.post("/api/cart", { form: {}, headers: { origin: "https://evil.example" } });
  expect(refused.status()).toBe(403);
  expectGuarded(refused.headers(), "a refused form");
  expect((await request.get(style ?? "")).headers()["cache-control"]).toMatch(/immutable/);
  // it stands before the first paint of every page, so it must come from the browser's own cache
  expect((await request.get("/theme.js")).headers()["cache-control"]).toMatch(/max-age=3600/);
});

test("SEC-2 shop pages run their own scripts only; desk pages only those with the answer's nonce", async ({ page }) => {
  const policyOf = (answer: { headers(): Record<string, string> } | null) =>
    answer?.headers()["content-security-policy"]?.split("; ") ?? [];
  // the fixture fails the test when the browser blocks anything
  for (const at of ["/", "/books/middlemarch", "/genres/fiction", "/search?q=emma", "/books/no-such-book"]) {
    const answer = await page.request.get(at);
    const policy = policyOf(answer);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy.join()).not.toContain("unsafe");
    expect(policy.join(), at).not.toMatch(/\*|https?:/);
    if (answer.ok()) {
      await page.goto(at);
      await expect(page.getByRole("combobox", { name: "Search books" })).toBeVisible(); // scripts run
    }
  }
  const nonces = new Set<string>();
  for (const at of ["/cart", "/login", "/track", "/checkout"]) {
    const answer = await page.goto(at);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const script = policyOf(answer).find((part) => part.startsWith("script-src")) ?? "";
    const nonce = /^script-src 'nonce-([\w-]{36})' 'strict-dynamic'$/.exec(script)?.[1] ?? "";
    expect(nonce, at).not.toBe("");
    nonces.add(nonce);
    const html = (await answer?.text()) ?? "";
    const scripts = html.match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(3);
    expect(
      scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`)),
      at,
    ).toEqual([]);
    expect(html, at).not.toMatch(/\son[a-z]+="/);
    expect(html, at).not.toMatch(/\sstyle="/);
  }
  expect(nonces.size).toBe(4);
});

test("MSG-6 every kind of page says which language it is written in", async ({ request }) => {
  for (const at of ["/", "/books/middlemarch", "/search?q=emma", "/cart", "/login", "/track", "/books/nothing"]) {
    expect(await (await request.get(at)).text(), at).toMatch(/^<!doctype html><html lang="en"/i);
  }
});
