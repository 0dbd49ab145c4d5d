import { translator, type Locale } from "@/messages";
import type { ShopErrorCode } from "@/shop/_kernel/codes";
import type { Refusal } from "@/shop/_kernel/result";

/** What each refusal is in HTTP. The one mapping for routes of the web. */
export const statusOf = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  BAD_CREDENTIALS: 401,
  EMAIL_TAKEN: 409,
  EMAIL_UNCHANGED: 409,
  EMAIL_UNUSABLE: 400,
  EMAIL_VERIFIED: 409,
  PASSWORD_COMMON: 400,
  LINK_INVALID: 410,
  PROVIDER_EMAIL_MISSING: 403,
  PROVIDER_EMAIL_UNVERIFIED: 403,
  LOGIN_LINKED_ELSEWHERE: 409,
  LAST_WAY_IN: 409,
  ACCOUNT_DEACTIVATED: 403,
  TOKEN_INVALID: 401,
  ADDRESSES_FULL: 409,
  CANNOT_DELETE_ADMIN: 409,
  INVALID_INPUT: 400,
  NOT_FOUND: 404,
  RATE_LIMITED: 429,
  MALFORMED_BODY: 400,
  METHOD_NOT_ALLOWED: 405,
  BODY_TOO_LARGE: 413,
  CONTENT_TYPE_UNSUPPORTED: 415,
  BROKEN: 500,
  CANNOT_DEACTIVATE_ADMIN: 409,
  CANNOT_CHANGE_OWN_ROLE: 409,
  ALREADY_DONE: 409,
  ISBN_TAKEN: 409,
  BOOK_CHANGED: 409,
  PRICE_MISSING: 409,
  STOCK_CHANGED: 409,
  SAME_WORK: 409,
  ONLY_EDITION: 409,
  GENRE_CYCLE: 409,
  GENRE_NOT_EMPTY: 409,
  GENRE_ARCHIVED: 409,
  BOOK_UNAVAILABLE: 404,
  OUT_OF_STOCK: 409,
  CART_EMPTY: 409,
  CART_CHANGED: 409,
  PICKUP_NOT_OFFERED: 409,
  COUNTRY_NOT_SERVED: 409,
  TOTAL_CHANGED: 409,
  ILLEGAL_TRANSITION: 409,
  ORDER_EXPIRED: 409,
  ORDER_NOT_PAYABLE: 409,
  PAYMENT_SESSION_CLOSED: 409,
  PAYMENT_UNAVAILABLE: 503,
  FILE_REFUSED: 422,
  IMPORT_MOVED_ON: 409,
  SETTINGS_CHANGED: 409,
  QUANTITY_TOO_MUCH: 409,
  NOTHING_CHOSEN: 422,
  AMOUNT_DIFFERS: 409,
  REFUND_TOO_MUCH: 409,
  REFUND_SETTLED: 409,
  WEBHOOK_REFUSED: 400,
  NOT_PURCHASED: 403,
  DUPLICATE_REVIEW: 409,
  NOT_REVIEW_OWNER: 403,
  WISHLIST_FULL: 409,
  MAIL_NOT_DEAD: 409,
} as const satisfies Record<ShopErrorCode, number>;

/** The sentence for a refusal; what belongs to it (how many copies there are) is told by the page that knows it. */
export const sentenceOf = (refusal: Pick<Refusal, "code">, locale: Locale): string =>
  translator(locale, "errors")(refusal.code);

/** Whether a text from outside names a refusal. */
export const isRefusalCode = (text: unknown): text is ShopErrorCode =>
  typeof text === "string" && Object.hasOwn(statusOf, text);
