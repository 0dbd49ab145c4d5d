import { sql } from "drizzle-orm";
import { authorizeJob } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { idempotencyKeys } from "../../db/schema/checkout.ts";

/**
 * Forgets the keys of calls that nobody repeats any more, after a week. Returns how many.
 * @caller the worker's schedule `remove-old-keys`
 */
export async function removeOldKeys(ctx: Ctx): Promise<number> {
  authorizeJob(ctx);
  const gone = await ctx.db
    .delete(idempotencyKeys)
    .where(sql`${idempotencyKeys.createdAt} < now() - interval '7 days'`);
  return gone.rowCount ?? 0;
}
