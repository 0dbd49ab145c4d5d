import { describe, expect, it } from "vitest";
import { atom } from "./atom.ts";
import { products, productsAsRead, type Product } from "./products.ts";

const feed = {
  title: "New at Bound & Sons",
  self: "https://a.example/feeds/new.atom",
  page: "https://a.example/new",
  lang: "en",
  author: "Bound & Sons",
};

describe("the feed of new books", () => {
  it("DSC-1 is Atom as RFC 4287 has it: ids, moments, links and names, all escaped", () => {
    const entry = {
      id: "0197f3a0-0000-7000-8000-000000000001",
      title: "Tom & <Jerry>",
      url: "https://a.example/books/tom",
      authors: ["Ada", "Bo"],
      categories: ["Fiction"],
      summary: "Cat & mouse.",
      published: "2026-01-02T03:04:05.000Z",
    };
    const german = { ...feed, lang: "de" };
    expect(atom(german, [{ ...entry, titleLang: "en", summaryLang: "en" }])).toMatch(
      /<title xml:lang="en">Tom .*<summary xml:lang="en">Cat/,
    );
    const older = { ...entry, id: "0197f3a0-0000-7000-8000-000000000002", published: "2025-01-02T03:04:05.000Z" };
    expect(atom(feed, [older, entry])).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
      <id>https://a.example/feeds/new.atom</id><title>New at Bound &amp; Sons</title><updated>2026-01-02T03:04:05.000Z</updated><author><name>Bound &amp; Sons</name></author><link rel="self" type="application/atom+xml" href="https://a.example/feeds/new.atom"/><link rel="alternate" type="text/html" href="https://a.example/new"/>
      <entry><id>urn:uuid:0197f3a0-0000-7000-8000-000000000002</id><title>Tom &amp; &lt;Jerry&gt;</title><published>2025-01-02T03:04:05.000Z</published><updated>2025-01-02T03:04:05.000Z</updated><link rel="alternate" type="text/html" href="https://a.example/books/tom"/><author><name>Ada</name></author><author><name>Bo</name></author><category term="Fiction"/><summary>Cat &amp; mouse.</summary></entry>
      <entry><id>urn:uuid:0197f3a0-0000-7000-8000-000000000001</id><title>Tom &amp; &lt;Jerry&gt;</title><published>2026-01-02T03:04:05.000Z</published><updated>2026-01-02T03:04:05.000Z</updated><link rel="alternate" type="text/html" href="https://a.example/books/tom"/><author><name>Ada</name></author><author><name>Bo</name></author><category term="Fiction"/><summary>Cat &amp; mouse.</summary></entry>
      </feed>
      "
    `);
  });

  it("DSC-1 is whole where nothing came yet", () => {
    expect(atom(feed, [])).toMatch(/<updated>1970-01-01T00:00:00.000Z<\/updated>[\s\S]*<\/feed>\n$/);
  });
});

describe("the product feed", () => {
  const book: Product = {
    id: "0197f3a0-0000-7000-8000-000000000001",
    slug: "tom",
    title: "Tom & Jerry",
    authors: [{ name: "Ada", slug: "ada" }],
    format: "paperback",
    price: { minor: 1_250, currency: "EUR" },
    availability: { kind: "few", copies: 2 },
    coverKey: "key",
    language: "en",
    isbn13: "9780140000009",
    publisher: "Ardent & Sons",
    description: "Cat & mouse.",
    genre: "Fiction",
    url: "https://a.example/books/tom",
    image: "https://a.example/covers/tom-og.png",
    form: "Paperback",
  };
  const channel = {
    title: "A",
    link: "https://a.example/",
    description: "All",
    self: "https://a.example/feeds/products.xml",
  };

  it("DSC-4 is RSS 2.0 with Google's attributes", () => {
    expect(products(channel, [book])).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <rss version="2.0" xmlns:g="http://base.google.com/ns/1.0" xmlns:atom="http://www.w3.org/2005/Atom">
      <channel><title>A</title><link>https://a.example/</link><description>All</description><atom:link rel="self" type="application/rss+xml" href="https://a.example/feeds/products.xml"/>
      <item><g:id>0197f3a0-0000-7000-8000-000000000001</g:id><g:title>Tom &amp; Jerry · Ada · Paperback</g:title><g:description>Cat &amp; mouse.</g:description><g:link>https://a.example/books/tom</g:link><g:image_link>https://a.example/covers/tom-og.png</g:image_link><g:availability>in_stock</g:availability><g:price>12.50 EUR</g:price><g:condition>new</g:condition><g:gtin>9780140000009</g:gtin><g:brand>Ardent &amp; Sons</g:brand><g:google_product_category>784</g:google_product_category><g:product_type>Fiction</g:product_type></item>
      </channel>
      </rss>
      "
    `);
  });

  it("DSC-4 is the same where it is written while its products are read", async () => {
    async function* read() {
      yield [book, { ...book, id: "2" }];
      yield [{ ...book, id: "3" }];
    }
    const pieces = await Array.fromAsync(productsAsRead(channel, read()));
    expect(pieces).toHaveLength(4);
    expect(pieces.join("")).toBe(products(channel, [book, { ...book, id: "2" }, { ...book, id: "3" }]));
  });

  it("DSC-4 says what is missing and what is sold out, and keeps within the lengths", () => {
    const xml = products(channel, [
      {
        ...book,
        isbn13: null,
        publisher: null,
        genre: null,
        description: "",
        title: "📚".repeat(200),
        availability: { kind: "out" },
        price: { minor: 900, currency: "JPY" },
      },
    ]);
    expect(xml).toContain("<g:identifier_exists>no</g:identifier_exists>");
    expect(xml).toContain("<g:availability>out_of_stock</g:availability><g:price>900 JPY</g:price>");
    expect(xml).not.toMatch(/g:gtin|g:brand|g:product_type/);
    expect(Array.from(/<g:title>(.*?)</.exec(xml)?.[1] ?? "")).toHaveLength(150);
    expect(xml).toMatch(/<g:description>📚/);
  });
});
