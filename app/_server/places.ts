import { defaultLocale, locales, type Locale } from "../../messages/locales.ts";

/**
 * The one list of places. Rewrites, headers, the proxy's matcher, the listener, links (paths.ts), what is kept (public-place.ts)
 * and the sitemap are made from it.
 * It knows no shop and no framework, so that all of them can import it.
 */

/**
 * Pages under `app/(shop)/[locale]`: the same answer for everyone, at the bare URL in the default language and under
 * `/<locale>` in the others. `paged` ones take `?page=N`, which becomes a path segment so that each page stays static; where
 * they are `sorted` as well, so does `?sort=`.
 */
export const publicPages = [
  { pattern: "/", paged: false },
  { pattern: "/books/:slug", paged: false },
  { pattern: "/books/:slug/reviews", paged: true, sorted: ["newest", "highest", "lowest"] },
  { pattern: "/genres", paged: false },
  { pattern: "/genres/:slug", paged: true },
  { pattern: "/authors/:slug", paged: true },
  { pattern: "/new", paged: false },
  { pattern: "/bestsellers", paged: false },
  { pattern: "/staff-picks", paged: false },
  { pattern: "/search", paged: false },
] as const;

/** Files that are the same for everyone: no language, no scripts. */
export const publicFiles = ["/sitemap.xml", "/robots.txt", "/manifest.webmanifest", "/covers/:file"] as const;

/** What programs read, in each language: at the bare URL and under `/<locale>`, like the pages. */
export const publicFeeds = ["/feeds/new.atom", "/feeds/products.xml"] as const;

/** The product feed of a shop with very many books: streamed, and kept nowhere. */
export const wholeFeed = "/feeds/all-products.xml";

/** Bodies of refusals: rendered for the listener only, never to be asked for from outside. */
export const refusalPage = "/refusals/:status";

/**
 * Whether there is anything at the address of a page with a name in it: 204, or 404. The listener asks before it has a page
 * made, because a page of nothing costs as much as any other; never to be asked for from outside.
 */
export const lookup = "/known/:kind(books|genres|authors)/:slug";

/** First segments of the personal pages under `app/(desk)`: dynamic, never kept, their CSP has a nonce. */
export const deskPrefixes = [
  ...["/cart", "/checkout", "/pay", "/track"],
  ...["/login", "/register", "/forgot", "/reset", "/verify", "/unsubscribe", "/account"],
  // one review; what a guest may review; a list that somebody shows
  ...["/reviews", "/review", "/wishlists"],
  "/admin",
] as const;

/** First segments of what is neither a shop page nor a desk page. */
export const plainPrefixes = ["/api", "/covers", "/_next"] as const;

/** The one answer that does not end by itself. */
export const notificationStream = "/api/notifications/stream";

/** What follows these is a secret that must not reach a log or a Referer header. */
export const secretPrefixes = [
  "/track",
  "/reset",
  "/verify",
  "/unsubscribe",
  "/api/unsubscribe",
  "/wishlists",
  "/review",
  "/pay/demo",
  "/pay/return",
] as const;

/** `page` from 2 on, as people may type it; anything else shows the first page. */
export const pageNumber = "(?<page>[2-9]|[1-9]\\d{1,3})";

export const prefixed = (locale: string, pattern: string) => (pattern === "/" ? `/${locale}` : `/${locale}${pattern}`);

type Rewrite = { source: string; destination: string; has?: { type: "query"; key: string; value: string }[] };

/** Rewrites for `next.config.ts`, most specific first. */
export function rewrites(): { beforeFiles: Rewrite[]; afterFiles: Rewrite[] } {
  const asks = (key: string, value: string) => ({ type: "query" as const, key, value });
  const paged = locales.flatMap((locale) =>
    publicPages
      .filter((page) => page.paged)
      .flatMap((page) => {
        const source = locale === defaultLocale ? page.pattern : prefixed(locale, page.pattern);
        const to = prefixed(locale, page.pattern);
        const later = asks("page", pageNumber);
        if (!("sorted" in page)) return [{ source, destination: `${to}/:page`, has: [later] }];
        const [usual, ...others] = page.sorted;
        const sort = asks("sort", `(?<sort>${others.join("|")})`);
        return [
          { source, destination: `${to}/:sort/:page`, has: [sort, later] },
          { source, destination: `${to}/:sort/1`, has: [sort] },
          { source, destination: `${to}/${usual}/:page`, has: [later] },
        ];
      }),
  );
  const patterns = [...publicPages.map((page) => page.pattern), ...publicFeeds, wholeFeed, refusalPage, lookup];
  const toDefault = patterns.map((pattern) => ({
    source: pattern,
    destination: prefixed(defaultLocale, pattern.replace(/\(.*?\)/, "")),
  }));
  // An unknown first segment must not reach [locale], where each junk address would be a page of its own.
  const known = [...locales, ...[...deskPrefixes, ...plainPrefixes].map((prefix) => prefix.slice(1))].join("|");
  return {
    beforeFiles: [...paged, ...toDefault],
    afterFiles: [{ source: `/:first((?!(?:${known})(?:/|$))[^/]+)/:rest*`, destination: "/_unmatched/page" }],
  };
}

/** The default language has one address: the bare one. */
export const redirects = () => [
  { source: `/${defaultLocale}`, destination: "/", permanent: true },
  { source: `/${defaultLocale}/:path*`, destination: "/:path*", permanent: true },
];

/** What `proxy.ts` must name, literally, in its matcher. */
export const deskMatcher = () => deskPrefixes.map((prefix) => `${prefix}/:path*`);

export const under = (prefix: string, path: string) => path === prefix || path.startsWith(`${prefix}/`);

export const isDesk = (path: string) => deskPrefixes.some((prefix) => under(prefix, path));
/** Whether a path's language is in the path itself. */
export const isPublic = (path: string) => !isDesk(path) && !plainPrefixes.some((prefix) => under(prefix, path));

/** Whether the path asks for what is there for the listener alone, in any language. */
export const isInternal = (path: string) => {
  const [, first = "", second = ""] = path.split("/");
  return /^(?:refusals|known)$/.test((locales as readonly string[]).includes(first) ? second : first);
};

/** The language that a path is written in: its prefix, else the default. */
export const localeOfPath = (path: string): Locale =>
  locales.find((locale) => under(`/${locale}`, path)) ?? defaultLocale;

export const refusalPath = (locale: Locale, status: number) =>
  `${locale === defaultLocale ? "" : `/${locale}`}/refusals/${status}`;

/** A path as a log may show it: without its query, and without the secret of a secret link. */
export function loggable(path: string): string {
  const bare = path.split(/[?#]/, 1)[0] ?? path;
  const secret = secretPrefixes.find((prefix) => bare.startsWith(`${prefix}/`) && bare.length > prefix.length + 1);
  return secret ? `${secret}/…` : bare;
}

/** The language of the public page of ours that a request comes from; null where it comes from elsewhere. */
export function localeOfReferer(referer: string | null | undefined, appUrl: string): Locale | null {
  const from = URL.parse(referer ?? "");
  if (!from || from.origin !== new URL(appUrl).origin) return null;
  return isPublic(from.pathname) ? localeOfPath(from.pathname) : null;
}
