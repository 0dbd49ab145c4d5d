import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { Tx } from "../_runtime/context.ts";
import { mails } from "../../db/schema/outbox.ts";
import type { MailKind } from "./model.ts";

/**
 * Takes back mails of a kind that wait for a person; one that is being sent at this moment goes, or is looked at again before
 * its next try. Returns how many.
 * @caller whoever unsubscribes a person, in the same transaction
 */
export async function withdrawMails(tx: Tx, whose: { userId: string; kind: MailKind }): Promise<number> {
  const { rowCount } = await tx
    .update(mails)
    .set({ state: "withdrawn", claimedUntil: null })
    .where(
      and(
        sql`${mails.data} ->> 'userId' = ${whose.userId}`,
        eq(mails.kind, whose.kind),
        eq(mails.state, "queued"),
        or(isNull(mails.claimedUntil), lt(mails.claimedUntil, sql`now()`)),
      ),
    );
  return rowCount ?? 0;
}
