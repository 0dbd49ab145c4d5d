import { sql } from "drizzle-orm";
import {
  boolean,
  char,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, currency, id, moment, oneOf } from "./columns.ts";

const means = ["bank_transfer", "cash", "card_terminal", "other"] as const;

/** One try to pay an order: at a gateway, or money that somebody at the desk recorded (`manual`). */
export const payments = pgTable(
  "payments",
  {
    id: id(),
    /** An order of the orders module; no foreign key, because payments stand below orders. */
    orderId: uuid("order_id").notNull(),
    gateway: text().notNull(),
    /** The gateway's own id of the session; null until it was made. */
    sessionRef: text("session_ref"),
    sessionUrl: text("session_url"),
    /** The gateway's own id of the payment itself, by which it announces refunds and disputes. */
    paymentRef: text("payment_ref"),
    /** `surplus`: money that came although the order had been paid or could not be honoured; it goes back. */
    state: text().notNull().default("open"),
    amountMinor: integer("amount_minor").notNull(),
    currency: currency(),
    /** What really came, where that differs from what was asked. */
    receivedMinor: integer("received_minor"),
    receivedCurrency: char("received_currency", { length: 3 }),
    failure: text(),
    /** How money came without a gateway, what was noted, and by whom (CHK-11). */
    means: text(),
    note: text(),
    recordedById: uuid("recorded_by_id"),
    recordedByName: text("recorded_by_name"),
    createdAt: createdAt(),
    expiresAt: moment("expires_at").notNull(),
    settledAt: moment("settled_at"),
    /** When the gateway was last asked about it, and when it is known that nobody can pay there any more. */
    checkedAt: moment("checked_at"),
    closedAt: moment("closed_at"),
  },
  (t) => [
    index("payments_order_idx").on(t.orderId),
    index("payments_payment_ref_idx").on(t.gateway, t.paymentRef),
    index("payments_unsettled_idx")
      .on(t.createdAt)
      .where(
        sql`${t.state} in ('open', 'pending', 'expired') and ${t.sessionRef} is not null and ${t.closedAt} is null`,
      ),
    uniqueIndex("payments_session_key").on(t.gateway, t.sessionRef),
    uniqueIndex("payments_one_success_key")
      .on(t.orderId)
      .where(sql`${t.state} = 'succeeded'`),
    uniqueIndex("payments_one_open_key")
      .on(t.orderId)
      .where(sql`${t.state} = 'open'`),
    check("payments_state_known", oneOf(t.state, ["open", "pending", "succeeded", "failed", "expired", "surplus"])),
    check("payments_amount_positive", sql`${t.amountMinor} > 0`),
    check("payments_means_known", oneOf(t.means, means)),
    check("payments_by_hand_say_how", sql`(${t.gateway} = 'manual') = (${t.means} is not null)`),
    check("payments_received_whole", sql`(${t.receivedMinor} is null) = (${t.receivedCurrency} is null)`),
  ],
);

/** What gateways announced: each event is stored once and applied once (PAY-2). */
export const gatewayEvents = pgTable(
  "gateway_events",
  {
    gateway: text().notNull(),
    eventId: text("event_id").notNull(),
    kind: text().notNull(),
    payload: jsonb().notNull(),
    receivedAt: moment("received_at").notNull().defaultNow(),
    appliedAt: moment("applied_at"),
  },
  (t) => [primaryKey({ columns: [t.gateway, t.eventId] })],
);

export const refunds = pgTable(
  "refunds",
  {
    id: id(),
    orderId: uuid("order_id").notNull(),
    paymentId: uuid("payment_id")
      .notNull()
      .references(() => payments.id),
    amountMinor: integer("amount_minor").notNull(),
    currency: currency(),
    reason: text().notNull(),
    state: text().notNull().default("requested"),
    gatewayRef: text("gateway_ref"),
    failure: text(),
    /** Set where the money went back without the gateway. */
    means: text(),
    note: text(),
    /** Of the amount, what was for delivery. */
    shippingMinor: integer("shipping_minor").notNull().default(0),
    requestedById: uuid("requested_by_id"),
    requestedByName: text("requested_by_name"),
    /** Counts how often the desk asked anew after a failure; part of the idempotency key. */
    round: integer().notNull().default(1),
    attempts: integer().notNull().default(0),
    requestedAt: moment("requested_at").notNull().defaultNow(),
    triedAt: moment("tried_at"),
    /** Taken by the gateway, whose bank has not answered yet. */
    sentAt: moment("sent_at"),
    settledAt: moment("settled_at"),
    /** It had succeeded before it failed: its credit note stands, so that its money is still meant for it. */
    bounced: boolean().notNull().default(false),
  },
  (t) => [
    index("refunds_order_idx").on(t.orderId),
    index("refunds_payment_idx").on(t.paymentId),
    index("refunds_unsettled_idx")
      .on(t.requestedAt)
      .where(sql`${t.state} = 'requested'`),
    uniqueIndex("refunds_gateway_ref_key")
      .on(t.gatewayRef)
      .where(sql`${t.gatewayRef} is not null`),
    check("refunds_state_known", oneOf(t.state, ["requested", "succeeded", "failed"])),
    check("refunds_amount_positive", sql`${t.amountMinor} > 0`),
    check(
      "refunds_reason_known",
      oneOf(t.reason, [
        "cancelled",
        "returned",
        "damaged",
        "goodwill",
        "late_payment",
        "duplicate_payment",
        "wrong_amount",
        "outside",
      ]),
    ),
    check("refunds_means_known", oneOf(t.means, means)),
    check("refunds_shipping_is_part", sql`${t.shippingMinor} between 0 and ${t.amountMinor}`),
  ],
);

