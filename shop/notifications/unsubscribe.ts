import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { readSignedId, signedId } from "../_kernel/tokens.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { withdrawMails } from "../outbox/index.ts";
import type { MailKind } from "../outbox/model.ts";
import { listRecipients } from "../identity/index.ts";
import type { ChoiceOn } from "./model.ts";
import { mailRefusals } from "../../db/schema/notifications.ts";
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

/** Mails that people without an account get, too; their address is all that is known of them. */
const guestKinds = ["review_invitation"] as const satisfies readonly UnsubscribableKind[];
export type GuestKind = (typeof guestKinds)[number];

const guestPurposeOf = (kind: GuestKind) => `unsubscribe ${kind} by address`;

/** An address in the shape of an id, as `withdrawMails` knows it: what is kept names nobody. */
const addressIdOf = (email: string): string =>
  createHash("sha256")
    .update(email.toLowerCase())
    .digest("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");

/** The secret of the link by which whoever reads an address stops mails of one kind to it. */
export const guestUnsubscribeToken = (ctx: Ctx, email: string, kind: GuestKind): string =>
  signedId(ctx.shop.secret, guestPurposeOf(kind), addressIdOf(email));

/** Whether nobody has stopped mails of this kind to an address. */
export async function addressWants(tx: Tx, kind: GuestKind, email: string): Promise<boolean> {
  return isWanted(tx, kind, addressIdOf(email));
}

const its = (kind: GuestKind, addressId: string) =>
  and(eq(mailRefusals.addressId, addressId), eq(mailRefusals.kind, kind));
const isWanted = async (tx: Tx, kind: GuestKind, addressId: string) =>
  (await tx.select({ kind: mailRefusals.kind }).from(mailRefusals).where(its(kind, addressId))).length === 0;

type Link = { userId: string; kind: UnsubscribableKind } | { addressId: string; kind: GuestKind };

function read(ctx: Ctx, token: string): Link | null {
  const secrets = [ctx.shop.secret, ...ctx.shop.previousSecrets];
  for (const kind of kinds) {
    const userId = readSignedId(secrets, purposeOf(kind), token);
    if (userId) return { userId, kind };
  }
  for (const kind of guestKinds) {
    const addressId = readSignedId(secrets, guestPurposeOf(kind), token);
    if (addressId) return { addressId, kind };
  }
  return null;
}

export interface Subscription {
  kind: UnsubscribableKind;
  /** Whether the person gets these mails at present. */
  wanted: boolean;
  /** Without an account there are no other choices to show. */
  guest: boolean;
}

/** What a link of `unsubscribeToken` or `guestUnsubscribeToken` is about; null where it is none of ours, or the account is gone. Changes nothing. */
export async function findSubscription(ctx: Ctx, token: string): Promise<Subscription | null> {
  const link = read(ctx, token);
  if (!link) return null;
  if ("addressId" in link) {
    return { kind: link.kind, wanted: await isWanted(ctx.db, link.kind, link.addressId), guest: true };
  }
  const [person] = await listRecipients(ctx.db, [link.userId]);
  if (!person) return null;
  const wants = await wanting(ctx.db, link.kind, "mail", [link.userId]);
  return { kind: link.kind, wanted: wants.has(link.userId), guest: false };
}

const follow = async (
  ctx: Ctx,
  token: string,
  change: (tx: Tx, link: Link) => Promise<unknown>,
): Promise<Result<{ kind: UnsubscribableKind }, Refusal<"LINK_INVALID">>> => {
  const link = read(ctx, token);
  if (!link) return refuse("LINK_INVALID");
  return ctx.transact(async (tx) => {
    if ("userId" in link && (await listRecipients(tx, [link.userId])).length === 0) return refuse("LINK_INVALID");
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
  follow(ctx, token, async (tx, link) => {
    const { kind, ...whose } = link;
    if ("userId" in link) await switchOff(tx, link.userId, link.kind, "mail");
    else await tx.insert(mailRefusals).values({ addressId: link.addressId, kind: link.kind }).onConflictDoNothing();
    for (const mail of mailsOf[kind]) await withdrawMails(tx, { ...whose, kind: mail });
  });

/**
 * Has mails of the kind sent again from now on; what was taken back stays so. Refuses `LINK_INVALID`.
 * @caller whoever holds the link
 */
export const subscribeAgain = (ctx: Ctx, token: string) =>
  follow(ctx, token, (tx, link) =>
    "userId" in link
      ? switchOn(tx, link.userId, link.kind, "mail")
      : tx.delete(mailRefusals).where(its(link.kind, link.addressId)),
  );
