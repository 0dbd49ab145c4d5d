import { describe, expect, it } from "vitest";
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
      account: paths.account(),
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
        "demo payment": "/pay/demo/0197",
        "empty search": "/search",
        "genre": "/genres/poetry",
        "genre, first page": "/genres/poetry",
        "genre, third page": "/genres/poetry?page=3",
        "genres": "/genres",
        "home": "/",
        "login": "/login?next=%2Fadmin%2Forders%3Fstate%3Dpaid",
        "mail": "/admin/mail/0197",
        "mailbox": "/admin/mail",
        "new": "/new",
        "search": "/search?q=war+%26+peace&page=2",
        "staff picks": "/staff-picks",
        "track": "/track/s3cret",
        "track form": "/track",
        "tracked order": "/track/order/25-01001",
      }
    `);
  });

  it("MSG-6 every public page has a bare rewrite, and unknown first segments never reach [locale]", () => {
    expect(place.rewrites()).toMatchInlineSnapshot(`
      {
        "afterFiles": [
          {
            "destination": "/_unmatched/page",
            "source": "/:first((?!(?:en|cart|checkout|pay|track|login|account|admin|api|covers|_next)(?:/|$))[^/]+)/:rest*",
          },
        ],
        "beforeFiles": [
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
            "destination": "/en",
            "source": "/",
          },
          {
            "destination": "/en/books/:slug",
            "source": "/books/:slug",
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
            "destination": "/en/refusals/:status",
            "source": "/refusals/:status",
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
        "/books/a%2Fb": "/books/a%2Fb",
        "/books/a%62c": "/books/abc",
        "/books/caf%c3%a9": "/books/caf%C3%A9",
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

  it("SEC-2 the rest is none", () => {
    for (const address of [
      ...["/cart", "/admin/orders", "/en", "/en/books/a", "/books", "/books/", "/books/a/b", "/books/%ff", "//", ""],
      ...["/sitemapxxml", "/covers", "/api/csp", "/refusals/404", "/Books/a", "/books/a/"],
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
  });

  it("SEC-3 bodies of refusals are recognised in any language", () => {
    expect(["/refusals/404", "/en/refusals/500", "/books/refusals"].map(place.isRefusalPage)).toEqual([
      true,
      true,
      false,
    ]);
    expect(place.refusalPath("en", 404)).toBe("/refusals/404");
    expect(place.localeOfPath("/books/en")).toBe("en");
  });
});
