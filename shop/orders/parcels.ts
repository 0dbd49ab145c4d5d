import { and, eq, isNull, sql } from "drizzle-orm";
import { isId, newId } from "../_kernel/ids.ts";
import { NotFound } from "../_kernel/errors.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { record } from "../audit/index.ts";
import { emit } from "../outbox/index.ts";
import { orders, parcelLines, parcels } from "../../db/schema/orders.ts";
import { leftToPack, orderCan, type Handover, type OrderState, type PackInput } from "./model.ts";
import { followParcels } from "./follow-parcels.ts";
import { moveOrder } from "./move-order.ts";
import {
  copiesOf,
  justNow,
  lockNumbered,
  standingOf,
  tellOf,
  told,
  type IllegalTransition,
  type OrderRecord,
} from "./rows.ts";

export type QuantityTooMuch = Refusal<"QUANTITY_TOO_MUCH"> & { lineId: string; left: number };
export type NothingChosen = Refusal<"NOTHING_CHOSEN">;

const illegal = (order: OrderRecord): IllegalTransition =>
  refuse("ILLEGAL_TRANSITION", { state: order.state as OrderState });

/** A parcel of a locked order. Throws NotFound, also for one of another order. */
async function parcelOf(tx: Tx, orderId: string, parcelId: string): Promise<typeof parcels.$inferSelect> {
  const [parcel] = isId(parcelId)
    ? await tx
        .select()
        .from(parcels)
        .where(and(eq(parcels.id, parcelId), eq(parcels.orderId, orderId)))
        .for("update")
    : [];
  if (!parcel) throw new NotFound("parcel");
  return parcel;
}

/** Puts copies into a new parcel; everything that is left where none are named. The order must be locked. */
export async function pack(
  tx: Tx,
  ctx: Ctx,
  order: OrderRecord,
  wanted: PackInput["lines"],
): Promise<Result<{ parcelId: string }, IllegalTransition | QuantityTooMuch | NothingChosen>> {
  if (!orderCan.pack(standingOf(order))) return illegal(order);
  const lines = await copiesOf(tx, order.id);
  const chosen = new Map<string, number>();
  for (const { lineId, quantity } of wanted ?? lines.map((line) => ({ lineId: line.id, quantity: leftToPack(line) }))) {
    chosen.set(lineId, (chosen.get(lineId) ?? 0) + quantity);
  }
  for (const [lineId, quantity] of chosen) {
    const line = lines.find(({ id }) => id === lineId);
    const left = line ? leftToPack(line) : 0;
    if (quantity > left) return refuse("QUANTITY_TOO_MUCH", { lineId, left });
  }
  const packed = [...chosen].filter(([, quantity]) => quantity > 0);
  if (packed.length === 0) return refuse("NOTHING_CHOSEN");
  if (order.state !== "processing") {
    const refusal = await moveOrder(tx, ctx, order, "process");
    if (refusal) return refusal;
    order.state = "processing";
  }
  const parcelId = newId(ctx.now);
  await tx.insert(parcels).values({
    id: parcelId,
    orderId: order.id,
    position: sql`(select coalesce(max(position), 0) + 1 from ${parcels} where order_id = ${order.id})`,
  });
  await tx.insert(parcelLines).values(packed.map(([orderLineId, quantity]) => ({ parcelId, orderLineId, quantity })));
  return ok({ parcelId });
}

/** Lets a packed parcel leave. Its order must be locked; what that means for the order is `followParcels`' to say. */
export async function handOver(
  tx: Tx,
  ctx: Ctx,
  order: OrderRecord,
  parcelId: string,
  handover: Handover,
): Promise<IllegalTransition | null> {
  if (!orderCan.ship(standingOf(order))) return illegal(order);
  const left = await tx
    .update(parcels)
    .set({ ...handover, shippedAt: justNow })
    .where(and(eq(parcels.id, parcelId), isNull(parcels.shippedAt)))
    .returning({ id: parcels.id });
  if (left.length === 0) return illegal(order);
  await tx
    .update(orders)
    .set({ firstShippedAt: sql`coalesce(${orders.firstShippedAt}, now())` })
    .where(eq(orders.id, order.id));
  await emit(tx, ctx, "parcel.shipped", { ...told(order), parcelId });
  return null;
}

