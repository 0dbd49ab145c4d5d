import type { Route } from "next";
import { defaultLocale, type Locale } from "../../messages/locales.ts";
import { isDesk, localeOfPath, localeOfReferer, notificationStream, wholeFeed } from "./places.ts";

const part = encodeURIComponent;
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
    /** The same of a shop with very many books. */
    allProducts: (locale: Locale) => inLocale(locale, wholeFeed),
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
    /** `told` shows what came of the rows that were sent last. */
    bulkBooks: (query: Query = {}) => withQuery("/admin/books/bulk", query),
    /** Whether a book has this ISBN already. */
    bookByIsbn: (isbn: string) => `/admin/books/isbn?isbn=${part(isbn)}` as Route,
    /** Where rows of JSON are sent. */
    bulkBooksSend: () => "/api/books/bulk" as Route,
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
  manifest: () => "/manifest.webmanifest",
} as const;
