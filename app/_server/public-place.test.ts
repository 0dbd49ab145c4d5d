import { describe, expect, it } from "vitest";
import { slugSchema } from "../../shop/catalog/model.ts";
import { publicPlace } from "./public-place.ts";

describe("public places", () => {
  const url = (address: string) => publicPlace(address)?.url ?? null;

  it("DSC-1 addresses that mean the same have one spelling, which keeps what the page reads", () => {
    expect(
      Object.fromEntries(
        [
          ...["/", "/?utm_source=x", "/books/a%62c", "/books/a%2Fb", "/books/caf%c3%a9", "/genres/poetry?x=1&page=3"],
          ...["/genres/poetry?page=1", "/genres/poetry?page=02", "/search?page=2&q=+war++%26%20peace+", "/search?q=+"],
          ...["/sitemap.xml?part=2&q=x", "/robots.txt", "/manifest.webmanifest?x=1", "/covers/a.svg?v=1"],
        ].map((address) => [address, url(address)]),
      ),
    ).toMatchInlineSnapshot(`
      {
        "/": "/",
        "/?utm_source=x": "/",
        "/books/a%2Fb": "/books/-",
        "/books/a%62c": "/books/abc",
        "/books/caf%c3%a9": "/books/-",
        "/covers/a.svg?v=1": "/covers/a.svg",
        "/genres/poetry?page=02": "/genres/poetry",
        "/genres/poetry?page=1": "/genres/poetry",
        "/genres/poetry?x=1&page=3": "/genres/poetry?page=3",
        "/manifest.webmanifest?x=1": "/manifest.webmanifest",
        "/robots.txt": "/robots.txt",
        "/search?page=2&q=+war++%26%20peace+": "/search?q=war+%26+peace&page=2",
        "/search?q=+": "/search",
        "/sitemap.xml?part=2&q=x": "/sitemap.xml?part=2",
      }
    `);
  });

  it("SEC-1 a name has the shape that the catalogue gives it; every other is the same nothing", () => {
    const names = ["a", "the-sea-2", "a".repeat(120), "a".repeat(121), "A", "a--b", "-a", "a-", "a_b", "a.b", "-"];
    for (const name of names) {
      const found = publicPlace(`/books/${name}?page=2`);
      expect(found?.url, name).toBe(`/books/${slugSchema.safeParse(name).success ? name : "-"}`);
      expect(found?.lookup).toBe(`/known${found?.url}`);
    }
    expect(publicPlace("/genres/a?page=2")).toMatchObject({ url: "/genres/a?page=2", lookup: "/known/genres/a" });
    expect(publicPlace("/genres")).not.toHaveProperty("lookup");
    expect(publicPlace("/books/a/reviews?page=3&sort=lowest&x=1")).toMatchObject({
      url: "/books/a/reviews?sort=lowest&page=3",
      lookup: "/known/books/a",
    });
    expect(publicPlace("/books/a/reviews?sort=newest&page=1")?.url).toBe("/books/a/reviews");
    expect(publicPlace("/books/A_/reviews?sort=lowest")).toMatchObject({
      url: "/books/-/reviews",
      lookup: "/known/books/-",
    });
  });

  it("DSC-4 feeds are kept until something changes that they show", () => {
    expect(publicPlace("/feeds/new.atom?utm_source=x")).toMatchObject({ url: "/feeds/new.atom", page: false });
    expect(publicPlace("/feeds/products.xml")).toMatchObject({ url: "/feeds/products.xml", tags: null });
    expect(publicPlace("/feeds/other.xml")).toBeNull();
  });

  it("SEC-2 the rest is none", () => {
    for (const address of [
      ...["/cart", "/admin/orders", "/en", "/en/books/a", "/books", "/books/", "/books/a/b", "/books/%ff", "//", ""],
      ...["/sitemapxxml", "/covers", "/api/csp", "/refusals/404", "/known/books/a", "/Books/a", "/books/a/"],
    ]) {
      expect(url(address), address).toBeNull();
    }
  });
});
