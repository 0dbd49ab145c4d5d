import { z } from "zod";
import type { Money } from "../_kernel/money.ts";
import type { VatRow } from "../_kernel/vat.ts";
import type { Format } from "../catalog/model.ts";
import { deskRefundReasons, manualMeans, type RefundReason } from "../payments/model.ts";

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
  /** A parcel has left already, so that it can no longer be cancelled as a whole. */
  partlyShipped: boolean;
}

const startsFrom = (act: OrderAct, order: Standing): boolean =>
  (transitions[act].from as readonly OrderState[]).includes(order.state);

/** One answer for button, command and API. */
export const orderCan = {
  pay: (o: Standing) => startsFrom("pay", o),
  revive: (o: Standing) => startsFrom("revive", o) && o.cancelReason === "expired",
  process: (o: Standing) =>
    startsFrom("process", o) && (o.paymentState === "paid" || o.paymentState === "partly_refunded"),
  /** A part of it may be put into a parcel; packing the first one begins the processing. */
  pack: (o: Standing) => o.state === "processing" || orderCan.process(o),
  ship: (o: Standing) => startsFrom("ship", o),
  deliver: (o: Standing) => startsFrom("deliver", o),
  cancel: (o: Standing) => startsFrom("cancel", o) && !o.partlyShipped,
  expire: (o: Standing) => startsFrom("expire", o),
  /** Its books may be put back into the cart. */
  refill: (o: Standing) => o.state === "cancelled",
  /** Its books may be put into the cart once more, at today's prices. */
  reorder: (o: Standing) => o.state !== "pending_payment",
} as const;

export const deliveries = ["shipping", "pickup"] as const;
/** `pickup`: collected in the shop; "shipped" then means that it waits there. */
export type Delivery = (typeof deliveries)[number];

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

/** What of an order may still be refunded, in copies and minor units. */
export interface Refundable {
  lines: { lineId: string; title: string; unit: Money; toCancel: number; toReturn: number; left: number }[];
  shipping: Money;
  /** In all: never more than was paid and is not yet refunded, on its way back or in dispute. */
  left: Money;
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
  payment: z.enum(paymentStates).optional(),
  /** Days of the shop's calendar, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** The address they were placed with. */
  customer: z.string().trim().min(1).max(254).optional(),
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

const copies = z.number().int().min(1).max(9_999);
/** Which copies go into a parcel; null for everything that is left. */
export const packInput = z.object({
  lines: z
    .array(z.object({ lineId: z.uuid(), quantity: copies }))
    .min(1)
    .nullable(),
});
export type PackInput = z.output<typeof packInput>;

/** How a parcel leaves; both null for one that waits in the shop. */
export interface Handover {
  carrier: string | null;
  trackingNumber: string | null;
}

const minor = z.number().int().min(0).max(100_000_000);
/**
 * Money back for an order. `cancelled` lets copies go that are in no parcel yet, `returned` and `damaged` are for copies that
 * were sent, `goodwill` moves none. `means` is set where the money went back without the gateway.
 */
export const refundInput = z.object({
  reason: z.enum(deskRefundReasons),
  lines: z.array(z.object({ lineId: z.uuid(), quantity: copies, restock: z.boolean() })).max(200),
  shippingMinor: minor.default(0),
  extraMinor: minor.default(0),
  note: noteInput.default(null),
  means: z.enum(manualMeans).nullable().default(null),
});
export type RefundOrderInput = z.output<typeof refundInput>;

export const orderNoteInput = z.object({
  text: z
    .string()
    .trim()
    .min(1)
    .max(2_000)
    .regex(/^[^\u0000]*$/),
});

/** What became of the books of an order that was put into the cart again. */
export interface Reordered {
  /** Null where nothing could be had. */
  cartToken: string | null;
  missing: { bookId: string; title: string; quantity: number }[];
  /** Books that cost something else today. */
  repriced: { bookId: string; title: string; before: Money; now: Money }[];
}
