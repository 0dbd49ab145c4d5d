import { describe, expect, it } from "vitest";
import { slugSchema } from "../../shop/catalog/model.ts";
import * as place from "./paths.ts";

const { paths } = place;

describe("links", () => {
  it("MSG-6 DSC-1 every link has one address, the default language the bare one", () => {
    expect({
      home: paths.home("en"),
      book: paths.book("en", "the-sea"),
      "book with odd slug": paths.book("en", "a/b?c"),
      genres: paths.genres("en"),
      genre: paths.genre("en", "poetry"),
      "genre, first page": paths.genre("en", "poetry", 1),
      "genre, third page": paths.genre("en", "poetry", 3),
      author: paths.author("en", "ursula-k-le-guin", 2),
      new: paths.newBooks("en"),
      bestsellers: paths.bestsellers("en"),
      "staff picks": paths.staffPicks("en"),
      search: paths.search("en", "war & peace", 2),
      "empty search": paths.search("en", ""),
      cart: paths.cart(),
      checkout: paths.checkout(),
      "demo payment": paths.payDemo("0197"),
      "track form": paths.trackForm(),
      track: paths.track("s3cret"),
      "tracked order": paths.trackedOrder("25-01001"),
      login: paths.login("/admin/orders?state=paid"),
      register: paths.register("/cart"),
      forgot: paths.forgot(),
      reset: paths.reset("s3cret"),
      verify: paths.verify("s3cret"),
      "log-in refused": paths.loginRefused("ACCOUNT_DEACTIVATED", "google"),
      "log-in after": paths.loginAfter("reset"),
      account: paths.account(),
      "my orders": paths.mine.orders(2),
      "my order": paths.mine.order("25-00001"),
      "my addresses": paths.mine.addresses({ edit: "0197" }),
      "checkout with an address": paths.checkout("0197"),
      admin: paths.admin.home(),
      "admin orders": paths.admin.orders({ state: "paid", page: 2, q: undefined }),
      "admin order": paths.admin.order("10023"),
      mailbox: paths.admin.mail(),
      mail: paths.admin.mail("0197"),
    }).toMatchInlineSnapshot(`
      {
        "account": "/account",
        "admin": "/admin",
        "admin order": "/admin/orders/10023",
        "admin orders": "/admin/orders?state=paid&page=2",
        "author": "/authors/ursula-k-le-guin?page=2",
        "bestsellers": "/bestsellers",
        "book": "/books/the-sea",
        "book with odd slug": "/books/a%2Fb%3Fc",
        "cart": "/cart",
        "checkout": "/checkout",
        "checkout with an address": "/checkout?address=0197",
        "demo payment": "/pay/demo/0197",
        "empty search": "/search",
        "forgot": "/forgot",
        "genre": "/genres/poetry",
        "genre, first page": "/genres/poetry",
        "genre, third page": "/genres/poetry?page=3",
        "genres": "/genres",
        "home": "/",
        "log-in after": "/login?done=reset",
        "log-in refused": "/login?refused=ACCOUNT_DEACTIVATED&by=google",
        "login": "/login?next=%2Fadmin%2Forders%3Fstate%3Dpaid",
        "mail": "/admin/mail/0197",
        "mailbox": "/admin/mail",
        "my addresses": "/account/addresses?edit=0197",
        "my order": "/account/orders/25-00001",
        "my orders": "/account/orders?page=2",
        "new": "/new",
        "register": "/register?next=%2Fcart",
        "reset": "/reset/s3cret",
        "search": "/search?q=war+%26+peace&page=2",
        "staff picks": "/staff-picks",
        "track": "/track/s3cret",
        "track form": "/track",
        "tracked order": "/track/order/25-01001",
        "verify": "/verify/s3cret",
      }
    `);
  });

  it("MSG-6 every public page has a bare rewrite, and unknown first segments never reach [locale]", () => {
    expect(place.rewrites()).toMatchInlineSnapshot(`
      {
        "afterFiles": [
          {
            "destination": "/_unmatched/page",
            "source": "/:first((?!(?:en|de|cart|checkout|pay|track|login|register|forgot|reset|verify|unsubscribe|account|reviews|review|wishlists|admin|api|covers|_next)(?:/|$))[^/]+)/:rest*",
          },
        ],
        "beforeFiles": [
          {
            "destination": "/en/books/:slug/reviews/:sort/:page",
            "has": [
              {
                "key": "sort",
                "type": "query",
                "value": "(?<sort>highest|lowest)",
              },
              {
                "key": "page",
                "type": "query",
                "value": "(?<page>[2-9]|[1-9]\\d{1,3})",
              },
            ],
            "source": "/books/:slug/reviews",
          },
          {
            "destination": "/en/books/:slug/reviews/:sort/1",
            "has": [
              {
                "key": "sort",
                "type": "query",
                "value": "(?<sort>highest|lowest)",
              },
            ],
            "source": "/books/:slug/reviews",
          },
          {
            "destination": "/en/books/:slug/reviews/newest/:page",
            "has": [
              {
                "key": "page",
                "type": "query",
                "value": "(?<page>[2-9]|[1-9]\\d{1,3})",
              },
            ],
            "source": "/books/:slug/reviews",
          },
          {
            "destination": "/en/genres/:slug/:page",
            "has": [
              {
                "key": "page",
                "type": "query",
                "value": "(?<page>[2-9]|[1-9]\\d{1,3})",
              },
            ],
            "source": "/genres/:slug",
          },
          {
            "destination": "/en/authors/:slug/:page",
            "has": [
              {
                "key": "page",
                "type": "query",
                "value": "(?<page>[2-9]|[1-9]\\d{1,3})",
              },
            ],
            "source": "/authors/:slug",
          },
          {
            "destination": "/de/books/:slug/reviews/:sort/:page",
            "has": [
              {
                "key": "sort",
                "type": "query",
                "value": "(?<sort>highest|lowest)",
              },
              {
                "key": "page",
                "type": "query",
                "value": "(?<page>[2-9]|[1-9]\\d{1,3})",
              },
            ],
            "source": "/de/books/:slug/reviews",
          },
          {
            "destination": "/de/books/:slug/reviews/:sort/1",
            "has": [
              {
                "key": "sort",
                "type": "query",
                "value": "(?<sort>highest|lowest)",
              },
            ],
            "source": "/de/books/:slug/reviews",
          },
          {
            "destination": "/de/books/:slug/reviews/newest/:page",
            "has": [
              {
                "key": "page",
                "type": "query",
                "value": "(?<page>[2-9]|[1-9]\\d{1,3})",
              },
            ],
            "source": "/de/books/:slug/reviews",
          },
          {
            "destination": "/de/genres/:slug/:page",
            "has": [
              {
                "key": "page",
                "type": "query",
                "value": "(?<page>[2-9]|[1-9]\\d{1,3})",
              },
            ],
            "source": "/de/genres/:slug",
          },
          {
            "destination": "/de/authors/:slug/:page",
            "has": [
              {
                "key": "page",
                "type": "query",
                "value": "(?<page>[2-9]|[1-9]\\d{1,3})",
              },
            ],
            "source": "/de/authors/:slug",
          },
          {
            "destination": "/en",
            "source": "/",
          },
          {
            "destination": "/en/books/:slug",
            "source": "/books/:slug",
          },
          {
            "destination": "/en/books/:slug/reviews",
            "source": "/books/:slug/reviews",
          },
          {
            "destination": "/en/genres",
            "source": "/genres",
          },
          {
            "destination": "/en/genres/:slug",
            "source": "/genres/:slug",
          },
          {
            "destination": "/en/authors/:slug",
            "source": "/authors/:slug",
          },
          {
            "destination": "/en/new",
            "source": "/new",
          },
          {
            "destination": "/en/bestsellers",
            "source": "/bestsellers",
          },
          {
            "destination": "/en/staff-picks",
            "source": "/staff-picks",
          },
          {
            "destination": "/en/search",
            "source": "/search",
          },
          {
            "destination": "/en/feeds/new.atom",
            "source": "/feeds/new.atom",
          },
          {
            "destination": "/en/feeds/products.xml",
            "source": "/feeds/products.xml",
          },
          {
            "destination": "/en/refusals/:status",
            "source": "/refusals/:status",
          },
          {
            "destination": "/en/known/:kind/:slug",
            "source": "/known/:kind(books|genres|authors)/:slug",
          },
        ],
      }
    `);
    expect(place.redirects()).toMatchInlineSnapshot(`
      [
        {
          "destination": "/",
          "permanent": true,
          "source": "/en",
        },
        {
          "destination": "/:path*",
          "permanent": true,
          "source": "/en/:path*",
        },
      ]
    `);
  });
});

