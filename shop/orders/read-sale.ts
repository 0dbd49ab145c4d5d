import { and, asc, eq } from "drizzle-orm";
import type { VatPart } from "../_kernel/vat.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { orderLines, orders } from "../../db/schema/orders.ts";
import type { Address, Delivery } from "./model.ts";

/** An order as it was sold, in minor units of its currency. */
export interface Sale {
  orderId: string;
  number: string;
  locale: string;
  currency: string;
  placedAt: Date;
  delivery: Delivery;
  shipTo: Address;
  shippingMinor: number;
  shippingVat: VatPart[];
  totalMinor: number;
  lines: {
    id: string;
    title: string;
    authors: string;
    format: string;
    isbn13: string | null;
    quantity: number;
    unitPriceMinor: number;
    totalMinor: number;
    vatRateBp: number;
    vatMinor: number;
  }[];
}

/**
 * An order as it was sold, seen by this transaction.
 * @caller invoices, with the order locked
 */
export async function readSale(tx: Tx, orderId: string): Promise<Sale> {
  const [order] = await tx.select().from(orders).where(eq(orders.id, orderId));
  if (!order) throw new Error(`no order ${orderId}`);
  const lines = await tx
    .select()
    .from(orderLines)
    .where(eq(orderLines.orderId, orderId))
    .orderBy(asc(orderLines.position));
  return {
    orderId,
    number: order.number,
    locale: order.locale,
    currency: order.currency,
    placedAt: order.placedAt,
    delivery: order.delivery as Delivery,
    shipTo: order.shipTo,
    shippingMinor: order.shippingMinor,
    shippingVat: order.shippingVat,
    totalMinor: order.totalMinor,
    lines,
  };
}

/**
 * The id of an order by its number, and of nobody else's where a person is named; null where there is none.
 * @caller queries that have settled who may ask
 */
export async function findOrderId(ctx: Ctx, which: { number: string; userId?: string }): Promise<string | null> {
  const [row] = await ctx.db
    .select({ id: orders.id })
    .from(orders)
    .where(
      and(eq(orders.number, which.number), which.userId === undefined ? undefined : eq(orders.userId, which.userId)),
    );
  return row?.id ?? null;
}
