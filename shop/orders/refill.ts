import { eq } from "drizzle-orm";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import type { Ctx } from "../_runtime/context.ts";
import { refillCart } from "../cart/index.ts";
import { orderLines, orders } from "../../db/schema/orders.ts";
import { orderCan, type OrderState } from "./model.ts";
import { standingOf, type IllegalTransition } from "./move-order.ts";
import { findTrackedOrderId } from "./tracking.ts";

/**
 * Puts the books of a cancelled order back into a cart (CHK-7), as far as they can be had; answers with the cart's token and
 * the books that are missing. Refuses `NOT_FOUND` for a link that opens nothing, `ILLEGAL_TRANSITION` while the order lives.
 * @caller whoever holds the order's link
 */
export async function refillFromOrder(
  ctx: Ctx,
  token: string,
  cartToken: string | null,
): Promise<
  Result<
    { cartToken: string | null; missing: { bookId: string; quantity: number }[] },
    Refusal<"NOT_FOUND"> | IllegalTransition
  >
> {
  const orderId = await findTrackedOrderId(ctx, token);
  const [order] = orderId ? await ctx.db.select().from(orders).where(eq(orders.id, orderId)) : [];
  if (!order) return refuse("NOT_FOUND");
  if (!orderCan.refill(standingOf(order))) return refuse("ILLEGAL_TRANSITION", { state: order.state as OrderState });
  const lines = await ctx.db
    .select({ bookId: orderLines.bookId, quantity: orderLines.quantity })
    .from(orderLines)
    .where(eq(orderLines.orderId, order.id))
    .orderBy(orderLines.position);
  const { token: kept, missing } = await refillCart(ctx, cartToken, lines);
  return ok({ cartToken: kept, missing });
}
