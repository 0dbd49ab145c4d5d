import { sql } from "drizzle-orm";
import type { Ctx } from "../_runtime/context.ts";

/**
 * Lets the database count anew what the catalogue holds, so that it plans its queries for the books that there are: its own look
 * comes within a minute of a great change, and until then a page of a shop that was small may take seconds. Takes samples, some tenths of
 * a second however many books there are; nobody waits for it. Outside of a transaction.
 * @see https://www.postgresql.org/docs/18/sql-analyze.html
 * @caller imports
 */
export async function refreshStatistics(ctx: Ctx): Promise<void> {
  await ctx.db.execute(
    sql`analyze works, books, contributors, book_contributors, book_genres, stock_movements, search_documents`,
  );
}
