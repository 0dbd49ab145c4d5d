import { eq, sql } from "drizzle-orm";
import { NotFound } from "../_kernel/errors.ts";
import { money } from "../_kernel/money.ts";
import { ok, refuse, type Result } from "../_kernel/result.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { record } from "../audit/index.ts";
import { returnStock } from "../catalog/index.ts";
import { emit } from "../outbox/index.ts";
import {
  moneyStanding,
  readRefund,
  recordManualRefund,
  refundedParts,
  requestRefund,
  type RefundTooMuch,
} from "../payments/index.ts";
import { orderLines, orders, parcelLines, parcels } from "../../db/schema/orders.ts";
import { followParcels, reload } from "./follow-parcels.ts";
import { leftToPack, leftToReturn, orderCan, type Refundable, type RefundOrderInput } from "./model.ts";
import { moveOrder } from "./move-order.ts";
import type { NothingChosen, QuantityTooMuch } from "./parcels.ts";
import { followReviewRights } from "./review-rights.ts";
import {
  copiesOf,
  justNow,
  lockNumbered,
  standingOf,
  tellOf,
  told,
  type CopiesOfLine,
  type OrderRecord,
} from "./rows.ts";

export type RefundRefusal = RefundTooMuch | QuantityTooMuch | NothingChosen;

/** Of how many copies of a line this reason may speak. */
function allowed(reason: RefundOrderInput["reason"], line: CopiesOfLine, refunded: number): number {
  switch (reason) {
    case "cancelled":
      return leftToPack(line);
    case "returned":
    case "damaged":
      return leftToReturn(line);
    case "goodwill":
      return Math.max(0, line.quantity - refunded);
  }
}

type Chosen = RefundOrderInput["lines"][number] & { line: CopiesOfLine };

/** Lets copies go that were not sent, or takes back ones that were; those that are fit to be sold go back on the shelf. */
async function moveCopies(
  tx: Tx,
  ctx: Ctx,
  order: OrderRecord,
  reason: RefundOrderInput["reason"],
  chosen: readonly Chosen[],
): Promise<void> {
  if (reason === "goodwill" || chosen.length === 0) return;
  const column = reason === "cancelled" ? orderLines.cancelledQuantity : orderLines.returnedQuantity;
  for (const { lineId, quantity, restock } of chosen) {
    await tx
      .update(orderLines)
      .set({
        [reason === "cancelled" ? "cancelledQuantity" : "returnedQuantity"]: sql`${column} + ${quantity}`,
        ...(restock && { restockedQuantity: sql`${orderLines.restockedQuantity} + ${quantity}` }),
      })
      .where(eq(orderLines.id, lineId));
  }
  if (reason === "cancelled") await followReviewRights(tx, ctx, { orderId: order.id });
  await tellOf(tx, ctx, order, reason === "cancelled" ? "part_cancelled" : "returned");
}

/** An order of which nothing is left to send is over; one whose last open copies were cancelled may be shipped. */
async function follow(tx: Tx, ctx: Ctx, order: OrderRecord): Promise<void> {
  const lines = await copiesOf(tx, order.id);
  if (lines.some((line) => line.quantity > line.cancelled)) {
    await followParcels(tx, ctx, order);
    return;
  }
  const now = await reload(tx, order);
  if (!orderCan.cancel(standingOf(now))) return;
  const unsent = sql`(select id from ${parcels} where order_id = ${order.id})`;
  await tx.delete(parcelLines).where(sql`${parcelLines.parcelId} in ${unsent}`);
  await tx.delete(parcels).where(eq(parcels.orderId, order.id));
  await moveOrder(tx, ctx, now, "cancel", { set: { cancelReason: "admin", cancelledAt: justNow } });
  await emit(tx, ctx, "order.cancelled", { ...told(order), reason: "admin" });
}

/**
 * Gives money of an order back: copies of lines at the price they were sold at, delivery, and any amount besides (minor
 * units); copies that are cancelled or returned go back on the shelf or not, line by line. The gateway is asked after the
 * commit; money that went back by other means (`means`) counts at once (CHK-11). Sent again with the same `key` it answers with
 * the first refund. When nothing is left to send, the order is
 * cancelled. Throws NotFound; refuses `NOTHING_CHOSEN`; `QUANTITY_TOO_MUCH` with what is left of the line for this reason;
 * `REFUND_TOO_MUCH` with what is left to give back.
 * @caller staff and admins (orders.manage)
 */
