import type { ShopErrorCode } from "../../shop/_kernel/codes.ts";

/** One sentence for each refusal: what happened, then what to do. */
export const errors = {
  UNAUTHENTICATED: "Log in first; then this opens.",
  FORBIDDEN: "Your account cannot do this. If it should, ask an admin of the shop.",
  BAD_CREDENTIALS: "Address and password do not fit together. Try again, or reset the password.",
  INVALID_INPUT: "Something in the form needs another look; it is marked below.",
  NOT_FOUND: "We could not find that. It may have been moved or removed.",
  BOOK_UNAVAILABLE: "This book is no longer sold here.",
  OUT_OF_STOCK: "There are not that many copies left. Take fewer, or look in again soon.",
  CART_EMPTY: "Your cart is empty. Books you add wait here for seven days.",
  CART_CHANGED: "Your cart has changed since this page was shown. Look it over, then place the order again.",
  COUNTRY_NOT_SERVED: "We do not send to this country yet. Choose another address, or write to us.",
  TOTAL_CHANGED: "The total has changed since this page was shown. Look it over, then place the order again.",
  ILLEGAL_TRANSITION:
    "The order has moved on meanwhile, so this is no longer possible. Load the page again to see where it stands.",
  ORDER_EXPIRED:
    "The time to pay has run out, and the books went back on the shelf. You can fill the cart with them again.",
  ORDER_NOT_PAYABLE: "There is nothing to pay on this order.",
  PAYMENT_SESSION_CLOSED: "This payment is already closed. Go back to the order to see where it stands.",
  PAYMENT_UNAVAILABLE: "The payment service does not answer just now. Nothing was charged; try again in a minute.",
  AMOUNT_DIFFERS: "The amount is not what the order comes to. Check it, and record exactly what was received.",
  REFUND_TOO_MUCH: "That is more than is left to refund. Load the page again to see what was refunded meanwhile.",
  REFUND_SETTLED: "This refund is settled already. Load the page again to see where it stands.",
  WEBHOOK_REFUSED: "This announcement does not come from the payment service, or came too late.",
  MAIL_NOT_DEAD: "This mail is not stuck, so it needs no second try.",
} as const satisfies Record<ShopErrorCode, string>;
