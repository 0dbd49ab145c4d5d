import { translator, type Locale } from "@/messages";
import type { ShopErrorCode } from "@/shop/_kernel/codes";
import type { Refusal } from "@/shop/_kernel/result";

/** What each refusal is in HTTP. The one mapping for routes of the web. */
export const statusOf = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  BAD_CREDENTIALS: 401,
  INVALID_INPUT: 400,
  NOT_FOUND: 404,
  BOOK_UNAVAILABLE: 404,
  OUT_OF_STOCK: 409,
  CART_EMPTY: 409,
  CART_CHANGED: 409,
  COUNTRY_NOT_SERVED: 409,
  TOTAL_CHANGED: 409,
  ILLEGAL_TRANSITION: 409,
  ORDER_EXPIRED: 409,
  ORDER_NOT_PAYABLE: 409,
  PAYMENT_SESSION_CLOSED: 409,
  PAYMENT_UNAVAILABLE: 503,
  AMOUNT_DIFFERS: 409,
  REFUND_TOO_MUCH: 409,
  REFUND_SETTLED: 409,
  WEBHOOK_REFUSED: 400,
  MAIL_NOT_DEAD: 409,
} as const satisfies Record<ShopErrorCode, number>;

/** The sentence for a refusal; what belongs to it (how many copies there are) is told by the page that knows it. */
export const sentenceOf = (refusal: Pick<Refusal, "code">, locale: Locale): string =>
  translator(locale, "errors")(refusal.code);
