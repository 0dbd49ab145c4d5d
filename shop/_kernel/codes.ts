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
  // cart
  "BOOK_UNAVAILABLE",
  "OUT_OF_STOCK",
  "CART_EMPTY",
  "CART_CHANGED",
  // checkout
  "COUNTRY_NOT_SERVED",
  "TOTAL_CHANGED",
  // orders and payments
  "ILLEGAL_TRANSITION",
  "ORDER_EXPIRED",
  "ORDER_NOT_PAYABLE",
  "PAYMENT_SESSION_CLOSED",
  "PAYMENT_UNAVAILABLE",
  "AMOUNT_DIFFERS",
  "REFUND_TOO_MUCH",
  "REFUND_SETTLED",
  "WEBHOOK_REFUSED",
  // mails
  "MAIL_NOT_DEAD",
] as const;

export type ShopErrorCode = (typeof shopErrorCodes)[number];
