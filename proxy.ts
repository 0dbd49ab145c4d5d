import { NextResponse, type NextRequest } from "next/server";
import { config as settings } from "./config/env.ts";
import { languageCookie } from "./app/_server/cookie-names.ts";
import { deskPolicy, gatewayPages, isKeptMail, mailPolicy } from "./app/_server/headers.ts";
import { localeOfReferer } from "./app/_server/places.ts";
import { languageCookieName } from "./messages/locales.ts";

/** Gives desk pages a policy with a nonce, which Next puts on its scripts. Authorization never lives here. */
export function proxy(request: NextRequest) {
  const unsubscribing = /^\/unsubscribe\/([^/]+)$/.exec(request.nextUrl.pathname);
  // RFC 8058: the address that a person opens is the one that mail programs post to
  if (unsubscribing && request.method === "POST") {
    return NextResponse.rewrite(new URL(`/api/unsubscribe/${unsubscribing[1]}`, request.url));
  }
  const policy = isKeptMail(request.nextUrl.pathname)
    ? mailPolicy
    : deskPolicy(crypto.randomUUID(), gatewayPages(settings()));
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  // Whoever comes from a page in some language goes on in it, here and on the pages after this one.
  const { APP_URL: appUrl } = settings();
  const read = localeOfReferer(request.headers.get("referer"), appUrl);
  if (read && request.cookies.get(languageCookieName(appUrl))?.value !== read) {
    response.cookies.set(languageCookieName(appUrl), read, languageCookie(appUrl));
  }
  return response;
}

// Next reads this without running it: the test beside compares it with the list of paths.
export const config = {
  matcher: [
    "/cart/:path*",
    "/checkout/:path*",
    "/pay/:path*",
    "/track/:path*",
    "/login/:path*",
    "/register/:path*",
    "/forgot/:path*",
    "/reset/:path*",
    "/verify/:path*",
    "/unsubscribe/:path*",
    "/account/:path*",
    "/reviews/:path*",
    "/review/:path*",
    "/wishlists/:path*",
    "/admin/:path*",
  ],
};
