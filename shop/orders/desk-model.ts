import { z } from "zod";
import type { Money } from "../_kernel/money.ts";
import { deskRefundReasons, manualMeans } from "../payments/model.ts";
import { orderStates, paymentStates, type OrderState, type PaymentState } from "./state-model.ts";

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
  /** One refund, however often it is sent. */
  key: z.uuid().optional(),
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

/** What of an order may still be refunded, in copies and minor units. */
export interface Refundable {
  lines: { lineId: string; title: string; unit: Money; toCancel: number; toReturn: number; left: number }[];
  shipping: Money;
  /** In all: never more than was paid and is not yet refunded, on its way back or in dispute. */
  left: Money;
}
