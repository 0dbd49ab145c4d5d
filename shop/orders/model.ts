import { z } from "zod";
import type { Money } from "../_kernel/money.ts";
import type { Format } from "../catalog/model.ts";

export const orderStates = ["pending_payment", "paid", "processing", "shipped", "delivered", "cancelled"] as const;
export type OrderState = (typeof orderStates)[number];

export const paymentStates = ["unpaid", "pending", "paid", "partly_refunded", "refunded", "disputed"] as const;
export type PaymentState = (typeof paymentStates)[number];

export const cancelReasons = ["expired", "customer", "admin"] as const;
export type CancelReason = (typeof cancelReasons)[number];

/** CHK-8 as data: from where each act may start, and where it leads. */
export const transitions = {
  pay: { from: ["pending_payment"], to: "paid" },
  /** A payment that arrives after expiry (CHK-7). */
  revive: { from: ["cancelled"], to: "paid" },
  process: { from: ["paid"], to: "processing" },
  ship: { from: ["processing"], to: "shipped" },
  deliver: { from: ["shipped"], to: "delivered" },
  cancel: { from: ["pending_payment", "paid", "processing"], to: "cancelled" },
  expire: { from: ["pending_payment"], to: "cancelled" },
} as const satisfies Record<string, { from: readonly OrderState[]; to: OrderState }>;
export type OrderAct = keyof typeof transitions;

interface Standing {
  state: OrderState;
  paymentState: PaymentState;
  cancelReason: CancelReason | null;
}

const startsFrom = (act: OrderAct, order: Standing): boolean =>
  (transitions[act].from as readonly OrderState[]).includes(order.state);

/** One answer for button, command and API. */
export const orderCan = {
  pay: (o: Standing) => startsFrom("pay", o),
  revive: (o: Standing) => startsFrom("revive", o) && o.cancelReason === "expired",
  process: (o: Standing) => startsFrom("process", o) && o.paymentState === "paid",
  ship: (o: Standing) => startsFrom("ship", o),
  deliver: (o: Standing) => startsFrom("deliver", o),
  cancel: (o: Standing) => startsFrom("cancel", o),
  expire: (o: Standing) => startsFrom("expire", o),
  /** Its books may be put back into the cart. */
  refill: (o: Standing) => o.state === "cancelled",
} as const;

/** The acts a bookseller does by hand. */
export const deskActs = ["process", "ship", "deliver", "cancel"] as const;
export type DeskAct = (typeof deskActs)[number];

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
  isbn13: string | null;
  quantity: number;
  unitPrice: Money;
  lineTotal: Money;
}

export interface Parcel {
  carrier: string;
  trackingNumber: string;
  shippedAt: Date;
  deliveredAt: Date | null;
}

export const historyCodes = [
  "payment_failed",
  "payment_pending",
  "late_payment",
  "duplicate_payment",
  "wrong_amount",
  "refund_requested",
  "refunded",
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
  channel: "web" | "api" | "telegram";
  placedAt: Date;
  expiresAt: Date;
  paidAt: Date | null;
  shippedAt: Date | null;
  deliveredAt: Date | null;
  cancelledAt: Date | null;
  shipTo: Address;
  lines: OrderLine[];
  parcels: Parcel[];
  history: HistoryEntry[];
  refunds: RefundEntry[];
  /** True when the last try to pay was declined. */
  lastPaymentFailed: boolean;
  subtotal: Money;
  shipping: Money;
  total: Money;
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

/** A row of the order desk. */
export interface OrderRow {
  number: string;
  placedAt: Date;
  name: string;
  email: string;
  state: OrderState;
  paymentState: PaymentState;
  books: number;
  total: Money;
}

/** A row of a person's own orders. */
export type MyOrderRow = Omit<OrderRow, "name" | "email">;
export const MY_ORDERS_PER_PAGE = 20;

export const orderSorts = ["placed", "number", "total", "name"] as const;
export type OrderSort = (typeof orderSorts)[number];
export const ORDERS_PER_PAGE = 25;

/** The order desk's filters, as its URL carries them. */
export const orderFilter = z.object({
  state: z.enum(orderStates).optional(),
  text: z.string().trim().min(1).max(120).optional(),
  /** Whose orders. */
  userId: z.uuid().optional(),
  sort: z.enum(orderSorts).default("placed"),
  direction: z.enum(["asc", "desc"]).default("desc"),
  page: z.number().int().min(1).max(10_000).default(1),
});
export type OrderFilter = z.output<typeof orderFilter>;

export const orderNumberSchema = z
  .string()
  .trim()
  .regex(/^\d{2}-\d{5,9}$/);

const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\u0000-\u001f\u007f]*$/);
export const shipmentInput = z.object({ carrier: line(60), trackingNumber: line(60) });
export const noteInput = z
  .string()
  .trim()
  .max(500)
  .regex(/^[^\u0000]*$/)
  .transform((note) => note || null);

/** What the tracking form takes (CHK-9). */
export const trackingRequest = z.object({
  number: orderNumberSchema,
  email: z.string().trim().toLowerCase().pipe(z.email().max(254)),
});
