import { sql } from "drizzle-orm";
import { newId } from "../_kernel/ids.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { activeAccounts } from "../identity/index.ts";
import { notifications } from "../../db/schema/notifications.ts";
import type { NotificationToWrite } from "./model.ts";
import { wants } from "./preferences.ts";

/**
 * Writes notifications in one statement, however many. Passed over are people whose account is deactivated or gone, those
 * who have switched the kind off in the shop, and whoever has one with the same `dedupeKey`. Returns how many were written.
 * @caller any module, inside its transaction
 */
export async function notify(tx: Tx, ctx: Ctx, given: readonly NotificationToWrite[]): Promise<number> {
  if (given.length === 0) return 0;
  const rows = given.map(({ userId, kind, data, dedupeKey }) => ({
    id: newId(ctx.now),
    user_id: userId,
    kind,
    data,
    dedupe_key: dedupeKey,
  }));
  const written = await tx.execute(sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as g (id uuid, user_id uuid, kind text, data jsonb, dedupe_key text)
    ), there as (${activeAccounts(sql`select user_id from given`)})
    insert into ${notifications} (id, user_id, kind, data, dedupe_key)
    select g.id, g.user_id, g.kind, g.data, g.dedupe_key
    from given g join there on there.id = g.user_id
    where ${wants(sql`g.user_id`, sql`g.kind`, "in_app")}
    on conflict (user_id, dedupe_key) do nothing`);
  return written.rowCount ?? 0;
}
