import { eq } from "drizzle-orm";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { emit } from "../outbox/index.ts";
import { orders } from "../../db/schema/orders.ts";
import { orderCan, type OrderState } from "./model.ts";
import { moveOrder } from "./move-order.ts";
import { copiesOf, justNow, standingOf, told, type OrderRecord } from "./rows.ts";

/**
 * An order's shipped and delivered follow from its parcels (CHK-13): shipped when every copy that was not cancelled has left,
 * delivered when every one has arrived. Returns the state it stands in now.
 * @caller what changes parcels or copies, with the order locked
 */
export async function followParcels(
  tx: Tx,
  ctx: Ctx,
  order: OrderRecord,
  note: string | null = null,
): Promise<OrderState> {
  let now = order;
  const lines = await copiesOf(tx, order.id);
  const all = (copies: "shipped" | "delivered") =>
    lines.every((line) => line[copies] === line.quantity - line.cancelled);
  const some = lines.some((line) => line.shipped > 0);
  if (some && all("shipped") && orderCan.ship(standingOf(now))) {
    await moveOrder(tx, ctx, now, "ship", { note, set: { shippedAt: justNow } });
    await emit(tx, ctx, "order.shipped", told(order));
    now = { ...now, state: "shipped" };
  }
  if (some && all("delivered") && orderCan.deliver(standingOf(now))) {
    await moveOrder(tx, ctx, now, "deliver", { note: now === order ? note : null, set: { deliveredAt: justNow } });
    await emit(tx, ctx, "order.delivered", told(order));
    now = { ...now, state: "delivered" };
  }
  return now.state as OrderState;
}

/** Its state as it is in the database now. @caller what moved it, with the order locked */
export async function reload(tx: Tx, order: OrderRecord): Promise<OrderRecord> {
  const [fresh] = await tx.select().from(orders).where(eq(orders.id, order.id));
  return fresh ?? order;
}
