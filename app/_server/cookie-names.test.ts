import { expect, it } from "vitest";
import { languageCookieName } from "../../messages/locales.ts";
import {
  authCookieName,
  authCookies,
  cartCookieName,
  cookieOptions,
  orderCookieName,
  sessionCookieName,
} from "./cookie-names.ts";

it("SEC-2 cookies are bound to the host where there is https, and never for scripts", () => {
  const https = "https://books.example";
  expect([
    cartCookieName(https),
    sessionCookieName(https),
    authCookieName(https, "csrf"),
    orderCookieName(https, "25-01001"),
    languageCookieName(https),
  ]).toEqual(["__Host-cart", "__Host-session", "__Host-auth-csrf", "__Host-order-25-01001", "__Host-language"]);
  expect(Object.values(authCookies(https))).toEqual(
    ["session", "auth-return", "auth-csrf", "auth-proof", "auth-state", "auth-nonce"].map((name) => ({
      name: `__Host-${name}`,
      options: cookieOptions(https),
    })),
  );
  // what the prefix asks of the cookie: else browsers drop it
  expect(cookieOptions(https)).toEqual({ httpOnly: true, sameSite: "lax", path: "/", secure: true });
});

it("SEC-2 on a machine without https browsers would refuse the prefix", () => {
  const http = "http://localhost:3000";
  expect([cartCookieName(http), sessionCookieName(http), languageCookieName(http)]).toEqual([
    "cart",
    "session",
    "language",
  ]);
  expect(cookieOptions(http)).toMatchObject({ httpOnly: true, sameSite: "lax", secure: false });
});
