import type { Route } from "next";
import { defaultLocale, locales, type Locale } from "../../messages/locales.ts";

/**
 * The one list of places. Rewrites, headers, the proxy's matcher, the listener, links and the sitemap are made from it.
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
export const publicFiles = ["/sitemap.xml", "/robots.txt", "/covers/:file"] as const;

/** What programs read, in each language: at the bare URL and under `/<locale>`, like the pages. */
export const publicFeeds = ["/feeds/new.atom", "/feeds/products.xml"] as const;

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
const pageNumber = "(?<page>[2-9]|[1-9]\\d{1,3})";

const part = encodeURIComponent;
const prefixed = (locale: string, pattern: string) => (pattern === "/" ? `/${locale}` : `/${locale}${pattern}`);

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
  const patterns = [...publicPages.map((page) => page.pattern), ...publicFeeds, refusalPage, lookup];
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

const under = (prefix: string, path: string) => path === prefix || path.startsWith(`${prefix}/`);

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

/** A public answer as the listener may keep it: addresses that mean the same have the same `url`. */
export type PublicPlace = {
  url: string;
  /** A page of the router, which also asks for it without its document. */
  page: boolean;
  /** There are as many of these as people can type. */
  endless: boolean;
  /** How long it may be shown, where the answer itself does not say. */
  seconds?: number;
  /** What it depends on besides what is seen while it is made; null where every change may concern it. */
  tags: readonly string[] | null;
  /** Where to ask first whether there is anything. */
  lookup?: string;
};

type Kept = Omit<PublicPlace, "url" | "lookup"> & {
  path: RegExp;
  params: Readonly<Record<string, RegExp>>;
  /** There is a name in it: behind the language's prefix (empty for the default one), and before so many segments. */
  named?: { prefix: string; behind: number };
};

const whole = (pattern: string) => new RegExp(`^${pattern.replaceAll(".", "\\.").replace(/:\w+/g, "[^/]+")}$`);
const laterPage = new RegExp(`^(?:${pageNumber})$`);
/** What depends on which books there are, and not on the look of one. */
const lists = ["lists", "catalogue"];

/** Search results are made of queries that nothing announces: besides its tags, time ends them. */
const searchResults = {
  endless: true,
  seconds: 30,
  tags: lists,
  params: { q: /\S/, page: /^(?:[2-9]|[1-9]\d{1,3}|10000)$/ },
};
/** The shape of every name in an address, as the catalogue has it (tested). */
const slugShape = /^(?=.{1,120}$)[a-z0-9]+(?:-[a-z0-9]+)*$/;
/** What no name can be: all misshapen ones are the same nothing. */
const NO_SLUG = "-";

const files: Record<(typeof publicFiles)[number], Partial<Kept>> = {
  // what is no part of it is missing
  "/sitemap.xml": { tags: lists, params: { part: /^\S{1,10}$/ } },
  "/robots.txt": {},
  // the address changes with the picture; the one for previews also bears the shop's name
  "/covers/:file": { tags: ["settings"] },
};

const kept: Kept[] = [
  ...locales.flatMap((locale) =>
    publicPages.map(({ pattern, paged, ...more }) => ({
      path: whole(locale === defaultLocale ? pattern : prefixed(locale, pattern)),
      page: true,
      ...(pattern === "/search"
        ? searchResults
        : {
            endless: false,
            tags: [],
            params: {
              ...("sorted" in more && { sort: new RegExp(`^(?:${more.sorted.slice(1).join("|")})$`) }),
              ...(paged && { page: laterPage }),
            } as Kept["params"],
          }),
      ...(pattern.includes("/:slug") && {
        named: {
          prefix: locale === defaultLocale ? "" : `/${locale}`,
          behind: pattern.split("/").length - 1 - pattern.split("/").indexOf(":slug"),
        },
      }),
    })),
  ),
  ...locales.flatMap((locale) =>
    publicFeeds.map((pattern) => ({
      path: whole(locale === defaultLocale ? pattern : prefixed(locale, pattern)),
      page: false,
      endless: false,
      // one shows every price there is
      tags: pattern === "/feeds/products.xml" ? null : lists,
      params: {},
    })),
  ),
  ...publicFiles.map((pattern) => ({
    path: whole(pattern),
    page: false,
    endless: false,
    tags: [],
    params: {},
    ...files[pattern],
  })),
];

