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

/** What a link would prove, and of whose account; null for one that is used, run out or unknown. Writes nothing. */
export async function findVerification(ctx: Ctx, token: string): Promise<{ email: string; name: string } | null> {
  const link = await findLink(ctx.db, token, "verify");
  return link && { email: link.email, name: link.user.name };
}

/**
 * Uses a link that proves an address, once: the account's own, or the new one it is to have (then the old one is given up,
 * and all other links with it). Orders that were placed as a guest with the address join the account in the same
 * transaction; `claimed` says how many. Refuses `LINK_INVALID`; `EMAIL_TAKEN` where another account has the address by now.
 * @caller whoever holds the link, by a button: programs that look at mails follow links
 */
export async function verifyEmail(
  ctx: Ctx,
  token: string,
): Promise<Result<{ userId: string; claimed: number }, Refusal<"LINK_INVALID" | "EMAIL_TAKEN">>> {
  try {
    return await ctx.transact(async (tx) => {
      const link = await findLink(tx, token, "verify", true);
      if (!link) return refuse("LINK_INVALID");
      const { email, user } = link;
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