describe("public places", () => {
  const url = (address: string) => place.publicPlace(address)?.url ?? null;

  it("DSC-1 addresses that mean the same have one spelling, which keeps what the page reads", () => {
    expect(
      Object.fromEntries(
        [
          ...["/", "/?utm_source=x", "/books/a%62c", "/books/a%2Fb", "/books/caf%c3%a9", "/genres/poetry?x=1&page=3"],
          ...["/genres/poetry?page=1", "/genres/poetry?page=02", "/search?page=2&q=+war++%26%20peace+", "/search?q=+"],
          ...["/sitemap.xml?part=2&q=x", "/robots.txt", "/covers/a.svg?v=1"],
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
        "/robots.txt": "/robots.txt",
        "/search?page=2&q=+war++%26%20peace+": "/search?q=war+%26+peace&page=2",
        "/search?q=+": "/search",
        "/sitemap.xml?part=2&q=x": "/sitemap.xml?part=2",
      }
    `);
  });

  it("MSG-6 a page's address in another language is the same page, and personal pages stay where they are", () => {
    const shop = "https://books.example";
    const there = (from: string | null) => place.translatedPath(from, shop, "de");
    expect(there(`${shop}/`)).toBe("/de");
    expect(there(`${shop}/genres/poetry?page=2`)).toBe("/de/genres/poetry?page=2");
    expect(there(`${shop}/de/books/a`)).toBe("/de/books/a");
    expect(place.translatedPath(`${shop}/de/books/a`, shop, "en")).toBe("/books/a");
    expect(place.translatedPath(`${shop}/de`, shop, "en")).toBe("/");
    expect(there(`${shop}/cart?x=1`)).toBe("/cart?x=1");
    expect(there("https://elsewhere.example/books/a")).toBe("/de");
    expect(there(null)).toBe("/de");
    expect(place.localeOfReferer(`${shop}/api/cart`, shop)).toBeNull();
  });

  it("SEC-1 a name has the shape that the catalogue gives it; every other is the same nothing", () => {
    const names = ["a", "the-sea-2", "a".repeat(120), "a".repeat(121), "A", "a--b", "-a", "a-", "a_b", "a.b", "-"];
    for (const name of names) {
      const found = place.publicPlace(`/books/${name}?page=2`);
      expect(found?.url, name).toBe(`/books/${slugSchema.safeParse(name).success ? name : "-"}`);
      expect(found?.lookup).toBe(`/known${found?.url}`);
    }
    expect(place.publicPlace("/genres/a?page=2")).toMatchObject({ url: "/genres/a?page=2", lookup: "/known/genres/a" });
    expect(place.publicPlace("/genres")).not.toHaveProperty("lookup");
    expect(place.publicPlace("/books/a/reviews?page=3&sort=lowest&x=1")).toMatchObject({
      url: "/books/a/reviews?sort=lowest&page=3",
      lookup: "/known/books/a",
    });
    expect(place.publicPlace("/books/a/reviews?sort=newest&page=1")?.url).toBe("/books/a/reviews");
    expect(place.publicPlace("/books/A_/reviews?sort=lowest")).toMatchObject({
      url: "/books/-/reviews",
      lookup: "/known/books/-",
    });
  });

  it("DSC-4 feeds are kept until something changes that they show", () => {
    expect(place.publicPlace("/feeds/new.atom?utm_source=x")).toMatchObject({ url: "/feeds/new.atom", page: false });
    expect(place.publicPlace("/feeds/products.xml")).toMatchObject({ url: "/feeds/products.xml", tags: null });
    expect(place.publicPlace("/feeds/other.xml")).toBeNull();
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

describe("lists made of the paths", () => {
  it("SEC-2 the desk's pages are told from the shop's", () => {
    expect(["/cart", "/admin/orders/1", "/track/x"].map(place.isDesk)).toEqual([true, true, true]);
    expect(["/", "/cartography", "/books/cart", "/api/cart"].map(place.isDesk)).toEqual([false, false, false, false]);
  });

  it("OBS-1 a log never shows a secret link or a query", () => {
    expect(
      ["/track/abc", "/track/abc/x?y=1", "/track", "/pay/demo/1", "/reset/t#x", "/books/a?utm=1"].map(place.loggable),
    ).toEqual(["/track/…", "/track/…", "/track", "/pay/demo/…", "/reset/…", "/books/a"]);
    expect(["/review/abc?x=1", "/reviews/abc", "/wishlists/abc"].map(place.loggable)).toEqual([
      "/review/…",
      "/reviews/abc",
      "/wishlists/…",
    ]);
  });

  it("SEC-3 what is there for the listener alone is recognised in any language", () => {
    const inside = ["/refusals/404", "/en/refusals/500", "/known/books/a", "/en/known/books/a"];
    expect(inside.map(place.isInternal)).toEqual([true, true, true, true]);
    expect(["/books/refusals", "/books/known", "/knowns/x", "/"].map(place.isInternal)).toEqual([
      ...[false, false, false, false],
    ]);
    expect(place.refusalPath("en", 404)).toBe("/refusals/404");
    expect(place.localeOfPath("/books/en")).toBe("en");
  });
});
