import { sql } from "drizzle-orm";
import { authorizeJob } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";

/**
 * Removes what can open nothing any more: links a week after their end, sessions and token families a month after theirs
 * with their tokens, and tokens that were exchanged a month ago. Returns how many rows went.
 * @caller the worker's schedule `remove-old-logins`
 */
export async function removeOldLogIns(
  ctx: Ctx,
): Promise<{ links: number; sessions: number; families: number; tokens: number }> {
  authorizeJob(ctx);
  const gone = async (query: ReturnType<typeof sql>) => (await ctx.db.execute(query)).rowCount ?? 0;
  return {
    links: await gone(sql`delete from mailed_links where expires_at < now() - interval '7 days'`),
    sessions: await gone(
      sql`delete from sessions where least(expires_at, coalesce(revoked_at, expires_at)) < now() - interval '30 days'`,
    ),
    families: await gone(
      sql`delete from refresh_families where least(expires_at, coalesce(revoked_at, expires_at)) < now() - interval '30 days'`,
    ),
    // longer than any token lives: a replay of an older one is refused as unknown
    tokens: await gone(sql`delete from refresh_tokens where used_at < now() - interval '31 days'`),
  };
}