/**
 * The public place that an address means, or null where it is none. Of the query only what the page reads is left, in one
 * order, and an escaped letter is the letter: whatever else is typed leads to the same answer.
 */
export function publicPlace(address: string): PublicPlace | null {
  const [path = "", query = ""] = address.split("?", 2);
  let spelled: string;
  try {
    spelled = path
      .split("/")
      .map((segment) => part(decodeURIComponent(segment)))
      .join("/");
  } catch {
    return null;
  }
  const found = kept.find((each) => each.path.test(spelled));
  if (!found) return null;
  const { params, path: _, named, ...place } = found;
  if (named !== undefined) {
    const segments = spelled.split("/");
    const at = segments.length - 1 - named.behind;
    const slug = segments[at] ?? "";
    const known = `${named.prefix}/known/${segments[at - 1] ?? ""}/`;
    if (!slugShape.test(slug)) {
      return { ...place, url: segments.with(at, NO_SLUG).join("/"), lookup: `${known}${NO_SLUG}` };
    }
    Object.assign(place, { lookup: `${known}${slug}` });
  }
  if (query === "") return { ...place, url: spelled };
  const given = new URLSearchParams(query);
  const read = Object.entries(params).flatMap(([name, meant]) => {
    const value = given.get(name)?.replace(/\s+/g, " ").trim() ?? "";
    return meant.test(value) ? [[name, value]] : [];
  });
  return { ...place, url: read.length > 0 ? `${spelled}?${new URLSearchParams(read)}` : spelled };
}

const inLocale = (locale: Locale, path: string) =>
  (locale === defaultLocale ? path : path === "/" ? `/${locale}` : `/${locale}${path}`) as Route;

type Query = Record<string, string | number | undefined>;

const withQuery = (path: string, query: Query = {}) => {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  const search = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString();
  return (search ? `${path}?${search}` : path) as Route;
};

/** The first page has one address: the one without `page`. */
const page = (number?: number) => ({ page: number !== undefined && number > 1 ? number : undefined });

/** The language of the public page of ours that a request comes from; null where it comes from elsewhere. */
export function localeOfReferer(referer: string | null | undefined, appUrl: string): Locale | null {
  const from = URL.parse(referer ?? "");
  if (!from || from.origin !== new URL(appUrl).origin) return null;
  return isPublic(from.pathname) ? localeOfPath(from.pathname) : null;
}

/** Where the page that one comes from is in another language; personal pages are where they are in any. */
export function translatedPath(referer: string | null, appUrl: string, to: Locale): string {
  const from = URL.parse(referer ?? "");
  if (!from || from.origin !== new URL(appUrl).origin) return inLocale(to, "/");
  if (localeOfReferer(referer, appUrl) === null) return isDesk(from.pathname) ? from.pathname + from.search : "/";
  const prefix = inLocale(localeOfPath(from.pathname), "/");
  const bare = prefix === "/" ? from.pathname : from.pathname.slice(prefix.length) || "/";
  return inLocale(to, bare) + from.search;
}

