import { sql } from "drizzle-orm";
import { char, check, index, integer, jsonb, pgSequence, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, currency, id, moment, oneOf } from "./columns.ts";
import { books } from "./catalog.ts";
import { users } from "./identity.ts";

const states = ["pending_payment", "paid", "processing", "shipped", "delivered", "cancelled"] as const;

/** What people see as the order's number: two digits of the year, a dash, five digits or more. */
export const orderNumbers = pgSequence("order_numbers", { startWith: 1001 });

export interface AddressRow {
  name: string;
  line1: string;
  line2: string | null;
  postcode: string;
  city: string;
  country: string;
}

/** Basis points, and minor units of the order's currency. */
export interface VatPartRow {
  rateBp: number;
  grossMinor: number;
  vatMinor: number;
}

export const orders = pgTable(
  "orders",
  {
    id: id(),
    number: text().notNull(),
    userId: uuid("user_id").references(() => users.id),
    email: text().notNull(),
    locale: text().notNull(),
    channel: text().notNull(),
    state: text().notNull().default("pending_payment"),
    paymentState: text("payment_state").notNull().default("unpaid"),
    cancelReason: text("cancel_reason"),
    currency: currency(),
    subtotalMinor: integer("subtotal_minor").notNull(),
    shippingMinor: integer("shipping_minor").notNull(),
    totalMinor: integer("total_minor").notNull(),
    /** `pickup`: collected in the shop, whose address is then the one it goes to. */
    delivery: text().notNull().default("shipping"),
    shipTo: jsonb("ship_to").$type<AddressRow>().notNull(),
    /** Where it is taxed: the country it goes to, or the shop's own. */
    vatCountry: char("vat_country", { length: 2 }),
    /** What delivery costs, by the VAT rates it shares with the books. */
    shippingVat: jsonb("shipping_vat").$type<VatPartRow[]>().notNull().default([]),
    placedAt: moment("placed_at").notNull().defaultNow(),
    expiresAt: moment("expires_at").notNull(),
    paidAt: moment("paid_at"),
    /** When its first parcel left, and when its last one did. */
    firstShippedAt: moment("first_shipped_at"),
    shippedAt: moment("shipped_at"),
    deliveredAt: moment("delivered_at"),
    cancelledAt: moment("cancelled_at"),
  },
  (t) => [
    uniqueIndex("orders_number_key").on(t.number),
    index("orders_placed_idx").on(t.placedAt.desc().nullsFirst(), t.id),
    index("orders_state_idx").on(t.state, t.placedAt.desc().nullsFirst()),
    index("orders_email_idx").on(t.email),
    index("orders_user_idx").on(t.userId),
    index("orders_unpaid_idx")
      .on(t.expiresAt)
      .where(sql`${t.state} = 'pending_payment'`),
    check("orders_state_known", oneOf(t.state, states)),
    check(
      "orders_payment_state_known",
      oneOf(t.paymentState, ["unpaid", "pending", "paid", "partly_refunded", "refunded", "disputed"]),
    ),
    check("orders_delivery_known", oneOf(t.delivery, ["shipping", "pickup"])),
    check("orders_channel_known", oneOf(t.channel, ["web", "api", "telegram"])),
    check("orders_cancel_reason_known", oneOf(t.cancelReason, ["expired", "customer", "admin"])),
    check("orders_total_adds_up", sql`${t.totalMinor} = ${t.subtotalMinor} + ${t.shippingMinor}`),
    check("orders_amounts_not_negative", sql`${t.subtotalMinor} >= 0 and ${t.shippingMinor} >= 0`),
    check("orders_cancelled_says_why", sql`(${t.state} = 'cancelled') = (${t.cancelReason} is not null)`),
    check(
      "orders_paid_when_beyond",
      sql`${t.state} not in ('paid', 'processing', 'shipped', 'delivered') or ${t.paidAt} is not null`,
    ),
    check("orders_expire_later", sql`${t.expiresAt} > ${t.placedAt}`),
  ],
);

