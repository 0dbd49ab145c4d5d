import { money } from "../_kernel/money.ts";
import type { Address, Delivery } from "../orders/model.ts";
import type { RefundReason } from "../payments/model.ts";
import type { invoices } from "../../db/schema/invoices.ts";
import type { Invoice, InvoiceKind, Seller } from "./model.ts";

/** What is printed on a paper, as it is stored: amounts in minor units of its currency. */
export interface PaperRow {
  orderNumber: string;
  orderedOn: string;
  locale: string;
  seller: Seller;
  buyer: Address;
  delivery: Delivery;
  lines: {
    title: string;
    authors: string;
    format: string;
    isbn13: string | null;
    quantity: number;
    unitMinor: number;
    grossMinor: number;
    rateBp: number;
  }[];
  shippingMinor: number;
  extraMinor: number;
  vat: { rateBp: number; netMinor: number; vatMinor: number; grossMinor: number }[];
  corrects: string | null;
  reason: RefundReason | null;
}

/** A stored paper, as it is read. */
export function invoiceFrom(row: typeof invoices.$inferSelect): Invoice {
  const paper = row.paper as unknown as PaperRow;
  const amount = (minor: number) => money(minor, row.currency);
  const { orderNumber, orderedOn, locale, seller, buyer, delivery, corrects, reason } = paper;
  return {
    id: row.id,
    kind: row.kind as InvoiceKind,
    number: row.number,
    issuedOn: row.issuedOn,
    ...{ orderNumber, orderedOn, locale, seller, buyer, delivery, corrects, reason },
    lines: paper.lines.map(({ unitMinor, grossMinor, ...line }) => ({
      ...line,
      unit: amount(unitMinor),
      gross: amount(grossMinor),
    })),
    shipping: amount(paper.shippingMinor),
    extra: amount(paper.extraMinor),
    net: amount(row.netMinor),
    vat: paper.vat.map((part) => ({
      rateBp: part.rateBp,
      net: amount(part.netMinor),
      vat: amount(part.vatMinor),
      gross: amount(part.grossMinor),
    })),
    gross: amount(row.grossMinor),
  };
}
