import { and, eq, isNull } from "drizzle-orm";
import { ok, refuse, type Result } from "../_kernel/result.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { record } from "../audit/index.ts";
import type { AuditAction } from "../audit/model.ts";
import { parcels } from "../../db/schema/orders.ts";
import { followParcels } from "./follow-parcels.ts";
import { orderCan, type Handover, type OrderState } from "./model.ts";
import { moveOrder } from "./move-order.ts";
import { handOver, pack } from "./parcels.ts";
import { justNow, lockNumbered, standingOf, type IllegalTransition, type OrderRecord } from "./rows.ts";

type Moved = Promise<Result<null, IllegalTransition>>;

const onOrder = (
  ctx: Ctx,
  number: string,
  written: { action: AuditAction; facts: Record<string, string | null> },
  act: (tx: Tx, order: OrderRecord) => Promise<IllegalTransition | null>,
): Moved => {
  authorize(ctx, "orders.manage");
  return ctx.transact(async (tx) => {
    const order = await lockNumbered(tx, number);
    const refusal = await act(tx, order);
    if (refusal) return refusal;
    await record(tx, ctx, { ...written, subject: { kind: "order", id: order.id, name: order.number } });
    return ok(null);
  });
};

const illegal = (order: OrderRecord): IllegalTransition =>
  refuse("ILLEGAL_TRANSITION", { state: order.state as OrderState });

/**
 * A paid order is being packed. Throws NotFound; refuses `ILLEGAL_TRANSITION` (with the state) from anywhere but `paid`.
 * @caller staff and admins (orders.manage)
 */
export const processOrder = async (ctx: Ctx, number: string, input: { note: string | null }): Moved =>
  onOrder(ctx, number, { action: "order.processing", facts: { note: input.note } }, (tx, order) =>
    moveOrder(tx, ctx, order, "process", { note: input.note }),
  );

/**
 * Everything that has not left yet leaves: parcels that are packed, and in one more what is not packed yet, all with the
 * same carrier and number. Each parcel's customer gets a mail. Throws NotFound; refuses `ILLEGAL_TRANSITION` (with the state)
 * from anywhere but `processing`.
 * @caller staff and admins (orders.manage)
 */
export const shipOrder = async (ctx: Ctx, number: string, input: Handover & { note: string | null }): Moved =>
  onOrder(
    ctx,
    number,
    {
      action: "order.shipped",
      facts: { carrier: input.carrier, trackingNumber: input.trackingNumber, note: input.note },
    },
    async (tx, order) => {
      if (!orderCan.ship(standingOf(order))) return illegal(order);
      const packed = await pack(tx, ctx, order, null);
      if (!packed.ok && packed.code === "ILLEGAL_TRANSITION") return packed;
      const waiting = await tx
        .select({ id: parcels.id })
        .from(parcels)
        .where(and(eq(parcels.orderId, order.id), isNull(parcels.shippedAt)))
        .orderBy(parcels.position);
      const { carrier, trackingNumber } = input;
      for (const { id } of waiting) {
        const refusal = await handOver(tx, ctx, order, id, { carrier, trackingNumber });
        if (refusal) return refusal;
      }
      return (await followParcels(tx, ctx, order, input.note)) === order.state ? illegal(order) : null;
    },
  );

/**
 * The order has arrived, with all its parcels. Throws NotFound; refuses `ILLEGAL_TRANSITION` (with the state) from anywhere
 * but `shipped`.
 * @caller staff and admins (orders.manage)
 */
export const deliverOrder = async (ctx: Ctx, number: string, input: { note: string | null }): Moved =>
  onOrder(ctx, number, { action: "order.delivered", facts: { note: input.note } }, async (tx, order) => {
    if (!orderCan.deliver(standingOf(order))) return illegal(order);
    await tx
      .update(parcels)
      .set({ deliveredAt: justNow })
      .where(and(eq(parcels.orderId, order.id), isNull(parcels.deliveredAt)));
    return (await followParcels(tx, ctx, order, input.note)) === order.state ? illegal(order) : null;
  });
