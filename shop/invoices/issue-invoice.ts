import { and, eq, sql } from "drizzle-orm";
import { newId } from "../_kernel/ids.ts";
import { vatTable, type VatPart } from "../_kernel/vat.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { readSale, type Sale } from "../orders/index.ts";
import { readRefund } from "../payments/index.ts";
import type { RefundReason } from "../payments/model.ts";
import { getSettings } from "../settings/index.ts";
import { invoiceCounters, invoices } from "../../db/schema/invoices.ts";
import { credited, type RateSums } from "./credit.ts";
import { invoiceNumber, type InvoiceKind } from "./model.ts";
import type { PaperRow } from "./paper.ts";

type InvoiceRecord = typeof invoices.$inferSelect;

interface Draft {
  kind: InvoiceKind;
  sale: Sale;
  refundId: string | null;
  corrects: { id: string; number: string } | null;
  reason: RefundReason | null;
  lines: PaperRow["lines"];
  shippingMinor: number;
  extraMinor: number;
  vat: VatPart[];
}

/**
 * Takes the next number and writes the paper. The counter's row stays locked until the transaction ends: a number that is
 * rolled back is the next one's, so that none is missing. Nothing is locked after it, so that it is held briefly.
 */
async function write(tx: Tx, ctx: Ctx, draft: Draft): Promise<InvoiceRecord> {
  const { shop } = await getSettings({ ...ctx, db: tx });
  const day = (at: Date) => new Intl.DateTimeFormat("en-CA", { timeZone: shop.timezone }).format(at);
  const { kind, sale, refundId, corrects, reason, lines, shippingMinor, extraMinor } = draft;
  const vat = vatTable(draft.vat, sale.currency);
  const total = (part: "net" | "vat" | "gross") => vat.reduce((sum, row) => sum + row[part].minor, 0);
  const { name, street, postcode, city, country, email, vatId } = shop;
  const issuedOn = day(ctx.now);
  const paper: PaperRow = {
    orderNumber: sale.number,
    orderedOn: day(sale.placedAt),
    locale: sale.locale,
    seller: { name, street, postcode, city, country, email, vatId },
    buyer: sale.shipTo,
    delivery: sale.delivery,
    lines,
    shippingMinor,
    extraMinor,
    vat: vat.map((row) => ({
      rateBp: row.rateBp,
      netMinor: row.net.minor,
      vatMinor: row.vat.minor,
      grossMinor: row.gross.minor,
    })),
    corrects: corrects?.number ?? null,
    reason,
  };
  const year = Number(issuedOn.slice(0, 4));
  const [counter] = await tx
    .insert(invoiceCounters)
    .values({ kind, year, last: 1 })
    .onConflictDoUpdate({
      target: [invoiceCounters.kind, invoiceCounters.year],
      set: { last: sql`${invoiceCounters.last} + 1` },
    })
    .returning({ serial: invoiceCounters.last });
  const serial = counter?.serial ?? 0;
  const [written] = await tx
    .insert(invoices)
    .values({
      id: newId(ctx.now),
      kind,
      year,
      serial,
      number: invoiceNumber(kind, year, serial),
      orderId: sale.orderId,
      refundId,
      correctsId: corrects?.id ?? null,
      issuedOn,
      currency: sale.currency,
      netMinor: total("net"),
      vatMinor: total("vat"),
      grossMinor: total("gross"),
      paper: { ...paper },
    })
    .returning();
  if (!written) throw new Error("an invoice was not written");
  return written;
}

const invoiceOf = (tx: Tx, orderId: string): Promise<InvoiceRecord | undefined> =>
  tx
    .select()
    .from(invoices)
    .where(and(eq(invoices.orderId, orderId), eq(invoices.kind, "invoice")))
    .then(([row]) => row);

async function ensureInvoice(tx: Tx, ctx: Ctx, orderId: string): Promise<InvoiceRecord> {
  const issued = await invoiceOf(tx, orderId);
  if (issued) return issued;
  const sale = await readSale(tx, orderId);
  return write(tx, ctx, {
    kind: "invoice",
    sale,
    refundId: null,
    corrects: null,
    reason: null,
    lines: sale.lines.map((line) => ({
      title: line.title,
      authors: line.authors,
      format: line.format,
      isbn13: line.isbn13,
      quantity: line.quantity,
      unitMinor: line.unitPriceMinor,
      grossMinor: line.totalMinor,
      rateBp: line.vatRateBp,
    })),
    shippingMinor: sale.shippingMinor,
    extraMinor: 0,
    vat: partsOf(sale),
  });
}

