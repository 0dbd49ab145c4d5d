import { sql } from "drizzle-orm";
import { isId } from "../_kernel/ids.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { imports } from "../../db/schema/import.ts";
import { isWorking, type ImportState } from "./model.ts";
import { transactAgain } from "../catalog/index.ts";
import type { StoredImport } from "./stored.ts";

/** Somebody stopped the import, or another worker has taken it over. */
export class Lost extends Error {
  constructor() {
    super("the import is not this worker's any more");
    this.name = "Lost";
  }
}

/** Claims an import that waits for a worker; null where none is waiting, or another has it. */
export async function takeUp(ctx: Ctx, importId: string, claim: string, seconds: number): Promise<StoredImport | null> {
  if (!isId(importId)) return null;
  const [row] = await ctx.db
    .update(imports)
    .set({
      claim,
      claimedUntil: sql`now() + make_interval(secs => ${seconds})`,
      tries: sql`${imports.tries} + 1`,
      runAt: sql`now()`,
      runFrom: sql`case ${imports.phase}
        when 'plan' then coalesce((select sum(n::int) from jsonb_each_text(${imports.planned}) as c(k, n)), 0)
        when 'commit' then coalesce((select sum(n::int) from jsonb_each_text(${imports.committed}) as c(k, n)), 0)
        else coalesce((select sum(n::int) from jsonb_each_text(${imports.undone}) as c(k, n)), 0) end`,
    })
    .where(
      sql`${imports.id} = ${importId} and ${imports.state} in ('mapped', 'planning', 'committing', 'undoing')
        and (${imports.claimedUntil} is null or ${imports.claimedUntil} < now())`,
    )
    .returning();
  return row ?? null;
}

/**
 * One batch of a claimed import, in a transaction that holds it: `now` is the transaction's time. Throws Lost where the claim
 * is another's by now, or somebody stopped the import: then nothing of the batch is written.
 */
export function withClaim<T>(
  ctx: Ctx,
  importId: string,
  claim: string,
  seconds: number,
  batch: (tx: Tx, row: StoredImport, now: Date) => Promise<T>,
): Promise<T> {
  return transactAgain(ctx, async (tx) => {
    // set by set each statement is short; together they hold their transaction longer than a page would
    await tx.execute(sql`set local idle_in_transaction_session_timeout = '60s'`);
    const [found] = await tx
      .select({ row: imports, now: sql<string>`now()::text` })
      .from(imports)
      .where(sql`${imports.id} = ${importId} and ${imports.claim} = ${claim}`)
      .for("update");
    if (!found || !isWorking(found.row.state as ImportState)) throw new Lost();
    await tx
      .update(imports)
      .set({ claimedUntil: sql`clock_timestamp() + make_interval(secs => ${seconds})`, tries: 0 })
      .where(sql`${imports.id} = ${importId}`);
    return batch(tx, found.row, new Date(found.now));
  });
}

/** What a batch changes of lists is owed, not sent with every batch; each changed book is named at once (see the triggers). */
export const gather = (tx: Tx) => tx.execute(sql`select set_config('octavo.gather', 'on', true)`);

/** What the batch owes: the database announces it when it is time, see `imports_announce`. */
export const owed = sql<boolean>`${imports.listsOwed} or current_setting('octavo.gather', true) = 'owed'`;
