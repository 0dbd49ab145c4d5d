import { z } from "zod";
import { emailInput } from "../_kernel/email.ts";
import type { Money } from "../_kernel/money.ts";
import type { VatRow } from "../_kernel/vat.ts";
import type { Format } from "../catalog/model.ts";
import { surplusReasons, type RefundReason } from "../payments/model.ts";
import type { OrderRow } from "./desk-model.ts";
import type { OrderState, Standing } from "./state-model.ts";

// where an order stands and may go, and what the desk works with
export * from "./state-model.ts";
export * from "./desk-model.ts";

export const deliveries = ["shipping", "pickup"] as const;
/** `pickup`: collected in the shop; "shipped" then means that it waits there. */
export type Delivery = (typeof deliveries)[number];

export interface Address {
  name: string;
  line1: string;
  line2: string | null;
  postcode: string;
  city: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
}

export interface OrderLine {
  id: string;
  bookId: string;
  /** Null when the book is no longer sold. */
  slug: string | null;
  coverKey: string;
  title: string;
  authors: string;
  format: Format;
  /** Null where its book is gone. */
  language: string | null;
  isbn13: string | null;
  quantity: number;
  unitPrice: Money;
  lineTotal: Money;
  /** The rate it was sold at, in basis points, and the VAT in `lineTotal`. */
  vatRateBp: number;
  vat: Money;
  /** Of `quantity`: copies that will not be sent, that came back, that lie in parcels, and that have left in them. */
  cancelled: number;
  returned: number;
  packed: number;
  shipped: number;
}

/** Copies of a line that still are to be packed; as many may be cancelled. */
export const leftToPack = (line: Pick<OrderLine, "quantity" | "cancelled" | "packed">): number =>
  line.quantity - line.cancelled - line.packed;
/** Copies of a line that may come back. */
export const leftToReturn = (line: Pick<OrderLine, "shipped" | "returned">): number => line.shipped - line.returned;

export interface Parcel {
  id: string;
  /** Counts from 1 within its order. */
  position: number;
  /** `shipped`: on its way, or waiting in the shop. */
  state: "packed" | "shipped" | "delivered";
  carrier: string | null;
  trackingNumber: string | null;
  /** Where it can be followed, for carriers the shop knows. */
  trackingUrl: string | null;
  packedAt: Date;
  shippedAt: Date | null;
  deliveredAt: Date | null;
  lines: { lineId: string; quantity: number }[];
}

/** What the desk tells itself. */
export interface OrderNote {
  id: string;
  at: Date;
  by: string;
  text: string;
}

export const historyCodes = [
  "payment_failed",
  "payment_pending",
  "late_payment",
  "duplicate_payment",
  "wrong_amount",
  "refund_requested",
  "refunded",
  "part_cancelled",
  "returned",
  "packed",
  "unpacked",
  "parcel_shipped",
  "parcel_delivered",
  "links_revoked",
  "refund_failed",
  "disputed",
  "dispute_won",
  "dispute_lost",
  /** A guest's order that became its person's. */
  "claimed",
  "account_deleted",
] as const;
export type HistoryCode = (typeof historyCodes)[number];

export interface HistoryEntry {
  at: Date;
  /** Who: a bookseller's name, or null for the customer and the shop itself (see `by`). */
  name: string | null;
  by: "customer" | "desk" | "shop";
  from: OrderState | null;
  to: OrderState;
  note: string | null;
  /** What happened besides, where the messages have words for it. */
  code: HistoryCode | null;
}

export interface RefundEntry {
  id: string;
  reason: RefundReason;
  amount: Money;
  state: "requested" | "succeeded" | "failed";
  requestedAt: Date;
  settledAt: Date | null;
}

/** An order as its customer sees it. */
export interface Order extends Standing {
  id: string;
  number: string;
  email: string;
  /** The language it was placed in, which its mails and papers keep. */
  locale: string;
  channel: "web" | "api" | "telegram";
  placedAt: Date;
  expiresAt: Date;
  paidAt: Date | null;
  shippedAt: Date | null;
  deliveredAt: Date | null;
  cancelledAt: Date | null;
  delivery: Delivery;
  /** Where it goes; for one that is collected, the customer's name at the shop's address. */
  shipTo: Address;
  lines: OrderLine[];
  parcels: Parcel[];
  history: HistoryEntry[];
  /** For the desk alone; empty for the customer. */
  notes: OrderNote[];
  refunds: RefundEntry[];
  /** True when the last try to pay was declined. */
  lastPaymentFailed: boolean;
  subtotal: Money;
  shipping: Money;
  total: Money;
  /** Of the total, without VAT; and the VAT by rate, delivery included (CHK-14). */
  net: Money;
  vat: VatRow[];
}

/** What goes back where an order is cancelled: nothing that went back before, nor what the payer's bank holds. */
export function comesBack({ total, paymentState, refunds }: Pick<Order, "total" | "paymentState" | "refunds">): Money {
  const own = refunds.filter(
    ({ reason, state }) => state !== "failed" && !(surplusReasons as readonly string[]).includes(reason),
  );
  const held = !["paid", "partly_refunded"].includes(paymentState);
  const left = held ? 0 : total.minor - own.reduce((sum, { amount }) => sum + amount.minor, 0);
  return { minor: Math.max(0, left), currency: total.currency };
}

/** An order in the file that a person takes along. */
export interface PersonalOrder {
  id: string;
  number: string;
  placedAt: Date;
  state: string;
  paymentState: string;
  email: string;
  shipTo: Address;
  lines: { title: string; authors: string; isbn13: string | null; quantity: number; unitPrice: Money; total: Money }[];
  subtotal: Money;
  shipping: Money;
  total: Money;
  history: { at: Date; state: string; code: string | null }[];
}

/** A row of a person's own orders. */
export type MyOrderRow = Omit<OrderRow, "name" | "email">;
export const MY_ORDERS_PER_PAGE = 20;

export const orderNumberSchema = z
  .string()
  .trim()
  .regex(/^\d{2}-\d{5,9}$/);

/** What the tracking form takes (CHK-9). */
export const trackingRequest = z.object({
  number: orderNumberSchema,
  email: emailInput,
});

/** What became of the books of an order that was put into the cart again. */
export interface Reordered {
  /** Null where nothing could be had. */
  cartToken: string | null;
  missing: { bookId: string; title: string; quantity: number }[];
  /** Books that cost something else today. */
  repriced: { bookId: string; title: string; before: Money; now: Money }[];
}
