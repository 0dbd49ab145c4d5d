import { eq, sql, type SQL } from "drizzle-orm";
import { ok, type Result } from "../_kernel/result.ts";
import { ownId } from "../_runtime/authorize.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { activeAccounts } from "../identity/index.ts";
import { notificationPreferences } from "../../db/schema/notifications.ts";
import { everyChoice, type Channel, type ChoiceOn, type Preference } from "./model.ts";

/**
 * The condition, for a set-based statement of another module, that the person has not switched this kind off on this channel.
 * It does not ask whether the account is active.
 */
export const wants = (userId: SQL, kind: SQL, channel: Channel): SQL => sql`
  not exists (
    select 1 from ${notificationPreferences} as chosen
    where chosen.user_id = ${userId} and chosen.kind = ${kind} and chosen.channel = ${channel} and not chosen.wanted)`;

/**
 * Which of these people want this kind on this channel: not switched off, and the account is active. One statement, however
 * many are asked about.
 * @caller any module, inside its transaction
 */
export async function wanting<C extends Channel>(
  tx: Tx,
  kind: ChoiceOn<C>,
  channel: C,
  userIds: readonly string[],
): Promise<Set<string>> {
  if (userIds.length === 0) return new Set();
  const { rows } = await tx.execute<{ id: string }>(sql`
    with there as (${activeAccounts(sql`select value::uuid from jsonb_array_elements_text(${JSON.stringify(userIds)}::jsonb)`)})
    select there.id from there where ${wants(sql`there.id`, sql`${kind}`, channel)}`);
  return new Set(rows.map(({ id }) => id));
}

/** Everything the person may switch off, with what is chosen; what was never chosen is wanted. */
export async function listPreferences(ctx: Ctx): Promise<Preference[]> {
  const chosen = await ctx.db
    .select()
    .from(notificationPreferences)
    .where(eq(notificationPreferences.userId, ownId(ctx)));
  return everyChoice.map(({ kind, channel }) => ({
    kind,
    channel,
    wanted: chosen.find((row) => row.kind === kind && row.channel === channel)?.wanted ?? true,
  }));
}

/**
 * Keeps what the person wants from now on; choices that are not named stay.
 * @caller the person
 */
export async function savePreferences(ctx: Ctx, input: readonly Preference[]): Promise<Result<null, never>> {
  const userId = ownId(ctx);
  await ctx.transact((tx) => choose(tx, userId, input));
  return ok(null);
}

/**
 * Switches one kind off on one channel for somebody who said so without logging in.
 * @caller the module that holds the link in the mail, inside its transaction
 */
export const switchOff = <C extends Channel>(tx: Tx, userId: string, kind: ChoiceOn<C>, channel: C): Promise<void> =>
  choose(tx, userId, [{ kind, channel, wanted: false }]);

/**
 * Switches it on again, for somebody who came by the link in a mail.
 * @caller the module that holds the link, inside its transaction
 */
export const switchOn = <C extends Channel>(tx: Tx, userId: string, kind: ChoiceOn<C>, channel: C): Promise<void> =>
  choose(tx, userId, [{ kind, channel, wanted: true }]);

async function choose(tx: Tx, userId: string, input: readonly Preference[]): Promise<void> {
  if (input.length === 0) return;
  await tx
    .insert(notificationPreferences)
    .values(input.map((choice) => ({ userId, ...choice })))
    .onConflictDoUpdate({
      target: [notificationPreferences.userId, notificationPreferences.kind, notificationPreferences.channel],
      set: { wanted: sql`excluded.wanted`, chosenAt: sql`now()` },
    });
}
