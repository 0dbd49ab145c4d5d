import { sql } from "drizzle-orm";
import { authorizeJob } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { notifications } from "../../db/schema/notifications.ts";

/**
 * Forgets notifications 90 days after they were read, and a year after they were written. Returns how many.
 * @caller the worker's schedule `remove-old-notifications`
 */
export async function removeOldNotifications(ctx: Ctx): Promise<number> {
  authorizeJob(ctx);
  const gone = await ctx.db
    .delete(notifications)
    .where(
      sql`${notifications.createdAt} < now() - interval '1 year' or ${notifications.readAt} < now() - interval '90 days'`,
    );
  return gone.rowCount ?? 0;
}
