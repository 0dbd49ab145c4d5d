import { and, eq, isNull, sql } from "drizzle-orm";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { ownId } from "../_runtime/authorize.ts";
import { sqlState, type Ctx, type Tx } from "../_runtime/context.ts";
import { emit } from "../outbox/index.ts";
import { mailedLinks, users } from "../../db/schema/identity.ts";
import { findLink, mailLink, useUp } from "./mailed-links.ts";
import { dropLinks, lockUser } from "./rows.ts";

const UNIQUE_VIOLATION = "23505";

/**
 * Mails the link that proves the address once more; earlier ones for it count no longer. Refuses `EMAIL_VERIFIED`.
 * @caller the person
 */
export async function requestVerification(ctx: Ctx): Promise<Result<null, Refusal<"EMAIL_VERIFIED">>> {
  const userId = ownId(ctx);
  return ctx.transact(async (tx) => {
    const user = await lockUser(tx, userId);
    if (!user || user.emailVerifiedAt !== null) return refuse("EMAIL_VERIFIED");
    await dropVerifyLinks(tx, userId, user.email);
    await mailLink(tx, ctx, { userId, purpose: "verify", email: user.email, locale: user.locale ?? ctx.locale });
    return ok(null);
  });
}

/**
 * What a link would prove, of whose account, and whether that is the caller's own; null for one that is used, run out or
 * unknown. Writes nothing.
 */
export async function findVerification(
  { db, actor }: Ctx,
  token: string,
): Promise<{ email: string; name: string; own: boolean } | null> {
  const link = await findLink(db, token, "verify");
  const own = actor.kind === "user" && actor.id === link?.user.id;
  return link && { email: link.email, name: link.user.name, own };
}

/**
 * Uses a link that proves an address, once: the account's own, or the new one it is to have (then the old one is given up,
 * and all other links with it). Orders that were placed as a guest with the address join the account in the same
 * transaction; `claimed` says how many. The account is that of whoever is logged in, and no other's: else whoever made one with
 * somebody else's address would only have to wait until that person follows the link. Refuses `LINK_INVALID`; `FORBIDDEN`, and
 * leaves the link as it is, where it is about another account; `EMAIL_TAKEN` where another account has the address by now.
 * @caller the person, by a button: programs that look at mails follow links
 */
export async function verifyEmail(
  ctx: Ctx,
  token: string,
): Promise<Result<{ userId: string; claimed: number }, Refusal<"LINK_INVALID" | "FORBIDDEN" | "EMAIL_TAKEN">>> {
  const userId = ownId(ctx);
  try {
    return await ctx.transact(async (tx) => {
      const link = await findLink(tx, token, "verify", true);
      if (!link) return refuse("LINK_INVALID");
      const { email, user } = link;
      if (user.id !== userId) return refuse("FORBIDDEN");
      await useUp(tx, link);
      if (email === user.email) await dropVerifyLinks(tx, user.id, email);
      else await dropLinks(tx, { id: user.id, email });
      await tx
        .update(users)
        .set({ email, emailVerifiedAt: sql`now()` })
        .where(eq(users.id, user.id));
      const claimed = await emit(tx, ctx, "user.verified", { userId: user.id, email });
      return ok({ userId: user.id, claimed });
    });
  } catch (error) {
    if (sqlState(error) === UNIQUE_VIOLATION) return refuse("EMAIL_TAKEN");
    throw error;
  }
}

async function dropVerifyLinks(tx: Tx, userId: string, email: string): Promise<void> {
  await tx
    .delete(mailedLinks)
    .where(
      and(
        eq(mailedLinks.userId, userId),
        eq(mailedLinks.purpose, "verify"),
        eq(mailedLinks.email, email),
        isNull(mailedLinks.usedAt),
      ),
    );
}
