import { eq, sql } from "drizzle-orm";
import { newId } from "../_kernel/ids.ts";
import { NotFound } from "../_kernel/errors.ts";
import { ok, type Result } from "../_kernel/result.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { record } from "../audit/index.ts";
import type { AuditFacts } from "../audit/model.ts";
import { emit } from "../outbox/index.ts";
import { orders, parcelLines, parcels } from "../../db/schema/orders.ts";
import {
  justNow,
  linesOf,
  lockOrder,
  moveOrder,
  told,
  type IllegalTransition,
  type OrderRecord,
} from "./move-order.ts";

type Moved = Promise<Result<null, IllegalTransition>>;

const onOrder = (
  ctx: Ctx,
  number: string,
  done: { action: "order.processing" | "order.shipped" | "order.delivered"; facts: AuditFacts },
  act: (tx: Tx, order: OrderRecord) => Promise<IllegalTransition | null>,
): Moved => {
  authorize(ctx, "orders.manage");
  return ctx.transact(async (tx) => {
    const order = await lockOrder(tx, eq(orders.number, number));
    if (!order) throw new NotFound("order");
    const refusal = await act(tx, order);
    if (refusal) return refusal;
    await record(tx, ctx, { ...done, subject: { kind: "order", id: order.id, name: order.number } });
    return ok(null);
  });
};

/**
 * A paid order is being packed. Throws NotFound; refuses `ILLEGAL_TRANSITION` (with the state) from anywhere but `paid`.
 * @caller staff and admins (orders.manage)
 */
export const processOrder = async (ctx: Ctx, number: string, input: { note: string | null }): Moved =>
  onOrder(ctx, number, { action: "order.processing", facts: { note: input.note } }, (tx, order) =>
    moveOrder(tx, ctx, order, "process", { note: input.note }),
  );

/**
 * The order leaves the shop in one parcel with all its lines; the customer gets a mail with carrier and number. Throws
 * NotFound; refuses `ILLEGAL_TRANSITION` (with the state) from anywhere but `processing`.
 * @caller staff and admins (orders.manage)
 */
export const shipOrder = async (
  ctx: Ctx,
  number: string,
  input: { carrier: string; trackingNumber: string; note: string | null },
): Moved => {
  const { carrier, trackingNumber, note } = input;
  const shipped = { carrier, trackingNumber, note };
  return onOrder(ctx, number, { action: "order.shipped", facts: shipped }, async (tx, order) => {
    const refusal = await moveOrder(tx, ctx, order, "ship", { note: input.note, set: { shippedAt: justNow } });
    if (refusal) return refusal;
    const parcelId = newId(ctx.now);
    await tx.insert(parcels).values({
      id: parcelId,
      orderId: order.id,
      carrier: input.carrier,
      trackingNumber: input.trackingNumber,
      shippedAt: sql`now()`,
    });
    const lines = await linesOf(tx, order.id);
    await tx
      .insert(parcelLines)
      .values(lines.map((line) => ({ parcelId, orderLineId: line.orderLineId, quantity: line.quantity })));
    await emit(tx, ctx, "order.shipped", told(order));
    return null;
  });
};

/**
 * The order has arrived. Throws NotFound; refuses `ILLEGAL_TRANSITION` (with the state) from anywhere but `shipped`.
 * @caller staff and admins (orders.manage)
 */
export const deliverOrder = async (ctx: Ctx, number: string, input: { note: string | null }): Moved =>
  onOrder(ctx, number, { action: "order.delivered", facts: { note: input.note } }, async (tx, order) => {
    const refusal = await moveOrder(tx, ctx, order, "deliver", { note: input.note, set: { deliveredAt: justNow } });
    if (refusal) return refusal;
    await tx
      .update(parcels)
      .set({ deliveredAt: sql`now()` })
      .where(eq(parcels.orderId, order.id));
    await emit(tx, ctx, "order.delivered", told(order));
    return null;
  });
