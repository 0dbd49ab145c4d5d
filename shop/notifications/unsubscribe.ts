import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { readSignedId, signedId } from "../_kernel/tokens.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { withdrawMails } from "../outbox/index.ts";
import type { MailKind } from "../outbox/model.ts";
import { listRecipients } from "../identity/index.ts";
import type { ChoiceOn } from "./model.ts";
import { switchOff, switchOn, wanting } from "./preferences.ts";

/** Mails that can be unsubscribed from, and what of each waits in the outbox. */
const mailsOf = {
  restock: ["restock_alert"],
  review_invitation: ["review_invitation"],
} as const satisfies Record<ChoiceOn<"mail">, readonly MailKind[]>;
export type UnsubscribableKind = keyof typeof mailsOf;
const kinds = Object.keys(mailsOf) as UnsubscribableKind[];

const purposeOf = (kind: UnsubscribableKind) => `unsubscribe ${kind}`;

/** The secret of the link by which a person stops mails of one kind; the same in each of them. */
export const unsubscribeToken = (ctx: Ctx, userId: string, kind: UnsubscribableKind): string =>
  signedId(ctx.shop.secret, purposeOf(kind), userId);

function read(ctx: Ctx, token: string): { userId: string; kind: UnsubscribableKind } | null {
  const secrets = [ctx.shop.secret, ...ctx.shop.previousSecrets];
  for (const kind of kinds) {
    const userId = readSignedId(secrets, purposeOf(kind), token);
    if (userId) return { userId, kind };
  }
  return null;
}

export interface Subscription {
  kind: UnsubscribableKind;
  /** Whether the person gets these mails at present. */
  wanted: boolean;
}

/** What a link of `unsubscribeToken` is about; null where it is none of ours, or the account is gone. Changes nothing. */
export async function findSubscription(ctx: Ctx, token: string): Promise<Subscription | null> {
  const link = read(ctx, token);
  if (!link) return null;
  const [person] = await listRecipients(ctx.db, [link.userId]);
  if (!person) return null;
  return { kind: link.kind, wanted: (await wanting(ctx.db, link.kind, "mail", [link.userId])).has(link.userId) };
}

const follow = async (
  ctx: Ctx,
  token: string,
  change: (tx: Tx, link: { userId: string; kind: UnsubscribableKind }) => Promise<unknown>,
): Promise<Result<{ kind: UnsubscribableKind }, Refusal<"LINK_INVALID">>> => {
  const link = read(ctx, token);
  if (!link) return refuse("LINK_INVALID");
  return ctx.transact(async (tx) => {
    const [person] = await listRecipients(tx, [link.userId]);
    if (!person) return refuse("LINK_INVALID");
    await change(tx, link);
    return ok({ kind: link.kind });
  });
};

/**
 * Stops mails of the kind that the link is about, and takes back those that wait in the outbox (RFC 8058). A second time
 * changes nothing. Refuses `LINK_INVALID`.
 * @caller whoever holds the link, and mail programs in their name
 */
export const unsubscribe = (ctx: Ctx, token: string) =>
  follow(ctx, token, async (tx, { userId, kind }) => {
    await switchOff(tx, userId, kind, "mail");
    for (const mail of mailsOf[kind]) await withdrawMails(tx, { userId, kind: mail });
  });

/**
 * Has mails of the kind sent again from now on; what was taken back stays so. Refuses `LINK_INVALID`.
 * @caller whoever holds the link
 */
export const subscribeAgain = (ctx: Ctx, token: string) =>
  follow(ctx, token, (tx, { userId, kind }) => switchOn(tx, userId, kind, "mail"));
