/** Every refusal the shop can answer with: stable, machine-readable, the same on every channel. */
export const shopErrorCodes = [
  // access
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "BAD_CREDENTIALS",
  // accounts
  "EMAIL_TAKEN",
  "EMAIL_UNCHANGED",
  "EMAIL_UNUSABLE",
  "EMAIL_VERIFIED",
  "PASSWORD_COMMON",
  "LINK_INVALID",
  "PROVIDER_EMAIL_MISSING",
  "PROVIDER_EMAIL_UNVERIFIED",
  "LOGIN_LINKED_ELSEWHERE",
  "LAST_WAY_IN",
  "ACCOUNT_DEACTIVATED",
  "TOKEN_INVALID",
  "ADDRESSES_FULL",
  "CANNOT_DELETE_ADMIN",
  // any input
  "INVALID_INPUT",
  "NOT_FOUND",
  "RATE_LIMITED",
  // programs, before anything is asked of the shop
  "MALFORMED_BODY",
  "METHOD_NOT_ALLOWED",
  "BODY_TOO_LARGE",
  "CONTENT_TYPE_UNSUPPORTED",
  "BROKEN",
  // accounts, at the desk
  "CANNOT_DEACTIVATE_ADMIN",
  "CANNOT_CHANGE_OWN_ROLE",
  "ALREADY_DONE",
  // catalogue
  "ISBN_TAKEN",
  "BOOK_CHANGED",
  "PRICE_MISSING",
  "STOCK_CHANGED",
  "SAME_WORK",
  "ONLY_EDITION",
  "GENRE_CYCLE",
  "GENRE_NOT_EMPTY",
  "GENRE_ARCHIVED",
  "GENRE_CHANGED",
  "COVER_NOT_AN_IMAGE",
  "COVER_TOO_LARGE",
  // pre-booking
  "BOOK_IN_STOCK",
  "ALREADY_PREBOOKED",
  // cart
  "BOOK_UNAVAILABLE",
  "OUT_OF_STOCK",
  "CART_EMPTY",
  "CART_CHANGED",
  // checkout
  "COUNTRY_NOT_SERVED",
  "PICKUP_NOT_OFFERED",
  "TOTAL_CHANGED",
  // orders and payments
  "ILLEGAL_TRANSITION",
  "ORDER_EXPIRED",
  "ORDER_NOT_PAYABLE",
  "PAYMENT_SESSION_CLOSED",
  "PAYMENT_UNAVAILABLE",
  "AMOUNT_DIFFERS",
  "QUANTITY_TOO_MUCH",
  "NOTHING_CHOSEN",
  "REFUND_TOO_MUCH",
  "REFUND_SETTLED",
  "WEBHOOK_REFUSED",
  // reviews
  "NOT_PURCHASED",
  "DUPLICATE_REVIEW",
  "NOT_REVIEW_OWNER",
  // wishlist
  "WISHLIST_FULL",
  // imports
  "FILE_REFUSED",
  "IMPORT_MOVED_ON",
  // settings
  "SETTINGS_CHANGED",
  // jobs
  "JOB_WAITING",
  // mails
  "MAIL_NOT_DEAD",
] as const;

export type ShopErrorCode = (typeof shopErrorCodes)[number];
