import { and, eq, sql } from "drizzle-orm";
import { newId } from "../_kernel/ids.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { authorizeJob } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { emit, queueMail } from "../outbox/index.ts";
import { users } from "../../db/schema/identity.ts";
import { isCommonPassword } from "./common-passwords.ts";
import { findLink, mailLink, useUp } from "./mailed-links.ts";
import { hashPassword } from "./passwords.ts";
import { dropLinks, dropStrangersKeys, endLogIns } from "./rows.ts";

/**
 * Has a link for a new password mailed to this address, where an active account has it. Answers nothing, and does the same
 * for every address: one look-up, one job. The worker finds out whether there is anybody to write to.
 * @caller anyone, under a rate limit
 */
export async function requestReset(ctx: Ctx, input: { email: string }): Promise<void> {
  const [user] = await ctx.db.select({ id: users.id }).from(users).where(eq(users.email, input.email));
  const [nobody, linkId] = [newId(ctx.now), newId(ctx.now)];
  await ctx.transact((tx) =>
    ctx.shop.jobs.send(tx, "send-reset", { userId: user?.id ?? nobody, linkId, locale: ctx.locale }),
  );
}

/**
 * Mails the link that `requestReset` promised. Nothing for nobody, nor for a deactivated account; a job that comes twice
 * mails once. Answers whether there was somebody.
 * @caller the worker's queue `send-reset`
 */
export async function sendReset(ctx: Ctx, asked: { userId: string; linkId: string; locale: string }): Promise<boolean> {
  authorizeJob(ctx);
  return ctx.transact(async (tx) => {
    const [user] = await tx
      .select({ email: users.email, locale: users.locale })
      .from(users)
      .where(and(eq(users.id, asked.userId), eq(users.active, true)));
    if (!user) return false;
    await mailLink(tx, ctx, { ...asked, purpose: "reset", email: user.email, locale: user.locale ?? asked.locale });
    return true;
  });
}

/** Whose password a link may set; null for one that is used, run out or unknown. Writes nothing. */
export async function findReset(ctx: Ctx, token: string): Promise<{ email: string } | null> {
  const link = await findLink(ctx.db, token, "reset");
  return link && { email: link.email };
}

/**
 * Sets a new password by a mailed link, once (IDN-5): ends all sessions and tokens, takes back all other links, and proves
 * the address, since the link reached it. Where it had not been proven before, log-ins at providers are unlinked too:
 * whoever linked them did not own the address. Refuses `LINK_INVALID`; `PASSWORD_COMMON`, which leaves the link usable.
 * @caller whoever holds the link
 */
export async function resetPassword(
  ctx: Ctx,
  input: { token: string; password: string },
): Promise<Result<{ userId: string }, Refusal<"LINK_INVALID" | "PASSWORD_COMMON">>> {
  const found = await findLink(ctx.db, input.token, "reset");
  if (!found) return refuse("LINK_INVALID");
  if (isCommonPassword(input.password, found.user)) return refuse("PASSWORD_COMMON");
  const passwordHash = await hashPassword(input.password);
  return ctx.transact(async (tx) => {
    const link = await findLink(tx, input.token, "reset", true);
    if (!link || link.email !== link.user.email) return refuse("LINK_INVALID");
    const { id, email, emailVerifiedAt, locale } = link.user;
    await useUp(tx, link);
    if (emailVerifiedAt === null) await dropStrangersKeys(tx, link.user);
    else await endLogIns(tx, id, "password_changed");
    await dropLinks(tx, link.user);
    await tx
      .update(users)
      .set({ passwordHash, emailVerifiedAt: sql`coalesce(${users.emailVerifiedAt}, now())` })
      .where(eq(users.id, id));
    const data = { userId: id, at: ctx.now.toISOString() };
    await queueMail(tx, ctx, { kind: "password_changed", to: email, locale: locale ?? ctx.locale, data });
    if (emailVerifiedAt === null) await emit(tx, ctx, "user.verified", { userId: id, email });
    return ok({ userId: id });
  });
}