export const orderLines = pgTable(
  "order_lines",
  {
    id: id(),
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id),
    position: integer().notNull(),
    bookId: uuid("book_id")
      .notNull()
      .references(() => books.id),
    /** Title, people, form and ISBN as they were sold. */
    title: text().notNull(),
    authors: text().notNull(),
    format: text().notNull(),
    isbn13: char({ length: 13 }),
    quantity: integer().notNull(),
    unitPriceMinor: integer("unit_price_minor").notNull(),
    totalMinor: integer("total_minor").notNull(),
    /** The VAT it was sold with (CHK-14): basis points, and how much of the total it is. */
    vatRateBp: integer("vat_rate_bp").notNull().default(0),
    vatMinor: integer("vat_minor").notNull().default(0),
    /** Copies that will not be sent, that came back, and that went back on the shelf for either reason. */
    cancelledQuantity: integer("cancelled_quantity").notNull().default(0),
    returnedQuantity: integer("returned_quantity").notNull().default(0),
    restockedQuantity: integer("restocked_quantity").notNull().default(0),
  },
  (t) => [
    uniqueIndex("order_lines_position_key").on(t.orderId, t.position),
    index("order_lines_book_idx").on(t.bookId),
    check("order_lines_quantity_positive", sql`${t.quantity} > 0`),
    check("order_lines_price_not_negative", sql`${t.unitPriceMinor} >= 0`),
    check(
      "order_lines_vat_is_part",
      sql`${t.vatRateBp} between 0 and 10000 and ${t.vatMinor} between 0 and ${t.totalMinor}`,
    ),
    check(
      "order_lines_copies_sane",
      sql`${t.cancelledQuantity} >= 0 and ${t.returnedQuantity} >= 0 and ${t.cancelledQuantity} + ${t.returnedQuantity} <= ${t.quantity} and ${t.restockedQuantity} between 0 and ${t.quantity}`,
    ),
    check("order_lines_total_adds_up", sql`${t.totalMinor} = ${t.unitPriceMinor} * ${t.quantity}`),
  ],
);

/** Every transition of an order: who, when, from, to, note (CHK-8). */
export const orderHistory = pgTable(
  "order_history",
  {
    id: id(),
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id),
    at: moment("at")
      .notNull()
      .default(sql`clock_timestamp()`),
    actorKind: text("actor_kind").notNull(),
    actorId: uuid("actor_id"),
    actorName: text("actor_name"),
    from: text("from_state"),
    to: text("to_state").notNull(),
    note: text(),
    /** A known occurrence the messages have words for, e.g. that money came too late. */
    code: text(),
  },
  (t) => [
    index("order_history_order_idx").on(t.orderId, t.at),
    check("order_history_to_known", oneOf(t.to, states)),
    check("order_history_actor_known", oneOf(t.actorKind, ["guest", "user", "system"])),
  ],
);

export const parcels = pgTable(
  "parcels",
  {
    id: id(),
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id),
    /** Counts from 1 within its order. */
    position: integer().notNull().default(1),
    /** Both null for what is collected in the shop, and until a parcel leaves. */
    carrier: text(),
    trackingNumber: text("tracking_number"),
    packedAt: moment("packed_at").notNull().defaultNow(),
    shippedAt: moment("shipped_at"),
    deliveredAt: moment("delivered_at"),
  },
  (t) => [
    index("parcels_order_idx").on(t.orderId),
    check("parcels_number_needs_carrier", sql`${t.trackingNumber} is null or ${t.carrier} is not null`),
    check("parcels_deliver_after_shipping", sql`${t.deliveredAt} is null or ${t.shippedAt} is not null`),
  ],
);

export const parcelLines = pgTable(
  "parcel_lines",
  {
    parcelId: uuid("parcel_id")
      .notNull()
      .references(() => parcels.id),
    orderLineId: uuid("order_line_id")
      .notNull()
      .references(() => orderLines.id),
    quantity: integer().notNull(),
  },
  (t) => [
    uniqueIndex("parcel_lines_key").on(t.parcelId, t.orderLineId),
    index("parcel_lines_line_idx").on(t.orderLineId),
    check("parcel_lines_quantity_positive", sql`${t.quantity} > 0`),
  ],
);

/** Links by which a guest follows an order: only their hashes. */
export const orderLinks = pgTable(
  "order_links",
  {
    tokenHash: text("token_hash").primaryKey(),
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id),
    createdAt: createdAt(),
    /** Set once the order is over; until then it opens. */
    expiresAt: moment("expires_at"),
    revokedAt: moment("revoked_at"),
  },
  (t) => [index("order_links_order_idx").on(t.orderId)],
);

/** What the desk tells itself about an order; its customer never sees it. */
export const orderNotes = pgTable(
  "order_notes",
  {
    id: id(),
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id),
    text: text().notNull(),
    authorId: uuid("author_id"),
    authorName: text("author_name").notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("order_notes_order_idx").on(t.orderId, t.createdAt)],
);
