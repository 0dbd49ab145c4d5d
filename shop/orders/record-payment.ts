import { money } from "../_kernel/money.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { record } from "../audit/index.ts";
import { recordManualPayment } from "../payments/index.ts";
import type { ManualInput } from "../payments/model.ts";
import { orderCan } from "./model.ts";
import { lockNumbered, standingOf } from "./rows.ts";

/**
 * Writes down that an order was paid without the gateway (CHK-11): it is paid, or revived if it had expired and its books can
 * be had; else the money waits to be sent back. Sent again with the same `key` it is the same money. Throws NotFound; refuses `AMOUNT_DIFFERS` with the order's total (minor units) for any other amount,
 * `ORDER_NOT_PAYABLE` for one that waits for no money.
 * @caller staff and admins (orders.manage)
 */
export async function recordOrderPayment(
  ctx: Ctx,
  number: string,
  input: ManualInput & { amountMinor: number; key?: string | undefined },
): Promise<Result<null, Refusal<"ORDER_NOT_PAYABLE"> | (Refusal<"AMOUNT_DIFFERS"> & { totalMinor: number })>> {
  authorize(ctx, "orders.manage");
  return ctx.transact(async (tx) => {
    const order = await lockNumbered(tx, number);
    const standing = standingOf(order);
    if (!orderCan.pay(standing) && !orderCan.revive(standing)) return refuse("ORDER_NOT_PAYABLE");
    if (input.amountMinor !== order.totalMinor) return refuse("AMOUNT_DIFFERS", { totalMinor: order.totalMinor });
    const { means, note, key } = input;
    const { written } = await recordManualPayment(tx, ctx, {
      orderId: order.id,
      amount: money(order.totalMinor, order.currency),
      means,
      note,
      paymentId: key,
    });
    if (!written) return ok(null);
    await record(tx, ctx, {
      action: "order.paid_by_hand",
      subject: { kind: "order", id: order.id, name: order.number },
      facts: { reason: means, note, amountMinor: order.totalMinor, currency: order.currency },
    });
    return ok(null);
  });
}
