import { expect, expectGuarded, h1, main, shown, test } from "./storefront-fixtures.ts";

// What public pages say, however wide they are: one width is enough.

test("DSC-1 CAT-9 the pages of a genre hold each book of it and below it once", async ({ page, sql }) => {
  const books = await sql<{ slug: string; work_id: string }>(
    `select b.slug, b.work_id from books b join book_genres bg on bg.book_id = b.id join genres g on g.id = bg.genre_id
     left join genres p on p.id = g.parent_id where 'fiction' in (g.slug, p.slug) and b.archived_at is null`,
  );
  const workOf = new Map(books.map((book) => [`/books/${book.slug}`, book.work_id]));
  const works = new Set(workOf.values());
  const pages = Math.ceil(works.size / 24);
  await page.goto("/genres/fiction");
  await expect(page.getByText(`${works.size} books`, { exact: true })).toBeVisible();
  const links = page.getByRole("navigation", { name: "Pages" }).getByRole("link");
  await expect(links).toHaveText(["1", "2", String(pages), "Next"]);
  const seen = await shown(page);
  expect(seen).toHaveLength(24);
  for (let at = 2; at <= pages; at++) {
    const html = await (await page.request.get(`/genres/fiction?page=${at}`)).text();
    seen.push(...Array.from(html.matchAll(/<h3><a href="([^"]+)"/g), ([, href]) => href ?? ""));
  }
  expect(seen).toHaveLength(works.size);
  expect(new Set(seen.map((href) => workOf.get(href ?? "")))).toEqual(works);
  await page.goto(`/genres/fiction?page=${pages}`);
  await expect(links).toHaveText(["Previous", "1", String(pages - 1), String(pages)]);
});

test("DSC-4 CAT-4 the page follows the shelf: how many are left, and when there is none", async ({
  page,
  fullWork: { author, paperback },
  move,
}) => {
  const at = `/books/${paperback.slug}`;
  const buy = page.getByRole("complementary", { name: "Buy" });
  /** What is said of the book on its page, and by its card on its author's. */
  const comesToSay = async (words: string, onCard: string) => {
    for (const [place, where, said] of [
      [at, buy, words],
      [`/authors/${author.slug}`, main(page).getByRole("listitem"), onCard],
    ] as const) {
      await expect(async () => {
        await page.goto(place);
        await expect(where.getByText(said, { exact: true })).toBeVisible({ timeout: 2_000 });
      }).toPass({ timeout: 40_000, intervals: [50] });
    }
    await page.goto(at);
  };
  await move(paperback, -9);
  await comesToSay("3 copies left", "3 left");
  await move(paperback, -2);
  await comesToSay("1 copy left", "1 left");
  await expect(buy.getByRole("button", { name: "Add to cart" })).toBeVisible();
  await move(paperback, -1);
  // another edition stands for the work then, so the card says nothing of this one
  await comesToSay("Back soon", "E-book, EPUB");
  await expect(buy.getByRole("button", { name: "Add to cart" })).toHaveCount(0);
  await move(paperback, 20);
  await comesToSay("In stock", "Paperback");
});

test("DSC-4 JSON-LD tells search engines price, availability, ISBN and people", async ({
  page,
  baseURL,
  fullWork: { tag, isbn, paperback, hardback },
  move,
}) => {
  const facts = async (slug: string) => {
    await page.goto(`/books/${slug}`);
    const scripts = page.locator("script[type='application/ld+json']");
    await expect(scripts).toHaveCount(1);
    return JSON.parse((await scripts.textContent()) ?? "") as Record<string, unknown>;
  };
  const url = `${baseURL}/books/${paperback.slug}`;
  expect(await facts(paperback.slug)).toMatchObject({
    "@context": "https://schema.org",
    "@type": "Book",
    "@id": url,
    url,
    name: paperback.title,
    alternativeHeadline: "A Study of Life",
    isbn: isbn.replaceAll("-", ""),
    author: [
      { "@type": "Person", name: `Ada ${tag}`, url: `${baseURL}/authors/ada-${tag}` },
      { "@type": "Person", name: `Bo ${tag}` },
    ],
    translator: [{ name: `Cy ${tag}` }],
    illustrator: [{ name: `Di ${tag}` }],
    bookFormat: "https://schema.org/Paperback",
    inLanguage: "en",
    numberOfPages: 1912,
    datePublished: "1999-05-21",
    isPartOf: { "@type": "BookSeries", name: `Annals ${tag}` },
    genre: ["Poetry & drama", "Travel"],
    image: expect.stringMatching(new RegExp(`^${baseURL}/covers/${paperback.id}-[a-z0-9]{10}-og\\.png$`)),
    offers: {
      "@type": "Offer",
      url,
      price: "11.50",
      priceCurrency: "EUR",
      availability: "https://schema.org/InStock",
    },
  });
  expect(await facts(hardback.slug)).toMatchObject({
    offers: { price: "27.90", availability: "https://schema.org/OutOfStock" },
  });
  await move(paperback, -10);
  await expect
    .poll(() => facts(paperback.slug), { timeout: 30_000, intervals: [50] })
    .toMatchObject({ offers: { availability: "https://schema.org/LimitedAvailability" } });
});

test("DSC-4 a book's head: canonical address, description, and a preview of 1200 × 630", async ({ page, baseURL }) => {
  await page.goto("/books/middlemarch?utm_source=letter");
  const head = (name: string) => page.locator(`head > ${name}`);
  const url = `${baseURL}/books/middlemarch`;
  await expect(head("link[rel=canonical]")).toHaveAttribute("href", url);
  await expect(head("meta[name=description]")).toHaveAttribute("content", /^Dorothea .{20,160}$/);
  await expect(head("meta[name=robots]")).toHaveCount(0);
  for (const [property, content] of [
    ["og:title", "Middlemarch by George Eliot"],
    ["og:url", url],
    ["og:type", "book"],
    ["og:site_name", "Octavo"],
    ["og:image:width", "1200"],
    ["og:image:height", "630"],
    ["og:image:alt", "Cover of Middlemarch"],
  ] as const) {
    await expect(head(`meta[property='${property}']`)).toHaveAttribute("content", content);
  }
  const image = (await head("meta[property='og:image']").getAttribute("content")) ?? "";
  expect(image).toMatch(new RegExp(`^${baseURL}/covers/`));
  const picture = await page.request.get(image);
  expect(picture.headers()).toMatchObject({
    "content-type": "image/png",
    "cache-control": "public, max-age=31536000, immutable",
  });
  const bytes = await picture.body();
  expect(bytes.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);

  for (const [path, title] of [
    ["", "Octavo, an independent bookshop"],
    ["/authors/george-eliot", "George Eliot · Octavo"],
    ["/genres", "All genres · Octavo"],
    ["/bestsellers", "Bestsellers · Octavo"],
  ] as const) {
    await page.goto(path || "/");
    await expect(page).toHaveTitle(title);
    await expect(head("link[rel=canonical]")).toHaveAttribute("href", `${baseURL}${path}`);
    await expect(head("meta[name=description]")).toHaveAttribute("content", /.{20,}/);
  }
  await page.goto("/search?q=emma");
  await expect(head("meta[name=robots]")).toHaveAttribute("content", /noindex/);
});

test("DSC-4 SEC-4 a hostile title stays words: in the page, its head, its facts and its cover", async ({
  page,
  aBook,
  sql,
}) => {
  const title = `</script><script>alert(1)</script> "${crypto.randomUUID().slice(0, 8)}" & <img src=x onerror=alert(1)>`;
  const book = await aBook();
  await sql("update books set title = $2 where id = $1", [book.id, title]);
  page.on("dialog", () => {
    throw new Error("a title was run");
  });
  await expect(async () => {
    await page.goto(`/books/${book.slug}`);
    await expect(h1(page)).toHaveText(title, { timeout: 2_000 });
  }).toPass({ timeout: 40_000, intervals: [50] });
  await expect(page).toHaveTitle(`${title} · Octavo`);
  await expect(page.locator("img[src=x]")).toHaveCount(0);
  expect(JSON.parse((await page.locator("script[type='application/ld+json']").textContent()) ?? "")).toMatchObject({
    name: title,
  });
  const cover = page.getByRole("img", { name: `Cover of ${title}` });
  await expect.poll(() => cover.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(page.getByRole("status").filter({ hasText: title })).toBeVisible();
});

test("CAT-7 covers are well-formed pictures that may be kept for ever; an old address leads to today's", async ({
  page,
  request,
  sql,
  aBook,
}) => {
  const book = await aBook();
  await page.goto(`/books/${book.slug}`);
  const cover = page.getByRole("img", { name: `Cover of ${book.title}` });
  const src = (await cover.getAttribute("src")) ?? "";
  expect(src).toMatch(new RegExp(`^/covers/${book.id}-[a-z0-9]{10}\\.svg$`));
  const answer = await request.get(src);
  expect(answer.headers()).toMatchObject({
    "content-type": "image/svg+xml; charset=utf-8",
    "cache-control": "public, max-age=31536000, immutable",
  });
  expectGuarded(answer.headers(), src);
  expect(answer.headers()["content-security-policy"]).not.toContain("script-src");
  const read = await page.evaluate(
    (text) => {
      const svg = new DOMParser().parseFromString(text, "image/svg+xml");
      const all = Array.from(svg.querySelectorAll("*"));
      return {
        root: svg.documentElement.localName,
        faults: svg.querySelectorAll("parsererror").length,
        scripts: all.filter((each) => each.localName === "script" || /^on/.test(each.getAttributeNames().join("\non")))
          .length,
        outside: all.filter((each) => /^(?!#)/.test(each.getAttribute("href") ?? "#")).length,
        label: svg.documentElement.getAttribute("aria-label"),
      };
    },
    await answer.text(),
  );
  expect(read).toEqual({ root: "svg", faults: 0, scripts: 0, outside: 0, label: book.title });

  for (const ending of [".svg", "-og.png"]) {
    const wrong = await request.get(`/covers/${book.id}-0000000000${ending}`, { maxRedirects: 0 });
    expect(wrong.status()).toBe(302);
    expect(wrong.headers().location).toBe(src.replace(".svg", ending));
    expect(wrong.headers()["cache-control"]).toBe("public, max-age=60");
  }
  // a new title is a new picture, so it has a new address
  await sql("update books set title = title || ', Revised' where id = $1", [book.id]);
  await expect(async () => {
    await page.goto(`/books/${book.slug}`);
    const revised = page.getByRole("img", { name: `Cover of ${book.title}, Revised` });
    await expect(revised).toBeVisible({ timeout: 2_000 });
    expect(await revised.getAttribute("src")).not.toBe(src);
  }).toPass({ timeout: 40_000, intervals: [50] });

  for (const unknown of [
    `/covers/${crypto.randomUUID()}-0000000000.svg`,
    `/covers/${book.id}.svg`,
    `/covers/${book.id}-UPPER.svg`,
    `/covers/${book.id}-0000000000.jpg`,
    "/covers/x",
    "/covers/%00",
    "/covers/..%2f..%2fpackage.json",
  ]) {
    expect((await request.get(unknown, { maxRedirects: 0 })).status(), unknown).toBe(404);
  }
  expect([404, 308]).toContain((await request.get("/covers/", { maxRedirects: 0 })).status());
});

test("PLT-7 PLT-8 the footer of shop and desk says what is made up", async ({ page }) => {
  for (const place of ["/", "/genres/travel", "/cart"]) {
    await page.goto(place);
    const footer = page.getByRole("contentinfo");
    await expect(footer).toContainText(/Demo shop: the books are real; prices, stock, formats .*are made up\./);
  }
});
