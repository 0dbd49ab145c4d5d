import { sql } from "drizzle-orm";
import { check, date, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { currency, id, moment, oneOf } from "./columns.ts";

const kinds = ["invoice", "credit_note"] as const;

/**
 * The last number of each series and year. Its row is locked until the invoice that took the number is committed, so that a
 * number that was rolled back is given out again and none is missing.
 */
export const invoiceCounters = pgTable(
  "invoice_counters",
  {
    kind: text().notNull(),
    year: integer().notNull(),
    last: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.year] }), check("invoice_counters_kind_known", oneOf(t.kind, kinds))],
);

/** Invoices and the credit notes that correct them: written once, never changed. */
export const invoices = pgTable(
  "invoices",
  {
    id: id(),
    kind: text().notNull(),
    year: integer().notNull(),
    serial: integer().notNull(),
    number: text().notNull(),
    /** An order of the orders module. */
    orderId: uuid("order_id").notNull(),
    /** Set for a credit note: the refund it stands for, and the invoice it corrects. */
    refundId: uuid("refund_id"),
    correctsId: uuid("corrects_id"),
    issuedAt: moment("issued_at").notNull().defaultNow(),
    /** The day of the shop's calendar that is printed on it. */
    issuedOn: date("issued_on").notNull(),
    currency: currency(),
    netMinor: integer("net_minor").notNull(),
    vatMinor: integer("vat_minor").notNull(),
    grossMinor: integer("gross_minor").notNull(),
    /** Everything that is printed on it, as it was then. */
    paper: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (t) => [
    uniqueIndex("invoices_serial_key").on(t.kind, t.year, t.serial),
    uniqueIndex("invoices_number_key").on(t.number),
    uniqueIndex("invoices_one_an_order_key")
      .on(t.orderId)
      .where(sql`${t.kind} = 'invoice'`),
    uniqueIndex("invoices_one_a_refund_key")
      .on(t.refundId)
      .where(sql`${t.refundId} is not null`),
    index("invoices_order_idx").on(t.orderId),
    check("invoices_kind_known", oneOf(t.kind, kinds)),
    check("invoices_add_up", sql`${t.netMinor} + ${t.vatMinor} = ${t.grossMinor}`),
    check(
      "invoices_credit_says_what",
      sql`(${t.kind} = 'credit_note') = (${t.refundId} is not null and ${t.correctsId} is not null)`,
    ),
  ],
);
