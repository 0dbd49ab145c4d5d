import { describe, expect, it } from "vitest";
import * as place from "./places.ts";

describe("the list of places", () => {
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
            "destination": "/en/feeds/all-products.xml",
            "source": "/feeds/all-products.xml",
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