/** Every link in the shop is made here. */
export const paths = {
  home: (locale: Locale) => inLocale(locale, "/"),
  book: (locale: Locale, slug: string) => inLocale(locale, `/books/${part(slug)}`),
  bookReviews: (locale: Locale, slug: string, query: { sort?: string; page?: number } = {}) =>
    withQuery(inLocale(locale, `/books/${part(slug)}/reviews`), {
      sort: query.sort === "newest" ? undefined : query.sort,
      ...page(query.page),
    }),
  genres: (locale: Locale) => inLocale(locale, "/genres"),
  genre: (locale: Locale, slug: string, number?: number) =>
    withQuery(inLocale(locale, `/genres/${part(slug)}`), page(number)),
  author: (locale: Locale, slug: string, number?: number) =>
    withQuery(inLocale(locale, `/authors/${part(slug)}`), page(number)),
  newBooks: (locale: Locale) => inLocale(locale, "/new"),
  bestsellers: (locale: Locale) => inLocale(locale, "/bestsellers"),
  staffPicks: (locale: Locale) => inLocale(locale, "/staff-picks"),
  search: (locale: Locale, q?: string, number?: number) =>
    withQuery(inLocale(locale, "/search"), { q, ...page(number) }),

  feeds: {
    newBooks: (locale: Locale) => inLocale(locale, "/feeds/new.atom"),
    products: (locale: Locale) => inLocale(locale, "/feeds/products.xml"),
  },

  cart: () => "/cart" as Route,
  /** `address` is a kept one to begin with, or "other". */
  checkout: (address?: string) => withQuery("/checkout", { address }),
  payDemo: (id: string) => `/pay/demo/${part(id)}` as Route,
  /** `number` is filled in. */
  trackForm: (number?: string) => withQuery("/track", { number }),
  payReturn: (token: string, looked = 0) =>
    withQuery(`/pay/return/${part(token)}`, { looked: looked > 0 ? looked : undefined }),
  track: (token: string) => `/track/${part(token)}` as Route,
  /** The order behind a link, for whoever's browser has exchanged it. */
  trackedOrder: (number: string) => `/track/order/${part(number)}` as Route,
  trackedInvoice: (number: string, invoice: string) =>
    `/track/order/${part(number)}/invoices/${part(invoice)}` as Route,
  /** `next` is where to go afterwards; the reader of it must check that it is a path of ours. */
  login: (next?: string) => withQuery("/login", { next }),
  /** Why somebody who came from a provider was not let in. */
  loginRefused: (refused: string, by: string) => withQuery("/login", { refused, by }),
  /** After something that ended every session. */
  loginAfter: (done: "reset" | "deleted") => withQuery("/login", { done }),
  register: (next?: string) => withQuery("/register", { next }),
  forgot: () => "/forgot" as Route,
  reset: (token: string) => `/reset/${part(token)}` as Route,
  verify: (token: string) => `/verify/${part(token)}` as Route,
  /** `told` names what was just done. A POST there does it, also from a mail program. */
  unsubscribe: (token: string, told: Query = {}) => withQuery(`/unsubscribe/${part(token)}`, told),

  /** One review, and what a guest may review by the link of an order. */
  review: (id: string) => `/reviews/${part(id)}` as Route,
  guestReview: (token: string, told: Query = {}) => withQuery(`/review/${part(token)}`, told),
  sharedWishlist: (token: string) => `/wishlists/${part(token)}` as Route,

  /** `told` names what was just done, or why it was not. */
  account: (told: Query = {}) => withQuery("/account", told),
  mine: {
    orders: (number?: number) => withQuery("/account/orders", page(number)),
    order: (number: string) => `/account/orders/${part(number)}` as Route,
    invoice: (number: string, invoice: string) => `/account/orders/${part(number)}/invoices/${part(invoice)}` as Route,
    prebookings: (told: Query = {}) => withQuery("/account/prebookings", told),
    /** Finishes what somebody wished before they had logged in. */
    wishedPrebooking: () => "/account/prebookings/wished" as Route,
    profile: (told: Query = {}) => withQuery("/account/profile", told),
    addresses: (told: Query = {}) => withQuery("/account/addresses", told),
    security: (told: Query = {}) => withQuery("/account/security", told),
    data: () => "/account/data" as Route,
    notifications: (query: Query = {}) => withQuery("/account/notifications", query),
    /** Marks it as read and goes on to what it is about. */
    notification: (id: string) => `/account/notifications/${part(id)}` as Route,
    reviews: (told: Query = {}) => withQuery("/account/reviews", told),
    writeReview: (slug: string) => `/account/reviews/${part(slug)}` as Route,
    wishlist: (told: Query = {}) => withQuery("/account/wishlist", told),
    /** Saves what somebody pressed before logging in. */
    keepWish: () => "/account/wishlist/keep" as Route,
  },

  admin: {
    home: () => "/admin" as Route,
    find: () => "/admin/find" as Route,
    settings: (query: Query = {}) => withQuery("/admin/settings", query),
    orders: (filter: Query = {}) => withQuery("/admin/orders", filter),
    order: (number: string) => `/admin/orders/${part(number)}` as Route,
    books: (filter: Query = {}) => withQuery("/admin/books", filter),
    newBook: (query: Query = {}) => withQuery("/admin/books/new", query),
    bulkBooks: () => "/admin/books/bulk" as Route,
    /** The whole catalogue, as a file. */
    booksExport: (format: "csv" | "json") => withQuery("/admin/books/export", { format }),
    book: (id: string, query: Query = {}) => withQuery(`/admin/books/${part(id)}`, query),
    /** The book's page before it is seen; `draft` shows what was typed and not saved. */
    bookPreview: (id: string, query: Query = {}) => withQuery(`/admin/books/${part(id)}/preview`, query),
    bookDraft: (id: string) => `/admin/books/${part(id)}/preview/draft` as Route,
    /** Where its picture is sent. */
    bookCover: (id: string) => `/admin/books/${part(id)}/cover` as Route,
    bookStock: (id: string, query: Query = {}) => withQuery(`/admin/books/${part(id)}/stock`, query),
    genres: (query: Query = {}) => withQuery("/admin/genres", query),
    stock: (query: Query = {}) => withQuery("/admin/stock", query),
    prebookings: (filter: Query = {}) => withQuery("/admin/prebookings", filter),
    /** Who waits for a book. */
    prebookingsOf: (bookId: string, query: Query = {}) => withQuery(`/admin/prebookings/${part(bookId)}`, query),
    imports: (query: Query = {}) => withQuery("/admin/imports", query),
    /** Takes a file from a form. */
    importsUpload: () => "/api/imports" as Route,
    import: (id: string, query: Query = {}) => withQuery(`/admin/imports/${part(id)}`, query),
    importProgress: (id: string) => `/admin/imports/${part(id)}/progress` as Route,
    importErrors: (id: string) => `/admin/imports/${part(id)}/errors` as Route,
    importSubjects: (query: Query = {}) => withQuery("/admin/imports/subjects", query),
    /** The list of a filter, or of the orders named, as CSV. */
    ordersExport: (filter: Query = {}) => withQuery("/admin/orders/export", filter),
    /** The packing slip of an order, or of one of its parcels. */
    slip: (number: string, parcel?: string) => withQuery(`/admin/orders/${part(number)}/slip`, { parcel }),
    invoice: (number: string, invoice: string) => `/admin/orders/${part(number)}/invoices/${part(invoice)}` as Route,
    /** Packing slips of the orders named, as one PDF. */
    orderSlips: () => "/admin/orders/slips" as Route,
    payments: (filter: Query = {}) => withQuery("/admin/payments", filter),
    users: (filter: Query = {}) => withQuery("/admin/users", filter),
    user: (id: string, told: Query = {}) => withQuery(`/admin/users/${part(id)}`, told),
    audit: (filter: Query = {}) => withQuery("/admin/audit", filter),
    jobs: (told: Query = {}) => withQuery("/admin/jobs", told),
    reviews: (filter: Query = {}) => withQuery("/admin/reviews", filter),
    review: (id: string, told: Query = {}) => withQuery(`/admin/reviews/${part(id)}`, told),
    mail: (id?: string) => (id === undefined ? "/admin/mail" : `/admin/mail/${part(id)}`) as Route,
  },

  api: {
    shopper: () => "/api/shopper",
    notifications: () => notificationStream,
    cart: () => "/api/cart",
    prebookings: () => "/api/prebookings",
    wishlist: () => "/api/wishlist",
    logOut: () => "/api/log-out",
    /** The page that one comes from, in another language; personal pages speak it from then on. */
    language: (to: Locale) => withQuery("/api/language", { to }),
    live: () => "/api/health/live",
    ready: () => "/api/health/ready",
    metrics: () => "/api/metrics",
  },
  sitemap: () => "/sitemap.xml",
  robots: () => "/robots.txt",
} as const;
