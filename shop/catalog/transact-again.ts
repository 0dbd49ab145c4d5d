import { sql } from "drizzle-orm";
import type { Ctx, Tx } from "../_runtime/context.ts";

const TRIES = 8;
/** Arbitrary but fixed. */
const AGAIN = 20_807;

const races = new Set([
  "books_isbn13_key",
  "books_slug_key",
  "contributors_slug_key",
  "contributors_name_key",
  "genres_slug_key",
  "slug_redirects_lead_on",
]);

/** The constraint that a driver's unique violation names, also where drizzle wrapped it. */
function violated(error: unknown): string | null {
  for (let e = error; e instanceof Error; e = e.cause) {
    if ("code" in e && e.code === "23505" && "constraint" in e) return String(e.constraint);
  }
  return null;
}

/**
 * A transaction that plans and then writes. Where another wrote the same slug, name or ISBN in between, it begins again with
 * what is there now: the next plan takes the next slug, or says whose the ISBN is. Those who begin again do so one by one.
 * @caller commands of the catalogue, the import's commit
 */
export async function transactAgain<T>(ctx: Ctx, fn: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ctx.transact(async (tx) => {
        if (attempt > 1) await tx.execute(sql`select pg_advisory_xact_lock(${AGAIN})`);
        return fn(tx);
      });
    } catch (error) {
      const constraint = violated(error);
      if (attempt === TRIES || constraint === null || !races.has(constraint)) throw error;
    }
  }
}
