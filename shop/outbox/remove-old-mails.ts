import { sql } from "drizzle-orm";
import { authorizeJob } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { events, mailbox } from "../../db/schema/outbox.ts";

/**
 * Forgets what mails said, where they were kept here, after 90 days, and what happened, after 180; that a mail was sent stays.
 * Returns how many of each.
 * @caller the worker's schedule `remove-old-mails`
 */
export async function removeOldMails(ctx: Ctx): Promise<{ bodies: number; events: number }> {
  authorizeJob(ctx);
  const bodies = await ctx.db.delete(mailbox).where(sql`${mailbox.receivedAt} < now() - interval '90 days'`);
  const told = await ctx.db.delete(events).where(sql`${events.createdAt} < now() - interval '180 days'`);
  return { bodies: bodies.rowCount ?? 0, events: told.rowCount ?? 0 };
}
