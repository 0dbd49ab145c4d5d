import { asc, eq, type SQL } from "drizzle-orm";
import { NotFound } from "../_kernel/errors.ts";
import { money } from "../_kernel/money.ts";
import { trackingPage } from "../_kernel/carriers.ts";
import { vatTable } from "../_kernel/vat.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { listCardsById } from "../catalog/index.ts";
import { findLatestPayment, refundsOf } from "../payments/index.ts";
import { orderHistory, orderLines, orderNotes, orders, parcelLines, parcels } from "../../db/schema/orders.ts";
import type { Format } from "../catalog/model.ts";
import type { HistoryCode, HistoryEntry, Order, OrderState, Parcel } from "./model.ts";
import { standingOf } from "./rows.ts";
import { findTrackedOrderId } from "./tracking.ts";

/** @caller the queries of this module, each with its own answer to who may */
export async function readOrder(ctx: Ctx, where: SQL | undefined): Promise<Order> {
  const [order] = await ctx.db.select().from(orders).where(where);
  if (!order) throw new NotFound("order");
  const [lines, history, boxes, packed, notes, refunds, latest] = await Promise.all([
    ctx.db.select().from(orderLines).where(eq(orderLines.orderId, order.id)).orderBy(asc(orderLines.position)),
    ctx.db
      .select()
      .from(orderHistory)
      .where(eq(orderHistory.orderId, order.id))
      .orderBy(asc(orderHistory.at), asc(orderHistory.id)),
    ctx.db.select().from(parcels).where(eq(parcels.orderId, order.id)).orderBy(asc(parcels.position)),
    ctx.db
      .select({
        parcelId: parcelLines.parcelId,
        lineId: parcelLines.orderLineId,
        quantity: parcelLines.quantity,
        left: parcels.shippedAt,
      })
      .from(parcelLines)
      .innerJoin(parcels, eq(parcels.id, parcelLines.parcelId))
      .where(eq(parcels.orderId, order.id)),
    ctx.db
      .select()
      .from(orderNotes)
      .where(eq(orderNotes.orderId, order.id))
      .orderBy(asc(orderNotes.createdAt), asc(orderNotes.id)),
    refundsOf(ctx, order.id),
    findLatestPayment(ctx, order.id),
  ]);
  const cards = new Map(
    (
      await listCardsById(
        ctx,
        lines.map((line) => line.bookId),
      )
    ).map((card) => [card.id, card]),
  );
  const amount = (minor: number) => money(minor, order.currency);
  const copiesIn = (found: typeof packed) => found.reduce((sum, part) => sum + part.quantity, 0);
  const vat = vatTable(
    [
      ...lines.map((line) => ({ rateBp: line.vatRateBp, grossMinor: line.totalMinor, vatMinor: line.vatMinor })),
      ...order.shippingVat,
    ],
    order.currency,
  );
  return {
    ...standingOf(order),
    id: order.id,
    number: order.number,
    email: order.email,
    locale: order.locale,
    channel: order.channel as Order["channel"],
    placedAt: order.placedAt,
    expiresAt: order.expiresAt,
    paidAt: order.paidAt,
    shippedAt: order.shippedAt,
    deliveredAt: order.deliveredAt,
    cancelledAt: order.cancelledAt,
    delivery: order.delivery as Order["delivery"],
    shipTo: order.shipTo,
    lines: lines.map((line) => {
      const card = cards.get(line.bookId);
      return {
        id: line.id,
        bookId: line.bookId,
        slug: card?.sold ? card.slug : null,
        coverKey: card?.coverKey ?? "",
        title: line.title,
        authors: line.authors,
        format: line.format as Format,
        language: card?.language ?? null,
        isbn13: line.isbn13,
        quantity: line.quantity,
        unitPrice: amount(line.unitPriceMinor),
        lineTotal: amount(line.totalMinor),
        vatRateBp: line.vatRateBp,
        vat: amount(line.vatMinor),
        cancelled: line.cancelledQuantity,
        returned: line.returnedQuantity,
        packed: copiesIn(packed.filter((part) => part.lineId === line.id)),
        shipped: copiesIn(packed.filter((part) => part.lineId === line.id && part.left !== null)),
      };
    }),
    parcels: boxes.map(({ id, position, carrier, trackingNumber, packedAt, shippedAt, deliveredAt }): Parcel => ({
      id,
      position,
      state: deliveredAt ? "delivered" : shippedAt ? "shipped" : "packed",
      carrier,
      trackingNumber,
      trackingUrl: trackingPage(carrier, trackingNumber),
      packedAt,
      shippedAt,
      deliveredAt,
      lines: packed.filter((part) => part.parcelId === id).map(({ lineId, quantity }) => ({ lineId, quantity })),
    })),
    notes: notes.map((note) => ({ id: note.id, at: note.createdAt, by: note.authorName, text: note.text })),
    history: history.map((entry): HistoryEntry => ({
      at: entry.at,
      name: byDesk(entry, order) ? entry.actorName : null,
      by: byDesk(entry, order) ? "desk" : entry.actorKind === "system" ? "shop" : "customer",
      from: entry.from as OrderState | null,
      to: entry.to as OrderState,
      note: entry.note,
      code: entry.code as HistoryCode | null,
    })),
    refunds: refunds.map(({ id, reason, amount: back, state, requestedAt, settledAt }) => ({
      id,
      reason,
      amount: back,
      state,
      requestedAt,
      settledAt,
    })),
    lastPaymentFailed: latest?.state === "failed" || (latest?.state === "open" && latest.failure !== null),
    subtotal: amount(order.subtotalMinor),
    shipping: amount(order.shippingMinor),
    total: amount(order.totalMinor),
    net: amount(order.totalMinor - vat.reduce((sum, row) => sum + row.vat.minor, 0)),
    vat,
  };
}

/** A person at the desk did it: somebody logged in who is not the order's own customer. */
const byDesk = (entry: typeof orderHistory.$inferSelect, order: typeof orders.$inferSelect): boolean =>
  entry.actorKind === "user" && entry.code !== "claimed" && entry.actorId !== order.userId;

/** What the desk alone may read is left out. */
export const forCustomer = (order: Order): Order => ({
  ...order,
  notes: [],
  history: order.history.map((entry) => ({ ...entry, note: null })),
});

/** The order that a link opens, without what only the desk may read (notes). Throws NotFound. */
export async function getTrackedOrder(ctx: Ctx, token: string): Promise<Order> {
  const orderId = await findTrackedOrderId(ctx, token);
  if (!orderId) throw new NotFound("order");
  const order = await readOrder(ctx, eq(orders.id, orderId));
  return forCustomer(order);
}

/** Everything about an order, for the desk. Throws NotFound. */
export async function getOrder(ctx: Ctx, number: string): Promise<Order> {
  authorize(ctx, "orders.read");
  return readOrder(ctx, eq(orders.number, number));
}

/**
 * An order by its id, for what the shop itself writes about it. Throws NotFound.
 * @caller the worker and checkout
 */
export async function getOrderById(ctx: Ctx, orderId: string): Promise<Order> {
  authorize(ctx, "orders.read");
  return readOrder(ctx, eq(orders.id, orderId));
}
