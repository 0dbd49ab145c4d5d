import { sql } from "drizzle-orm";
import { newId } from "../_kernel/ids.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { findProvenEmail } from "../identity/index.ts";
import { claimReviews } from "../reviews/index.ts";

/**
 * The subscriber that gives guests' orders to the person who has proven their address (CHK-4): all of them, each once, with
 * an entry in its history, and what was reviewed by their links goes along. Returns how many.
 * @caller the event `user.verified`, inside its transaction
 */
export async function claimOrders(tx: Tx, ctx: Ctx, person: { userId: string; email: string }): Promise<number> {
  const { rows } = await tx.execute<{ id: string; state: string }>(sql`
    with guests as (
      select id from orders where user_id is null and email = ${person.email} order by id for no key update
    )
    update orders set user_id = ${person.userId} from guests where orders.id = guests.id and orders.user_id is null
    returning orders.id, orders.state`);
  for (const { id, state } of rows) {
    await tx.execute(sql`
      insert into order_history (id, order_id, actor_kind, actor_id, from_state, to_state, code)
      values (${newId(ctx.now)}, ${id}, 'user', ${person.userId}, ${state}, ${state}, 'claimed')`);
  }
  await claimReviews(tx, { userId: person.userId, orderIds: rows.map(({ id }) => id) });
  return rows.length;
}

/**
 * The subscriber that does the same whenever somebody with a proven address logs in, for what they ordered as a guest since.
 * @caller the event `user.logged_in`, inside its transaction
 */
export async function claimOnLogIn(tx: Tx, ctx: Ctx, { userId }: { userId: string }): Promise<number> {
  const email = await findProvenEmail(tx, userId);
  return email === null ? 0 : claimOrders(tx, ctx, { userId, email });
}
