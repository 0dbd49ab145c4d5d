import { newId } from "../_kernel/ids.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { record } from "../audit/index.ts";
import { orderNotes } from "../../db/schema/orders.ts";
import { lockNumbered } from "./rows.ts";

/**
 * Notes something about an order that only the desk may read. Throws NotFound.
 * @caller staff and admins (orders.manage)
 */
export async function addOrderNote(ctx: Ctx, number: string, input: { text: string }): Promise<void> {
  authorize(ctx, "orders.manage");
  await ctx.transact(async (tx) => {
    const order = await lockNumbered(tx, number);
    const { actor } = ctx;
    await tx.insert(orderNotes).values({
      id: newId(ctx.now),
      orderId: order.id,
      text: input.text,
      authorId: actor.kind === "user" ? actor.id : null,
      authorName: actor.kind === "user" ? actor.name : "",
    });
    await record(tx, ctx, { action: "order.noted", subject: { kind: "order", id: order.id, name: order.number } });
  });
}
