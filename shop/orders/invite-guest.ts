import { sql } from "drizzle-orm";
import { hashToken } from "../_kernel/tokens.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { hasAccount } from "../identity/index.ts";
import { queueMail } from "../outbox/index.ts";

/**
 * The subscriber that invites a guest to have an account, when an order has arrived: once an address, ever, and nobody who
 * has one (CHK-4).
 * @caller the event `order.delivered`, inside its transaction
 */
export async function inviteGuest(
  tx: Tx,
  ctx: Ctx,
  order: { orderId: string; email: string; locale: string },
): Promise<void> {
  const { rows } = await tx.execute(sql`select 1 from orders where id = ${order.orderId} and user_id is null`);
  if (rows.length === 0 || (await hasAccount(tx, order.email))) return;
  await queueMail(tx, ctx, {
    kind: "invitation",
    to: order.email,
    locale: order.locale,
    data: { forOrderId: order.orderId },
    dedupeKey: `invitation:${hashToken(order.email.toLowerCase())}`,
  });
}
