import type { Money } from "../_kernel/money.ts";
import type { VatRow } from "../_kernel/vat.ts";
import type { Address, Delivery } from "../orders/model.ts";
import type { RefundReason } from "../payments/model.ts";

export const invoiceKinds = ["invoice", "credit_note"] as const;
export type InvoiceKind = (typeof invoiceKinds)[number];

/** "2026-00042" for an invoice, "C2026-00007" for a credit note: no number is missing and none is given twice. */
export const invoiceNumber = (kind: InvoiceKind, year: number, serial: number): string =>
  `${kind === "credit_note" ? "C" : ""}${year}-${String(serial).padStart(5, "0")}`;

/** What the shop tells of itself on its papers. */
export interface Seller {
  name: string;
  street: string;
  postcode: string;
  city: string;
  country: string;
  email: string;
  /** Empty for a shop that has none. */
  vatId: string;
}

export interface InvoiceLine {
  title: string;
  authors: string;
  /** A form of the catalogue. */
  format: string;
  isbn13: string | null;
  quantity: number;
  unit: Money;
  gross: Money;
  rateBp: number;
}

/** An invoice, or the credit note that corrects one, as it was issued: amounts include VAT. */
export interface Invoice {
  id: string;
  kind: InvoiceKind;
  number: string;
  orderNumber: string;
  /** ISO days of the shop's calendar. */
  issuedOn: string;
  orderedOn: string;
  /** Language it was issued in. */
  locale: string;
  seller: Seller;
  buyer: Address;
  delivery: Delivery;
  lines: InvoiceLine[];
  shipping: Money;
  /** Of a credit note: what went back besides books and delivery. */
  extra: Money;
  net: Money;
  vat: VatRow[];
  gross: Money;
  /** Of a credit note: the invoice it corrects, and why. */
  corrects: string | null;
  reason: RefundReason | null;
}

/** A paper in a list. */
export interface InvoiceRow {
  number: string;
  kind: InvoiceKind;
  issuedAt: Date;
  gross: Money;
}
