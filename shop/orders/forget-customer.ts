import { and, asc, eq, inArray, or, sql, type SQL } from "drizzle-orm";
import { newId } from "../_kernel/ids.ts";
import { authorizeJob } from "../_runtime/authorize.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { forgetMails, signal } from "../outbox/index.ts";
import { orderHistory, orders } from "../../db/schema/orders.ts";
import { over } from "./personal-orders.ts";

/** What an account leaves: its own orders, and those placed as a guest with the address that it has proven. */
const ordersOf = (person: { userId: string; email: string | null }): SQL | undefined =>
  or(
    eq(orders.userId, person.userId),
    person.email === null ? undefined : and(sql`${orders.userId} is null`, eq(orders.email, person.email)),
  );

/**
 * The subscriber that lets go of the orders of an account that is deleted (IDN-8): they stay in the books without their
 * person. Those that are over lose address, e-mail and mails at once; those under way keep them until they have arrived
 * (`forgetCustomers`). Returns how many there are.
 * @caller the event `user.deleted`, inside its transaction
 */
export async function letGoOfOrders(
  tx: Tx,
  ctx: Ctx,
  person: { userId: string; email: string | null },
): Promise<number> {
  const held = await tx
    .select({ id: orders.id, state: orders.state, over: sql<boolean>`${over}` })
    .from(orders)
    .where(ordersOf(person))
    .orderBy(asc(orders.id))
    .for("no key update");
  if (held.length === 0) return 0;
  const ids = held.map(({ id }) => id);
  await tx.update(orders).set({ userId: null }).where(inArray(orders.id, ids));
  await tx
    .update(orderHistory)
    .set({ actorKind: "guest", actorId: null, actorName: null })
    .where(and(inArray(orderHistory.orderId, ids), eq(orderHistory.actorId, person.userId)));
  await tx.insert(orderHistory).values(
    held.map(({ id, state }) => ({
      id: newId(ctx.now),
      orderId: id,
      actorKind: "guest",
      from: state,
      to: state,
      code: "account_deleted",
    })),
  );
  await anonymise(
    tx,
    ctx,
    held.filter((order) => order.over).map(({ id }) => id),
  );
  return held.length;
}

/**
 * Anonymises orders of deleted accounts that are over by now. Returns how many.
 * @caller the worker's schedule `forget-customers`
 */
export async function forgetCustomers(ctx: Ctx): Promise<number> {
  authorizeJob(ctx);
  return ctx.transact(async (tx) => {
    const due = await tx
      .select({ id: orders.id })
      .from(orders)
      .where(
        and(
          over,
          sql`${orders.userId} is null and ${orders.email} not like '%@deleted.invalid'`,
          sql`exists (select 1 from order_history h where h.order_id = "orders"."id" and h.code = 'account_deleted')`,
        ),
      )
      .orderBy(asc(orders.id))
      .limit(500)
      .for("no key update");
    await anonymise(
      tx,
      ctx,
      due.map(({ id }) => id),
    );
    return due.length;
  });
}

/** Country and amounts stay, for the books; who it was and where it went does not. */
async function anonymise(tx: Tx, ctx: Ctx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(orders)
    .set({
      email: sql`${orders.id} || '@deleted.invalid'`,
      shipTo: sql`${orders.shipTo} || '{"name": "", "line1": "", "line2": null, "postcode": "", "city": ""}'::jsonb`,
    })
    .where(inArray(orders.id, [...ids]));
  await tx.execute(sql`
    update order_links set revoked_at = now() where revoked_at is null and order_id in ${[...ids]}`);
  await forgetMails(tx, { orderIds: ids });
  await signal(tx, ctx, "orders.forgotten", { orderIds: ids });
}