const partsOf = (sale: Sale): VatPart[] => [
  ...sale.lines.map((line) => ({ rateBp: line.vatRateBp, grossMinor: line.totalMinor, vatMinor: line.vatMinor })),
  ...sale.shippingVat,
];

/**
 * The subscriber that issues an order's invoice when it is paid, once, with the next number of the year.
 * @caller the event order.paid, with the order locked
 */
export async function issueInvoice(tx: Tx, ctx: Ctx, { orderId }: { orderId: string }): Promise<void> {
  await ensureInvoice(tx, ctx, orderId);
}

/**
 * The subscriber that issues the credit note of a refund when its money has gone back, once. Money that the order never had
 * (late, double, another amount) was never invoiced and needs none. Notes of one invoice never come to more than it did, rate
 * by rate, and to exactly it when everything went back.
 * @caller the event refund.succeeded, with the order locked
 */
export async function creditRefund(tx: Tx, ctx: Ctx, { refundId }: { refundId: string }): Promise<void> {
  const refund = await readRefund(tx, refundId);
  if (!refund?.ofOrder) return;
  const [done] = await tx.select({ id: invoices.id }).from(invoices).where(eq(invoices.refundId, refundId));
  if (done) return;
  const invoice = await ensureInvoice(tx, ctx, refund.orderId);
  const earlier = await tx.select().from(invoices).where(eq(invoices.correctsId, invoice.id));
  const sale = await readSale(tx, refund.orderId);
  // in the order of the invoice
  const lines = sale.lines.flatMap((line) => {
    const part = refund.lines.find(({ orderLineId }) => orderLineId === line.id);
    return part
      ? [
          {
            title: line.title,
            authors: line.authors,
            format: line.format,
            isbn13: line.isbn13,
            quantity: part.quantity,
            unitMinor: line.unitPriceMinor,
            grossMinor: part.amountMinor,
            rateBp: line.vatRateBp,
          },
        ]
      : [];
  });
  const vat = credited({
    amountMinor: refund.amountMinor,
    lines,
    shippingMinor: refund.shippingMinor,
    shippingVat: sale.shippingVat,
    invoiced: sums([invoice]),
    creditedBefore: sums(earlier),
  });
  const named = lines.reduce((sum, line) => sum + line.grossMinor, refund.shippingMinor);
  await write(tx, ctx, {
    kind: "credit_note",
    sale,
    refundId,
    corrects: { id: invoice.id, number: invoice.number },
    reason: refund.reason,
    lines,
    shippingMinor: refund.shippingMinor,
    extraMinor: refund.amountMinor - named,
    vat,
  });
}

/** What papers come to by rate. */
function sums(rows: readonly InvoiceRecord[]): RateSums {
  const found: RateSums = new Map();
  for (const { paper } of rows) {
    for (const { rateBp, grossMinor, vatMinor } of (paper as unknown as PaperRow).vat) {
      const before = found.get(rateBp) ?? { grossMinor: 0, vatMinor: 0 };
      found.set(rateBp, { grossMinor: before.grossMinor + grossMinor, vatMinor: before.vatMinor + vatMinor });
    }
  }
  return found;
}

/**
 * Issues the invoices of orders that were paid before the shop wrote any, oldest first, each in a transaction of its own.
 * Returns how many.
 * @caller the worker's schedule `issue-invoices`
 */
export async function issueMissingInvoices(ctx: Ctx): Promise<number> {
  authorize(ctx, "orders.manage");
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    select o.id from orders o
    where o.paid_at is not null and not exists (select 1 from invoices i where i.order_id = o.id and i.kind = 'invoice')
    order by o.paid_at, o.id limit 500`);
  for (const { id } of rows) {
    await ctx.transact(async (tx) => {
      await tx.execute(sql`select 1 from orders where id = ${id} for update`);
      await ensureInvoice(tx, ctx, id);
    });
  }
  return rows.length;
}
