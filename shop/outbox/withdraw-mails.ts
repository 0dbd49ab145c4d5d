import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { Tx } from "../_runtime/context.ts";
import { mails } from "../../db/schema/outbox.ts";
import type { MailKind } from "./model.ts";

/** Whose they are: an account's, or, without one, those to an address, which is named by the beginning of its SHA-256. */
export type Whose = { userId: string } | { addressId: string };

const isTheirs = (whose: Whose) =>
  "userId" in whose
    ? sql`${mails.data} ->> 'userId' = ${whose.userId}`
    : sql`${mails.data} ->> 'userId' is null
        and substring(sha256(convert_to(lower(${mails.recipient}), 'UTF8')) for 16) = uuid_send(${whose.addressId}::uuid)`;

/**
 * Takes back mails of a kind that wait for a person; one that is being sent at this moment goes, or is looked at again before
 * its next try. Returns how many.
 * @caller whoever unsubscribes a person, in the same transaction
 */
export async function withdrawMails(tx: Tx, whose: Whose & { kind: MailKind }): Promise<number> {
  const { rowCount } = await tx
    .update(mails)
    .set({ state: "withdrawn", claimedUntil: null })
    .where(
      and(
        isTheirs(whose),
        eq(mails.kind, whose.kind),
        eq(mails.state, "queued"),
        or(isNull(mails.claimedUntil), lt(mails.claimedUntil, sql`now()`)),
      ),
    );
  return rowCount ?? 0;
}
