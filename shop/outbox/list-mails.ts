import { and, count, desc, eq, ilike, or, sql, type SQL } from "drizzle-orm";
import { isId } from "../_kernel/ids.ts";
import { NotFound } from "../_kernel/errors.ts";
import { pageOf, type Page } from "../_kernel/pagination.ts";
import type { Ctx } from "../_runtime/context.ts";
import { authorize } from "../_runtime/authorize.ts";
import { mailbox, mails } from "../../db/schema/outbox.ts";
import {
  MAILS_PER_PAGE,
  type MailDetails,
  type MailFilter,
  type MailKind,
  type MailRow,
  type MailState,
} from "./model.ts";

const row = {
  id: mails.id,
  kind: mails.kind,
  recipient: mails.recipient,
  locale: mails.locale,
  state: mails.state,
  attempts: mails.attempts,
  lastError: mails.lastError,
  provider: mails.provider,
  createdAt: mails.createdAt,
  nextAttemptAt: mails.nextAttemptAt,
  sentAt: mails.sentAt,
  subject: mailbox.subject,
};
const typed = <T extends { kind: string; state: string }>(r: T) => ({
  ...r,
  kind: r.kind as MailKind,
  state: r.state as MailState,
});

/** The outbox, newest first; text looks at recipients and subjects. */
export async function listMails(ctx: Ctx, filter: MailFilter): Promise<Page<MailRow>> {
  authorize(ctx, "mail.read");
  const wanted: (SQL | undefined)[] = [];
  if (filter.state) wanted.push(eq(mails.state, filter.state));
  if (filter.orderId) wanted.push(sql`${mails.data} ->> 'orderId' = ${filter.orderId}`);
  if (filter.text) {
    const pattern = `%${filter.text.replace(/[\\%_]/g, "\\$&")}%`;
    wanted.push(or(ilike(mails.recipient, pattern), ilike(mailbox.subject, pattern)));
  }
  const where = and(...wanted);
  const from = () => ctx.db.select(row).from(mails).leftJoin(mailbox, eq(mailbox.mailId, mails.id)).where(where);
  const [items, [total]] = await Promise.all([
    from()
      .orderBy(desc(mails.createdAt), desc(mails.id))
      .limit(MAILS_PER_PAGE)
      .offset((filter.page - 1) * MAILS_PER_PAGE),
    ctx.db.select({ n: count() }).from(mails).leftJoin(mailbox, eq(mailbox.mailId, mails.id)).where(where),
  ]);
  return pageOf(items.map(typed), total?.n ?? 0, filter.page, MAILS_PER_PAGE);
}

/** How many there are in each state. */
export async function countMails(ctx: Ctx): Promise<Record<MailState, number>> {
  authorize(ctx, "mail.read");
  const rows = await ctx.db.select({ state: mails.state, n: count() }).from(mails).groupBy(mails.state);
  const of = (state: MailState) => rows.find((row) => row.state === state)?.n ?? 0;
  return { queued: of("queued"), sent: of("sent"), dead: of("dead"), withdrawn: of("withdrawn") };
}

/** How many are stuck, which every page of the desk says. */
export async function countDeadMails(ctx: Ctx): Promise<number> {
  authorize(ctx, "mail.read");
  // in the words that the partial index knows
  const [row] = await ctx.db
    .select({ n: count() })
    .from(mails)
    .where(sql`${mails.state} = 'dead'`);
  return row?.n ?? 0;
}

/** One mail with its text, where the local mailbox has it. Throws NotFound. */
export async function getMail(ctx: Ctx, mailId: string): Promise<MailDetails> {
  authorize(ctx, "mail.read");
  if (!isId(mailId)) throw new NotFound("mail");
  const [mail] = await ctx.db
    .select({ ...row, html: mailbox.html, text: mailbox.text })
    .from(mails)
    .leftJoin(mailbox, eq(mailbox.mailId, mails.id))
    .where(eq(mails.id, mailId));
  if (!mail) throw new NotFound("mail");
  return typed(mail);
}
