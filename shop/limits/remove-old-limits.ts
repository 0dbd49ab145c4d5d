import { lt, sql } from "drizzle-orm";
import type { Ctx } from "../_runtime/context.ts";
import { rateLimits } from "../../db/schema/limits.ts";

/**
 * Removes counters whose time was over an hour ago. Returns how many.
 * @caller the worker's schedule `remove-old-limits`
 */
export async function removeOldLimits(ctx: Ctx): Promise<number> {
  const gone = await ctx.db
    .delete(rateLimits)
    .where(lt(rateLimits.expire, sql`(extract(epoch from now() - interval '1 hour') * 1000)::bigint`));
  return gone.rowCount ?? 0;
}
