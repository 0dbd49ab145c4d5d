import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { newId } from "../_kernel/ids.ts";
import { derivedToken, hashToken, isToken } from "../_kernel/tokens.ts";
import type { Ctx, Db, Tx } from "../_runtime/context.ts";
import { authorizeJob } from "../_runtime/authorize.ts";
import { queueMail } from "../outbox/index.ts";
import { mailedLinks, users } from "../../db/schema/identity.ts";
import type { UserRow } from "./rows.ts";

export type LinkPurpose = "verify" | "reset";

const kinds = { verify: "verify_email", reset: "password_reset" } as const;
const lifetimes = { verify: sql`now() + interval '24 hours'`, reset: sql`now() + interval '60 minutes'` };

/**
 * Mails a link that can be used once (IDN-5): an hour for a new password, a day for an address. Stored is its hash; the mail
 * gets the secret when it is written, made again from `linkId`. The same `linkId` mails once.
 */
export async function mailLink(
  tx: Tx,
  ctx: Ctx,
  link: { userId: string; purpose: LinkPurpose; email: string; locale: string; linkId?: string },
): Promise<void> {
  const { userId, purpose, email, locale, linkId = newId(ctx.now) } = link;
  const [made] = await tx
    .insert(mailedLinks)
    .values({
      tokenHash: hashToken(derivedToken(ctx.shop.secret, purpose, linkId)),
      userId,
      purpose,
      email,
      expiresAt: lifetimes[purpose],
    })
    .onConflictDoNothing()
    .returning({ tokenHash: mailedLinks.tokenHash });
  if (!made) return;
  const data = { userId, linkId, at: ctx.now.toISOString() };
  await queueMail(tx, ctx, { kind: kinds[purpose], to: email, locale, data });
}

export interface UsableLink {
  tokenHash: string;
  email: string;
  user: UserRow;
}

/** The link that a secret opens: not used, not run out, its account active. With `lock`, account and link stay as they are. */
export async function findLink(
  db: Db,
  token: string,
  purpose: LinkPurpose,
  lock: boolean = false,
): Promise<UsableLink | null> {
  if (!isToken(token)) return null;
  const wanted = and(
    eq(mailedLinks.tokenHash, hashToken(token)),
    eq(mailedLinks.purpose, purpose),
    isNull(mailedLinks.usedAt),
    gt(mailedLinks.expiresAt, sql`now()`),
    eq(users.active, true),
  );
  const query = () =>
    db
      .select({ tokenHash: mailedLinks.tokenHash, email: mailedLinks.email, user: users })
      .from(mailedLinks)
      .innerJoin(users, eq(users.id, mailedLinks.userId))
      .where(wanted);
  const [link] = await (lock ? query().for("update") : query());
  return link ?? null;
}

/** The link has done its work. */
export async function useUp(tx: Tx, link: UsableLink): Promise<void> {
  await tx
    .update(mailedLinks)
    .set({ usedAt: sql`now()` })
    .where(eq(mailedLinks.tokenHash, link.tokenHash));
}

export interface AccountLetter {
  name: string;
  email: string;
  /** Where the mail's link leads: the secret behind it, or null for mails without one. */
  token: string | null;
}

/**
 * What a mail of an account needs: how to greet, and the secret of its link, signed with whichever of the shop's secrets it
 * was made with. Null where the account is gone.
 * @caller the worker, before it writes a mail
 */
export async function findAccountLetter(
  ctx: Ctx,
  about: { userId: string; linkId?: string | undefined; purpose: LinkPurpose | null },
): Promise<AccountLetter | null> {
  authorizeJob(ctx);
  const [user] = await ctx.db
    .select({ name: users.name, email: users.email })
    .from(users)
    .where(eq(users.id, about.userId));
  if (!user) return null;
  if (!about.linkId || !about.purpose) return { ...user, token: null };
  const { linkId, purpose } = about;
  for (const secret of [ctx.shop.secret, ...ctx.shop.previousSecrets]) {
    const token = derivedToken(secret, purpose, linkId);
    const [there] = await ctx.db
      .select({ purpose: mailedLinks.purpose })
      .from(mailedLinks)
      .where(eq(mailedLinks.tokenHash, hashToken(token)));
    if (there) return { ...user, token };
  }
  // used or replaced meanwhile: the page behind it says so
  return { ...user, token: derivedToken(ctx.shop.secret, purpose, linkId) };
}
