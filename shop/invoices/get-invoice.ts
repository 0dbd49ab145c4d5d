import { and, asc, eq, sql, type SQL } from "drizzle-orm";
import { NotFound } from "../_kernel/errors.ts";
import { money } from "../_kernel/money.ts";
import { authorize, ownId } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { findOrderId, findTrackedOrderId } from "../orders/index.ts";
import { invoices } from "../../db/schema/invoices.ts";
import type { Invoice, InvoiceKind, InvoiceRow } from "./model.ts";
import { invoiceFrom } from "./paper.ts";

async function read(ctx: Ctx, where: SQL | undefined): Promise<Invoice> {
  const [row] = await ctx.db.select().from(invoices).where(where);
  if (!row) throw new NotFound("invoice");
  return invoiceFrom(row);
}

async function list(ctx: Ctx, orderId: string | null): Promise<InvoiceRow[]> {
  if (orderId === null) return [];
  const rows = await ctx.db
    .select()
    .from(invoices)
    .where(eq(invoices.orderId, orderId))
    .orderBy(asc(invoices.issuedAt), asc(invoices.id));
  return rows.map((row) => ({
    number: row.number,
    kind: row.kind as InvoiceKind,
    issuedAt: row.issuedAt,
    gross: money(row.grossMinor, row.currency),
  }));
}

/** An invoice or credit note by its number, for the desk. Throws NotFound. */
export async function getInvoice(ctx: Ctx, number: string): Promise<Invoice> {
  authorize(ctx, "orders.read");
  return read(ctx, eq(invoices.number, number));
}

/** Papers of an order, in the order they were issued, for the desk; none for an unknown order. */
export async function listInvoices(ctx: Ctx, orderNumber: string): Promise<InvoiceRow[]> {
  authorize(ctx, "orders.read");
  return list(ctx, await findOrderId(ctx, { number: orderNumber }));
}

const within = (orderId: string | null, number: string): SQL | undefined =>
  orderId === null ? sql`false` : and(eq(invoices.orderId, orderId), eq(invoices.number, number));

/** A paper of one of one's own orders. Throws NotFound for others' as for none. */
export async function getMyInvoice(ctx: Ctx, orderNumber: string, number: string): Promise<Invoice> {
  const userId = ownId(ctx);
  return read(ctx, within(await findOrderId(ctx, { number: orderNumber, userId }), number));
}

/** Papers of one of one's own orders; none for others'. */
export async function listMyInvoices(ctx: Ctx, orderNumber: string): Promise<InvoiceRow[]> {
  const userId = ownId(ctx);
  return list(ctx, await findOrderId(ctx, { number: orderNumber, userId }));
}

/** A paper of the order that a link opens. Throws NotFound. */
export async function getTrackedInvoice(ctx: Ctx, token: string, number: string): Promise<Invoice> {
  return read(ctx, within(await findTrackedOrderId(ctx, token), number));
}

/** Papers of the order that a link opens; none where it opens nothing. */
export const listTrackedInvoices = async (ctx: Ctx, token: string): Promise<InvoiceRow[]> =>
  list(ctx, await findTrackedOrderId(ctx, token));
