import { newId } from "../_kernel/ids.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { mails } from "../../db/schema/outbox.ts";
import { priorityOf, type MailContent } from "./model.ts";

/**
 * Puts a mail into the outbox in the caller's transaction; the worker sends it after the commit (MSG-2). A `dedupeKey` that
 * some mail bears already adds nothing.
 */
export async function queueMail(
  tx: Tx,
  ctx: Ctx,
  mail: MailContent & { to: string; locale: string; dedupeKey?: string },
): Promise<void> {
  const id = newId(ctx.now);
  const [row] = await tx
    .insert(mails)
    .values({
      id,
      kind: mail.kind,
      recipient: mail.to,
      locale: mail.locale,
      data: mail.data,
      dedupeKey: mail.dedupeKey ?? null,
    })
    .onConflictDoNothing({ target: mails.dedupeKey })
    .returning({ id: mails.id });
  if (row) await ctx.shop.jobs.send(tx, "send-mail", { mailId: id }, { priority: priorityOf(mail.kind) });
}
