import { sql, type SQL } from "drizzle-orm";
import type { Ctx } from "../_runtime/context.ts";
import { mails } from "../../db/schema/outbox.ts";
import { CLAIM, type Mail } from "./deliver-mail.ts";

/** In the words that the partial index knows. */
const waits = sql`state = 'queued' and bulk`;
const isDue = sql`next_attempt_at <= now() and (claimed_until is null or claimed_until < now())`;

/** Other workers take the same mails at the same moment; who finds nothing so often leaves the rest to them. */
const TRIES = 50;

/** Whose turn it was last in this process: wherever the turns begin, they come round. */
let served: string | null = null;

/**
 * Claims the next mail of a crowd. Crowds take turns, one mail each, so that five people who wait behind a hundred thousand have
 * theirs as soon as if the others were five; within a crowd whoever asked first is first.
 */
export async function claimNext(ctx: Ctx): Promise<Mail | undefined> {
  for (let tries = 0; tries < TRIES; tries++) {
    const crowd: string | null = (await nextCrowd(ctx, served)) ?? (served ? await nextCrowd(ctx, null) : null);
    if (crowd === null) return undefined;
    served = crowd;
    const mail = await claimOf(ctx, crowd);
    if (mail) return mail;
  }
  return undefined;
}

/** The first crowd after this one that has a mail which may go: one look into the index for each that has none. */
async function nextCrowd(ctx: Ctx, after: string | null): Promise<string | null> {
  const first = (from: SQL) =>
    sql`select m.crowd from mails m where m.state = 'queued' and m.bulk and ${from} order by m.crowd limit 1`;
  const { rows } = await ctx.db.execute<{ crowd: string }>(sql`
    with recursive crowds as (
      (${first(after === null ? sql`true` : sql`m.crowd > ${after}`)})
      union all
      select (${first(sql`m.crowd > c.crowd`)}) from crowds c where c.crowd is not null
    )
    select crowds.crowd from crowds cross join lateral (
      select from mails where ${waits} and mails.crowd = crowds.crowd and ${isDue} order by mails.crowd, place, id limit 1
    ) as due limit 1`);
  return rows[0]?.crowd ?? null;
}

async function claimOf(ctx: Ctx, crowd: string): Promise<Mail | undefined> {
  const next = sql`array(select id from mails where ${waits} and crowd = ${crowd} and ${isDue}
    order by crowd, place, id limit 1 for update skip locked)`;
  const [mail] = await ctx.db
    .update(mails)
    .set({ claimedUntil: CLAIM, attempts: sql`${mails.attempts} + 1` })
    .where(sql`${mails.id} = any(${next})`)
    .returning();
  return mail;
}
