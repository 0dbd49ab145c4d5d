import { NextRequest } from "next/server";
import { expect, it, vi } from "vitest";
import { deskMatcher } from "./app/_server/places.ts";
import { config, proxy } from "./proxy.ts";

it("SEC-2 every desk path gets the policy with a nonce", () => {
  expect(config.matcher).toEqual(deskMatcher());
});

it("PRE-3 what mail programs post to the page that stops mails reaches the route that does it; looking does not", () => {
  vi.stubEnv("DATABASE_URL", "postgres://127.0.0.1:1/none");
  const ask = (path: string, method: string) =>
    proxy(new NextRequest(`http://shop.test${path}`, { method })).headers.get("x-middleware-rewrite");
  expect(ask("/unsubscribe/abc_-1", "POST")).toBe("http://shop.test/api/unsubscribe/abc_-1");
  expect(ask("/unsubscribe/abc_-1", "GET")).toBeNull();
  expect(ask("/unsubscribe/abc/more", "POST")).toBeNull();
  expect(ask("/verify/abc", "POST")).toBeNull();
});