/** Which copies of which order lines a refund was for. Lines belong to orders, hence no foreign key. */
export const refundLines = pgTable(
  "refund_lines",
  {
    refundId: uuid("refund_id")
      .notNull()
      .references(() => refunds.id),
    orderLineId: uuid("order_line_id").notNull(),
    quantity: integer().notNull(),
    amountMinor: integer("amount_minor").notNull(),
    restocked: boolean().notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.refundId, t.orderLineId] }),
    index("refund_lines_line_idx").on(t.orderLineId),
    check("refund_lines_quantity_positive", sql`${t.quantity} > 0`),
    check("refund_lines_amount_not_negative", sql`${t.amountMinor} >= 0`),
  ],
);

/** A payment that its payer's bank took back, or tries to. */
export const paymentDisputes = pgTable(
  "payment_disputes",
  {
    id: id(),
    paymentId: uuid("payment_id")
      .notNull()
      .references(() => payments.id),
    orderId: uuid("order_id").notNull(),
    /** The gateway's own id. */
    ref: text().notNull(),
    amountMinor: integer("amount_minor").notNull(),
    currency: currency(),
    reason: text().notNull(),
    state: text().notNull().default("open"),
    openedAt: moment("opened_at").notNull().defaultNow(),
    closedAt: moment("closed_at"),
  },
  (t) => [
    uniqueIndex("payment_disputes_ref_key").on(t.ref),
    index("payment_disputes_order_idx").on(t.orderId),
    index("payment_disputes_payment_idx").on(t.paymentId),
    check("payment_disputes_state_known", oneOf(t.state, ["open", "won", "lost"])),
    check("payment_disputes_closed_when", sql`(${t.state} = 'open') = (${t.closedAt} is null)`),
  ],
);

/** Money that needs a person's look: shown at the desk until somebody has settled it. */
export const orderIncidents = pgTable(
  "order_incidents",
  {
    id: id(),
    /** What it is about, so that the same thing opens it once. */
    key: text().notNull(),
    kind: text().notNull(),
    /** Null where the money belongs to no order the shop knows. */
    orderId: uuid("order_id"),
    facts: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    openedAt: moment("opened_at").notNull().defaultNow(),
    resolvedAt: moment("resolved_at"),
    resolvedById: uuid("resolved_by_id"),
    resolvedByName: text("resolved_by_name"),
    note: text(),
  },
  (t) => [
    uniqueIndex("order_incidents_key").on(t.key),
    index("order_incidents_order_idx").on(t.orderId),
    index("order_incidents_opened_idx").on(t.openedAt.desc().nullsFirst(), t.id),
    index("order_incidents_open_idx")
      .on(t.openedAt.desc().nullsFirst(), t.id)
      .where(sql`${t.resolvedAt} is null`),
    check(
      "order_incidents_kind_known",
      oneOf(t.kind, [
        "wrong_amount",
        "late_payment",
        "duplicate_payment",
        "unknown_payment",
        "refund_failed",
        "refund_outside",
        "dispute",
      ]),
    ),
  ],
);

/** The demo gateway's own books, as a foreign system would keep them. */
export const demoSessions = pgTable(
  "demo_sessions",
  {
    id: text().primaryKey(),
    paymentId: uuid("payment_id").notNull(),
    orderNumber: text("order_number").notNull(),
    amountMinor: integer("amount_minor").notNull(),
    currency: currency(),
    returnUrl: text("return_url").notNull(),
    cancelUrl: text("cancel_url"),
    state: text().notNull().default("open"),
    /** What its operator lets happen: a dispute, and refunds that fail. */
    dispute: text(),
    refusesRefunds: boolean("refuses_refunds").notNull().default(false),
    createdAt: createdAt(),
    expiresAt: moment("expires_at").notNull(),
  },
  (t) => [
    uniqueIndex("demo_sessions_payment_key").on(t.paymentId),
    check("demo_sessions_state_known", oneOf(t.state, ["open", "pending", "paid", "declined", "expired"])),
    check("demo_sessions_dispute_known", oneOf(t.dispute, ["open", "won", "lost"])),
  ],
);

export const demoRefunds = pgTable("demo_refunds", {
  /** The idempotency key that the shop sent. */
  id: text().primaryKey(),
  sessionId: text("session_id")
    .notNull()
    .references(() => demoSessions.id),
  refundId: uuid("refund_id"),
  amountMinor: integer("amount_minor").notNull(),
  createdAt: createdAt(),
});
