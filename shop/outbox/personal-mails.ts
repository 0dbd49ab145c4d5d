import { inArray, or, sql, type SQL } from "drizzle-orm";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { ownId } from "../_runtime/authorize.ts";
import { events, mailbox, mails } from "../../db/schema/outbox.ts";
import type { MailKind } from "./model.ts";

/** Whose mails: those about an account, and those about orders. */
export interface MailsAbout {
  userId?: string;
  orderIds: readonly string[];
}

const about = ({ userId, orderIds }: MailsAbout): SQL | undefined =>
  or(
    userId === undefined ? undefined : sql`${mails.data} ->> 'userId' = ${userId}`,
    orderIds.length === 0 ? undefined : inArray(sql`${mails.data} ->> 'orderId'`, [...orderIds]),
    orderIds.length === 0 ? undefined : inArray(sql`${mails.data} ->> 'forOrderId'`, [...orderIds]),
  );

/** Mails the shop wrote to the person who asks, about the account and these orders, oldest first. */
export async function listPersonalMails(
  ctx: Ctx,
  orderIds: readonly string[],
): Promise<{ kind: MailKind; to: string; createdAt: Date; sentAt: Date | null }[]> {
  const rows = await ctx.db
    .select({ kind: mails.kind, to: mails.recipient, createdAt: mails.createdAt, sentAt: mails.sentAt })
    .from(mails)
    .where(about({ userId: ownId(ctx), orderIds }))
    .orderBy(mails.createdAt, mails.id);
  return rows.map((row) => ({ ...row, kind: row.kind as MailKind }));
}

/**
 * Forgets to whom mails went: their texts are deleted, recipients and addresses in events blotted out; that they were sent
 * stays. Those that still wait are not sent any more.
 * @caller orders and privacy, when somebody's data is deleted
 */
export async function forgetMails(tx: Tx, whose: MailsAbout): Promise<void> {
  if (whose.userId === undefined && whose.orderIds.length === 0) return;
  const gone = await tx
    .update(mails)
    .set({
      recipient: sql`${mails.id} || '@deleted.invalid'`,
      lastError: null,
      claimedUntil: null,
      dedupeKey: sql`case when ${mails.kind} = 'invitation' then null else ${mails.dedupeKey} end`,
      state: sql`case when ${mails.state} = 'queued' then 'withdrawn' else ${mails.state} end`,
    })
    .where(about(whose))
    .returning({ id: mails.id });
  const ids = gone.map(({ id }) => id);
  if (ids.length > 0) await tx.delete(mailbox).where(inArray(mailbox.mailId, ids));
  await tx
    .update(events)
    .set({ payload: sql`${events.payload} - 'email'` })
    .where(
      or(
        whose.userId === undefined ? undefined : sql`${events.payload} ->> 'userId' = ${whose.userId}`,
        whose.orderIds.length === 0 ? undefined : inArray(sql`${events.payload} ->> 'orderId'`, [...whose.orderIds]),
      ),
    );
}

/**
 * The subscriber that forgets the mails about an account.
 * @caller the event `user.deleted`, inside its transaction
 */
export const forgetAccountMails = (tx: Tx, _ctx: Ctx, { userId }: { userId: string }): Promise<void> =>
  forgetMails(tx, { userId, orderIds: [] });
