import { describe, expect, it } from "vitest";
import { paths, translatedPath } from "./paths.ts";
import { localeOfReferer } from "./places.ts";

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

  it("MSG-6 a page's address in another language is the same page, and personal pages stay where they are", () => {
    const shop = "https://books.example";
    const there = (from: string | null) => translatedPath(from, shop, "de");
    expect(there(`${shop}/`)).toBe("/de");
    expect(there(`${shop}/genres/poetry?page=2`)).toBe("/de/genres/poetry?page=2");
    expect(there(`${shop}/de/books/a`)).toBe("/de/books/a");
    expect(translatedPath(`${shop}/de/books/a`, shop, "en")).toBe("/books/a");
    expect(translatedPath(`${shop}/de`, shop, "en")).toBe("/");
    for (const address of ["/de//evil.example/x", "//evil.example/x", "/de/\\evil.example/x"]) {
      expect(translatedPath(`${shop}${address}`, shop, "en"), "SEC-4 no other host").toBe("/evil.example/x");
    }
    expect(there(`${shop}/cart?x=1`)).toBe("/cart?x=1");
    expect(there("https://elsewhere.example/books/a")).toBe("/de");
    expect(there(null)).toBe("/de");
    expect(localeOfReferer(`${shop}/api/cart`, shop)).toBeNull();
  });
});
