import { sql } from "drizzle-orm";
import { newId } from "../_kernel/ids.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import type { MailContent } from "./model.ts";

export type QueuedMail = MailContent & {
  to: string;
  locale: string;
  dedupeKey: string;
  /** What those of one crowd have in common (a UUID): crowds take turns. */
  crowd: string;
  /** Where it stands in its crowd (a UUID): the smallest goes first. */
  place: string;
};

/**
 * Puts many mails into the outbox in one statement, in the caller's transaction, with one job for all of them. Those whose
 * `dedupeKey` some mail bears already add nothing. Returns how many were added.
 * @caller jobs that write to very many people, a batch at a time
 */
export async function queueMails(tx: Tx, ctx: Ctx, given: readonly QueuedMail[]): Promise<number> {
  if (given.length === 0) return 0;
  const rows = JSON.stringify(
    given.map(({ kind, to, locale, data, dedupeKey, crowd, place }) => ({
      id: newId(ctx.now),
      kind,
      recipient: to,
      locale,
      data,
      dedupe_key: dedupeKey,
      crowd,
      place,
    })),
  );
  const { rowCount } = await tx.execute(sql`
    insert into mails (id, kind, recipient, locale, data, dedupe_key, bulk, crowd, place)
    select id, kind, recipient, locale, data, dedupe_key, true, crowd, place
    from jsonb_to_recordset(${rows}::jsonb)
      as g(id uuid, kind text, recipient text, locale text, data jsonb, dedupe_key text, crowd uuid, place uuid)
    on conflict (dedupe_key) do nothing`);
  if (rowCount) await ctx.shop.jobs.send(tx, "send-bulk-mails", {});
  return rowCount ?? 0;
}
