import { sql } from "drizzle-orm";
import { authorizeJob } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { clearKeys } from "./clear-file.ts";

/** Days that a file is kept after the last thing was done with it. */
const KEPT_DAYS = 60;

/** Imports that wait for a worker while none has them: its worker died, or its job was lost. @caller the job */
export async function findWaitingImports(ctx: Ctx): Promise<string[]> {
  authorizeJob(ctx);
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    select id from imports
    where state in ('mapped', 'planning', 'committing', 'undoing') and (claimed_until is null or claimed_until < now())
    order by created_at limit 20`);
  return rows.map(({ id }) => id);
}

/**
 * Removes the files of imports with which nothing was done for a long time, what was kept to read them, and files that no
 * import speaks of. What the imports did stays on record, and can be undone. @caller the job
 */
export async function removeOldFiles(ctx: Ctx): Promise<number> {
  authorizeJob(ctx);
  const { rows } = await ctx.db.execute<{ id: string; fileKey: string }>(sql`
    select id, file_key as "fileKey" from imports
    where file_key is not null and changed_at < now() - make_interval(days => ${KEPT_DAYS})
      and state not in ('mapped', 'planning', 'committing', 'undoing') limit 500`);
  for (const { id, fileKey } of rows) {
    await ctx.shop.files.remove(fileKey);
    await clearKeys(ctx, id);
    await ctx.db.execute(sql`
      update imports set file_key = null, state = case when state in ('uploaded', 'planned') then 'cancelled' else state end
      where id = ${id}`);
  }
  let orphans = 0;
  const dayAgo = ctx.now.getTime() - 86_400_000;
  for await (const { key, changedAt } of ctx.shop.files.list("imports/")) {
    if (changedAt.getTime() > dayAgo) continue;
    const { rows: known } = await ctx.db.execute(sql`select 1 from imports where file_key = ${key}`);
    if (known.length > 0) continue;
    await ctx.shop.files.remove(key);
    orphans++;
  }
  return rows.length + orphans;
}
