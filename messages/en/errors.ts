import type { ShopErrorCode } from "../../shop/_kernel/codes.ts";

/** One sentence for each refusal: what happened, then what to do. */
export const errors = {
  UNAUTHENTICATED: "Log in first; then this opens.",
  FORBIDDEN: "Your account cannot do this. If it should, ask an admin of the shop.",
  BAD_CREDENTIALS: "Address and password do not fit together. Try again, or reset the password.",
  EMAIL_TAKEN: "There is an account with this address already. Log in, or reset its password.",
  EMAIL_UNCHANGED: "This is the address your account has already.",
  EMAIL_UNUSABLE:
    "We cannot use this address: its letters can be mistaken for others, or it is written in quotes. Take another one.",
  EMAIL_VERIFIED: "Your address is confirmed already; there is nothing more to do.",
  PASSWORD_COMMON: "This password is among the first that others would guess. Take one that only you would think of.",
  LINK_INVALID: "This link was used before, has run out or was replaced by a newer one. Ask for a new one.",
  PROVIDER_EMAIL_MISSING:
    "They did not tell us an address that we can write to. Share yours with us there, or log in with a password.",
  PROVIDER_EMAIL_UNVERIFIED:
    "They have not confirmed your address yet, and an account here has the same one. Confirm it there, or log in with your password.",
  LOGIN_LINKED_ELSEWHERE: "That log-in belongs to another account here, or this account has another one of its kind.",
  LAST_WAY_IN: "This is your only way in. Set a password or link another log-in first.",
  ACCOUNT_DEACTIVATED: "This account is closed. If you think it should not be, write to the shop.",
  TOKEN_INVALID: "This token was used before, has run out or was withdrawn. Log in again.",
  ADDRESSES_FULL: "That is as many addresses as we keep. Remove one first.",
  CANNOT_DELETE_ADMIN: "An admin cannot be deleted. Another admin has to change the role first.",
  INVALID_INPUT: "Something in the form needs another look; it is marked below.",
  NOT_FOUND: "We could not find that. It may have been moved or removed.",
  RATE_LIMITED: "That were many tries in a short time. Wait a little, then try again; nothing you did is lost.",
  MALFORMED_BODY: "The body is not JSON as RFC 8259 writes it. Look at quotes, commas and brackets.",
  METHOD_NOT_ALLOWED: "Nothing here answers to this method. The Allow header names those that do.",
  BODY_TOO_LARGE: "The body is larger than this address takes. Send less at once.",
  CONTENT_TYPE_UNSUPPORTED:
    "This address does not take this content type. Most take application/json; files are taken in the types named.",
  BROKEN: "That went wrong on our side. Try again in a minute; if it stays like this, name the request id to us.",
  CANNOT_DEACTIVATE_ADMIN:
    "Admins cannot be deactivated. Give the account another role first, if that is what you want.",
  CANNOT_CHANGE_OWN_ROLE: "Nobody changes their own role. Ask another admin to do it.",
  ALREADY_DONE: "This has been done already, so nothing was changed. The page shows how it stands now.",
  ISBN_TAKEN: "Another book has this ISBN already. Open that one, or check the number.",
  BOOK_CHANGED: "Somebody changed this book while you were editing it. Look at what differs, then decide.",
  PRICE_MISSING: "A book needs a price before it can be sold.",
  STOCK_CHANGED: "The stock has moved since this page was shown. Count again, then correct it.",
  SAME_WORK: "These are editions of one work already.",
  ONLY_EDITION: "It is the only edition of its work, so there is nothing to take apart.",
  GENRE_CYCLE: "A genre cannot stand below itself. Choose another place for it.",
  GENRE_NOT_EMPTY: "Genres still stand below this one. Move or archive them first.",
  COVER_NOT_AN_IMAGE: "This file is no picture that we can read. Choose a JPEG, PNG, WebP or AVIF.",
  COVER_TOO_LARGE:
    "This picture is too large: 20 megabytes and 60 million pixels are the most. Save it smaller, then try again.",
  GENRE_ARCHIVED: "This genre is archived. Restore it first, or choose another one.",
  BOOK_UNAVAILABLE: "This book is no longer sold here.",
  OUT_OF_STOCK: "There are not that many copies left. Take fewer, or look in again soon.",
  CART_EMPTY: "Your cart is empty. Books you add wait here for seven days.",
  CART_CHANGED: "Your cart has changed since this page was shown. Look it over, then place the order again.",
  PICKUP_NOT_OFFERED: "Books cannot be collected in the shop just now. Choose delivery to an address.",
  COUNTRY_NOT_SERVED: "We do not send to this country yet. Choose another address, or write to us.",
  TOTAL_CHANGED: "The total has changed since this page was shown. Look it over, then place the order again.",
  ILLEGAL_TRANSITION:
    "The order has moved on meanwhile, so this is no longer possible. Load the page again to see where it stands.",
  ORDER_EXPIRED:
    "The time to pay has run out, and the books went back on the shelf. You can fill the cart with them again.",
  ORDER_NOT_PAYABLE: "There is nothing to pay on this order.",
  PAYMENT_SESSION_CLOSED: "This payment is already closed. Go back to the order to see where it stands.",
  PAYMENT_UNAVAILABLE: "The payment service does not answer just now. Nothing was charged; try again in a minute.",
  FILE_REFUSED: "The shop cannot make books of this file. It reads sheets (CSV), ONIX 3.0 and JSON.",
  IMPORT_MOVED_ON: "The import has moved on meanwhile, so this is no longer possible. Look at where it stands now.",
  SETTINGS_CHANGED:
    "Somebody saved these settings meanwhile, so yours are not saved yet. Look at what has changed, then save again.",
  QUANTITY_TOO_MUCH:
    "There are not that many copies left for this. Load the page again to see what was packed, cancelled or returned meanwhile.",
  NOTHING_CHOSEN: "Nothing is chosen. Name copies, delivery or an amount.",
  AMOUNT_DIFFERS: "The amount is not what the order comes to. Check it, and record exactly what was received.",
  REFUND_TOO_MUCH: "That is more than is left to refund. Load the page again to see what was refunded meanwhile.",
  REFUND_SETTLED: "This refund is settled already. Load the page again to see where it stands.",
  WEBHOOK_REFUSED: "This announcement does not come from the payment service, or came too late.",
  MAIL_NOT_DEAD: "This mail is not stuck, so it needs no second try.",
} as const satisfies Record<ShopErrorCode, string>;
