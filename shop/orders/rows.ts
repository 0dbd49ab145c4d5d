import { eq, sql, type SQL } from "drizzle-orm";
import { newId } from "../_kernel/ids.ts";
import { NotFound } from "../_kernel/errors.ts";
import type { Refusal } from "../_kernel/result.ts";
import { actorColumns, type Ctx, type Tx } from "../_runtime/context.ts";
import { orderHistory, orderLines, orders, parcelLines, parcels } from "../../db/schema/orders.ts";
import type { CancelReason, HistoryCode, OrderState, PaymentState } from "./model.ts";

export type OrderRecord = typeof orders.$inferSelect;
export type IllegalTransition = Refusal<"ILLEGAL_TRANSITION"> & { state: OrderState };

export const justNow = sql`now()`;

export const standingOf = (order: OrderRecord) => ({
  state: order.state as OrderState,
  paymentState: order.paymentState as PaymentState,
  cancelReason: order.cancelReason as CancelReason | null,
  partlyShipped: order.firstShippedAt !== null,
});

/** The order under lock; null when there is none. */
export async function lockOrder(tx: Tx, where: SQL): Promise<OrderRecord | null> {
  const [order] = await tx.select().from(orders).where(where).for("update");
  return order ?? null;
}

/** The order of this number under lock. Throws NotFound. */
export async function lockNumbered(tx: Tx, number: string): Promise<OrderRecord> {
  const order = await lockOrder(tx, eq(orders.number, number));
  if (!order) throw new NotFound("order");
  return order;
}

/** One more entry in an order's history. */
export async function tell(
  tx: Tx,
  ctx: Ctx,
  orderId: string,
  entry: { from: string | null; to: string; note?: string | null; code?: HistoryCode | null },
): Promise<void> {
  await tx.insert(orderHistory).values({ id: newId(ctx.now), orderId, ...actorColumns(ctx.actor), ...entry });
}

/** What happened to an order that stays in its state. */
export const tellOf = (tx: Tx, ctx: Ctx, order: OrderRecord, code: HistoryCode, note: string | null = null) =>
  tell(tx, ctx, order.id, { from: order.state, to: order.state, code, note });

/** What subscribers are told of an order. */
export const told = (order: OrderRecord) => ({ orderId: order.id, email: order.email, locale: order.locale });

/** The lines of an order in their order. */
export async function linesOf(tx: Tx, orderId: string) {
  return tx
    .select({ orderLineId: orderLines.id, bookId: orderLines.bookId, quantity: orderLines.quantity })
    .from(orderLines)
    .where(eq(orderLines.orderId, orderId))
    .orderBy(orderLines.position);
}

export interface CopiesOfLine {
  id: string;
  bookId: string;
  title: string;
  unitPriceMinor: number;
  quantity: number;
  cancelled: number;
  returned: number;
  restocked: number;
  /** Copies in parcels, and in those that have left or arrived. */
  packed: number;
  shipped: number;
  delivered: number;
}

/** Where the copies of each line of an order are, in the order of its lines. */
export async function copiesOf(tx: Tx, orderId: string): Promise<CopiesOfLine[]> {
  const inParcels = (which: SQL) => sql<number>`coalesce((
    select sum(pl.quantity) from ${parcelLines} pl join ${parcels} p on p.id = pl.parcel_id
    where pl.order_line_id = "order_lines"."id" and ${which}), 0)::int`;
  return tx
    .select({
      id: orderLines.id,
      bookId: orderLines.bookId,
      title: orderLines.title,
      unitPriceMinor: orderLines.unitPriceMinor,
      quantity: orderLines.quantity,
      cancelled: orderLines.cancelledQuantity,
      returned: orderLines.returnedQuantity,
      restocked: orderLines.restockedQuantity,
      packed: inParcels(sql`true`),
      shipped: inParcels(sql`p.shipped_at is not null`),
      delivered: inParcels(sql`p.delivered_at is not null`),
    })
    .from(orderLines)
    .where(eq(orderLines.orderId, orderId))
    .orderBy(orderLines.position);
}
