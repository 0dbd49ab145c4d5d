import { deskPrefixes, secretPrefixes } from "./places.ts";

/** Security headers by kind of answer. HSTS depends on APP_URL, so the listener adds it when the shop runs. */

const common = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "report-uri /api/csp",
];
const policy = (...more: string[]) => [...common, ...more].join("; ");
const ownForms = "form-action 'self'";

/** While developing React says with `eval` where an error came from, and nobody hashes what Next puts into a page. */
const developing = process.env.NODE_ENV === "development";

/**
 * For what is the same for everyone, which no nonce can cover. Next's inline data does not run under it as it stands: the
 * listener adds the hashes of what it can vouch for (`front/vouch.ts`), and nothing else.
 */
export const shopPolicy = policy(ownForms, `script-src 'self'${developing ? " 'unsafe-inline' 'unsafe-eval'" : ""}`);

/** `gateway` is where a gateway's pages stand: a form may be answered with an address there (Chromium checks that, too). */
export const deskPolicy = (nonce: string, gateway?: string | null) =>
  policy(
    gateway ? `${ownForms} ${gateway}` : ownForms,
    "frame-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${developing ? " 'unsafe-eval'" : ""}`,
  );

/** Where a shopper pays: Stripe's pages, or those of whatever stands in for its API. Null for the demo gateway, which is at home here. */
export function gatewayPages(env: { PAYMENTS: string; STRIPE_API_BASE: string }): string | null {
  if (env.PAYMENTS !== "stripe") return null;
  const { host, origin } = new URL(env.STRIPE_API_BASE);
  return host === "api.stripe.com" ? "https://checkout.stripe.com" : origin;
}

/** Opened by itself a cover is a document, and an unknown one a page of ours; neither runs anything. */
const coverPolicy = policy(ownForms);

/** Blocks the first paint of every page, at an address that never changes: asked for again in the hour, behind the reader. */
const themeCaching = "public, max-age=3600, stale-while-revalidate=604800";

/**
 * A mail that was kept, in the frame on its desk page: it comes from outside the shop's pages, so it may be drawn with its own
 * styles and the shop's own pictures, its links may open elsewhere, and nothing else happens.
 */
export const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";
const keptMail = "admin/mail/[^/]+/html";
export const isKeptMail = (path: string) => new RegExp(`^/${keptMail}$`).test(path);

const apiPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const first = (prefixes: readonly string[]) => prefixes.map((prefix) => prefix.slice(1)).join("|");

/** For `headers()` in `next.config.ts`; a desk page's policy comes from `proxy.ts`. */
export function securityHeaders() {
  const pages = secretPrefixes.filter((prefix) => !prefix.startsWith("/api/"));
  const noReferrer = first([...new Set(pages.map((prefix) => `/${prefix.split("/")[1]}`))]);
  return [
    {
      source: "/:path*",
      headers: [
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
        {
          key: "Permissions-Policy",
          value: "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
        },
      ],
    },
    { source: `/:path((?!${keptMail}$).*)`, headers: [{ key: "X-Frame-Options", value: "DENY" }] },
    {
      source: `/:path((?!(?:${noReferrer})(?:/|$)).*)`,
      headers: [{ key: "Referrer-Policy", value: "strict-origin-when-cross-origin" }],
    },
    { source: `/:first(${noReferrer})/:rest*`, headers: [{ key: "Referrer-Policy", value: "no-referrer" }] },
    { source: "/api/:path*", headers: [{ key: "Content-Security-Policy", value: apiPolicy }] },
    { source: "/covers/:path*", headers: [{ key: "Content-Security-Policy", value: coverPolicy }] },
    { source: "/theme.js", headers: [{ key: "Cache-Control", value: themeCaching }] },
    {
      source: `/:path((?!(?:api|covers|${first(deskPrefixes)})(?:/|$)).*)`,
      headers: [{ key: "Content-Security-Policy", value: shopPolicy }],
    },
  ];
}
