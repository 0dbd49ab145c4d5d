/** Every refusal the shop can answer with: stable, machine-readable, the same on every channel. */
export const shopErrorCodes = [
  // access
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "BAD_CREDENTIALS",
  // any input
  "INVALID_INPUT",
  "NOT_FOUND",
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
