import { sql } from "drizzle-orm";
import type { Ctx } from "../_runtime/context.ts";

const CHUNK = 20_000;

async function clear(ctx: Ctx, table: "import_keys" | "import_rows", importId: string): Promise<void> {
  const name = sql.raw(table);
  for (;;) {
    const { rowCount } = await ctx.db.execute(sql`
      delete from ${name} where ctid = any(array(
        select ctid from ${name} where import_id = ${importId} limit ${CHUNK}))`);
    if ((rowCount ?? 0) < CHUNK) return;
  }
}

/** Forgets what a dry run found, some at a time. @caller the worker, before it plans anew */
export async function clearFile(ctx: Ctx, importId: string): Promise<void> {
  await clear(ctx, "import_rows", importId);
  await clear(ctx, "import_keys", importId);
}

/** Which rows spoke of what is of no use any more. @caller the worker, when a file is done */
export const clearKeys = (ctx: Ctx, importId: string): Promise<void> => clear(ctx, "import_keys", importId);