/**
 * Packs any part of an order into a parcel (CHK-13); the first one begins the processing. Throws NotFound; refuses
 * `ILLEGAL_TRANSITION` (with the state), `QUANTITY_TOO_MUCH` with what is left of the line, `NOTHING_CHOSEN`.
 * @caller staff and admins (orders.manage)
 */
export async function packParcel(
  ctx: Ctx,
  number: string,
  input: PackInput,
): Promise<Result<{ parcelId: string }, IllegalTransition | QuantityTooMuch | NothingChosen>> {
  authorize(ctx, "orders.manage");
  return ctx.transact(async (tx) => {
    const order = await lockNumbered(tx, number);
    const packed = await pack(tx, ctx, order, input.lines);
    if (!packed.ok) return packed;
    await tellOf(tx, ctx, order, "packed");
    await record(tx, ctx, { action: "order.packed", subject: { kind: "order", id: order.id, name: order.number } });
    return packed;
  });
}

/**
 * Opens a parcel that has not left: its copies are to be packed again. Throws NotFound; refuses `ILLEGAL_TRANSITION` (with the
 * order's state) once it has left.
 * @caller staff and admins (orders.manage)
 */
export async function unpackParcel(
  ctx: Ctx,
  number: string,
  parcelId: string,
): Promise<Result<null, IllegalTransition>> {
  authorize(ctx, "orders.manage");
  return ctx.transact(async (tx) => {
    const order = await lockNumbered(tx, number);
    const parcel = await parcelOf(tx, order.id, parcelId);
    if (parcel.shippedAt !== null) return illegal(order);
    await tx.delete(parcelLines).where(eq(parcelLines.parcelId, parcelId));
    await tx.delete(parcels).where(eq(parcels.id, parcelId));
    await tellOf(tx, ctx, order, "unpacked");
    await record(tx, ctx, { action: "order.unpacked", subject: { kind: "order", id: order.id, name: order.number } });
    return ok(null);
  });
}

/**
 * A packed parcel leaves, and its customer gets a mail; when it was the last one, the order is shipped (CHK-13). Throws
 * NotFound; refuses `ILLEGAL_TRANSITION` (with the order's state) for one that has left.
 * @caller staff and admins (orders.manage)
 */
export async function shipParcel(
  ctx: Ctx,
  number: string,
  parcelId: string,
  input: Handover & { note: string | null },
): Promise<Result<null, IllegalTransition>> {
  authorize(ctx, "orders.manage");
  return ctx.transact(async (tx) => {
    const order = await lockNumbered(tx, number);
    await parcelOf(tx, order.id, parcelId);
    const { carrier, trackingNumber, note } = input;
    const refusal = await handOver(tx, ctx, order, parcelId, { carrier, trackingNumber });
    if (refusal) return refusal;
    const became = await followParcels(tx, ctx, order, note);
    if (became === order.state) await tellOf(tx, ctx, order, "parcel_shipped", note);
    await record(tx, ctx, {
      action: "order.shipped",
      subject: { kind: "order", id: order.id, name: order.number },
      facts: { carrier, trackingNumber, note },
    });
    return ok(null);
  });
}

/**
 * A parcel has arrived; when it was the last one of a shipped order, the order is delivered (CHK-13). Throws NotFound; refuses
 * `ILLEGAL_TRANSITION` (with the order's state) for one that has not left, or has arrived.
 * @caller staff and admins (orders.manage)
 */
export async function deliverParcel(
  ctx: Ctx,
  number: string,
  parcelId: string,
  input: { note: string | null },
): Promise<Result<null, IllegalTransition>> {
  authorize(ctx, "orders.manage");
  return ctx.transact(async (tx) => {
    const order = await lockNumbered(tx, number);
    const parcel = await parcelOf(tx, order.id, parcelId);
    if (parcel.shippedAt === null || parcel.deliveredAt !== null) return illegal(order);
    await tx.update(parcels).set({ deliveredAt: justNow }).where(eq(parcels.id, parcelId));
    const became = await followParcels(tx, ctx, order, input.note);
    if (became === order.state) await tellOf(tx, ctx, order, "parcel_delivered", input.note);
    await record(tx, ctx, {
      action: "order.delivered",
      subject: { kind: "order", id: order.id, name: order.number },
      facts: { note: input.note },
    });
    return ok(null);
  });
}
