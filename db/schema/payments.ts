import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, currency, id, moment, oneOf } from "./columns.ts";

/** One try to pay an order at a gateway. */
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
    /** `surplus`: money that came although the order had been paid or could not be honoured; it goes back. */
    state: text().notNull().default("open"),
    amountMinor: integer("amount_minor").notNull(),
    currency: currency(),
    failure: text(),
    createdAt: createdAt(),
    expiresAt: moment("expires_at").notNull(),
    settledAt: moment("settled_at"),
  },
  (t) => [
    index("payments_order_idx").on(t.orderId),
    uniqueIndex("payments_session_key").on(t.gateway, t.sessionRef),
    uniqueIndex("payments_one_success_key")
      .on(t.orderId)
      .where(sql`${t.state} = 'succeeded'`),
    uniqueIndex("payments_one_open_key")
      .on(t.orderId)
      .where(sql`${t.state} = 'open'`),
    check("payments_state_known", oneOf(t.state, ["open", "pending", "succeeded", "failed", "expired", "surplus"])),
    check("payments_amount_positive", sql`${t.amountMinor} > 0`),
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
    attempts: integer().notNull().default(0),
    requestedAt: moment("requested_at").notNull().defaultNow(),
    settledAt: moment("settled_at"),
  },
  (t) => [
    index("refunds_order_idx").on(t.orderId),
    index("refunds_payment_idx").on(t.paymentId),
    check("refunds_state_known", oneOf(t.state, ["requested", "succeeded", "failed"])),
    check("refunds_amount_positive", sql`${t.amountMinor} > 0`),
    check("refunds_reason_known", oneOf(t.reason, ["cancelled", "late_payment", "duplicate_payment"])),
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
    state: text().notNull().default("open"),
    createdAt: createdAt(),
    expiresAt: moment("expires_at").notNull(),
  },
  (t) => [
    uniqueIndex("demo_sessions_payment_key").on(t.paymentId),
    check("demo_sessions_state_known", oneOf(t.state, ["open", "paid", "declined", "expired"])),
  ],
);

export const demoRefunds = pgTable("demo_refunds", {
  /** The idempotency key that the shop sent. */
  id: text().primaryKey(),
  sessionId: text("session_id")
    .notNull()
    .references(() => demoSessions.id),
  amountMinor: integer("amount_minor").notNull(),
  createdAt: createdAt(),
});