export async function refundOrder(
  ctx: Ctx,
  number: string,
  input: RefundOrderInput,
): Promise<Result<{ refundId: string; amountMinor: number }, RefundRefusal>> {
  authorize(ctx, "orders.manage");
  return ctx.transact(async (tx) => {
    const order = await lockNumbered(tx, number);
    const before = input.key ? await readRefund(tx, input.key) : null;
    if (input.key && before?.orderId === order.id) return ok({ refundId: input.key, amountMinor: before.amountMinor });
    const copies = await copiesOf(tx, order.id);
    const refunded = await refundedParts(tx, order.id);
    const chosen: Chosen[] = [];
    for (const wanted of input.lines) {
      const line = copies.find(({ id }) => id === wanted.lineId);
      const left = line ? allowed(input.reason, line, refunded.quantities.get(line.id) ?? 0) : 0;
      const twice = chosen.some(({ lineId }) => lineId === wanted.lineId);
      if (!line || twice || wanted.quantity > left) return refuse("QUANTITY_TOO_MUCH", { lineId: wanted.lineId, left });
      chosen.push({ ...wanted, line });
    }
    const { shippingMinor, extraMinor, reason, note, means } = input;
    const lines = chosen.map(({ lineId, quantity, restock, line }) => ({
      orderLineId: lineId,
      quantity,
      amountMinor: line.unitPriceMinor * quantity,
      restocked: restock && reason !== "goodwill",
    }));
    const amountMinor = lines.reduce((sum, line) => sum + line.amountMinor, shippingMinor + extraMinor);
    if (amountMinor === 0) return refuse("NOTHING_CHOSEN");
    const { leftMinor } = await moneyStanding(tx, order.id);
    if (shippingMinor > order.shippingMinor - refunded.shippingMinor) return refuse("REFUND_TOO_MUCH", { leftMinor });

    const refundId = before === null && input.key ? { refundId: input.key } : {};
    const refund = { orderId: order.id, ...refundId, amountMinor, reason, lines, shippingMinor, note };
    const asked = means
      ? await recordManualRefund(tx, ctx, { ...refund, means })
      : await requestRefund(tx, ctx, refund);
    if (!asked.ok) return asked;
    if (!means) await tellOf(tx, ctx, order, "refund_requested", note);
    await moveCopies(tx, ctx, order, reason, chosen);
    await follow(tx, ctx, order);
    await record(tx, ctx, {
      action: "order.refunded",
      subject: { kind: "order", id: order.id, name: order.number },
      facts: { reason, note, amountMinor, currency: order.currency },
    });
    // last, so that the books are locked briefly
    const back = lines.filter((line) => line.restocked);
    if (back.length > 0) {
      await returnStock(
        tx,
        ctx,
        reason === "cancelled" ? "cancellation" : "return",
        back.map(({ orderLineId, quantity }) => ({
          orderLineId,
          quantity,
          bookId: copies.find(({ id }) => id === orderLineId)?.bookId ?? "",
        })),
      );
    }
    return ok({ refundId: asked.value.refundId, amountMinor });
  });
}

/**
 * What of an order may still be refunded. Throws NotFound.
 * @caller staff and admins (orders.read)
 */
export async function getRefundable(ctx: Ctx, number: string): Promise<Refundable> {
  authorize(ctx, "orders.read");
  const [order] = await ctx.db.select().from(orders).where(eq(orders.number, number));
  if (!order) throw new NotFound("order");
  return ctx.transact(async (tx) => {
    const copies = await copiesOf(tx, order.id);
    const refunded = await refundedParts(tx, order.id);
    const { leftMinor } = await moneyStanding(tx, order.id);
    const amount = (minor: number) => money(minor, order.currency);
    return {
      lines: copies.map((line) => ({
        lineId: line.id,
        title: line.title,
        unit: amount(line.unitPriceMinor),
        toCancel: leftToPack(line),
        toReturn: leftToReturn(line),
        left: Math.max(0, line.quantity - (refunded.quantities.get(line.id) ?? 0)),
      })),
      shipping: amount(Math.min(leftMinor, Math.max(0, order.shippingMinor - refunded.shippingMinor))),
      left: amount(leftMinor),
    };
  });
}
