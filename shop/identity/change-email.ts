import { and, eq, isNull, ne } from "drizzle-orm";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { ownId } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { queueMail } from "../outbox/index.ts";
import { mailedLinks, users } from "../../db/schema/identity.ts";
import { mailLink } from "./mailed-links.ts";
import { mayChange } from "./passwords.ts";
import { lockUser } from "./rows.ts";

/**
 * Mails a link to the address the account is to have; the old one stays until the link is used, and is told. Answers the
 * same where another account has the address: only its owner learns so, from the link. Refuses `BAD_CREDENTIALS` for a wrong
 * password (null where the account has none); `EMAIL_UNCHANGED`.
 * @caller the person
 */
export async function changeEmail(
  ctx: Ctx,
  input: { email: string; password: string | null },
): Promise<Result<null, Refusal<"BAD_CREDENTIALS" | "EMAIL_UNCHANGED">>> {
  const userId = ownId(ctx);
  const [known] = await ctx.db.select({ passwordHash: users.passwordHash }).from(users).where(eq(users.id, userId));
  if (!known || !(await mayChange(known.passwordHash, input.password))) return refuse("BAD_CREDENTIALS");
  return ctx.transact(async (tx) => {
    const user = await lockUser(tx, userId);
    if (!user?.active || user.passwordHash !== known.passwordHash) return refuse("BAD_CREDENTIALS");
    if (user.email === input.email) return refuse("EMAIL_UNCHANGED");
    const locale = user.locale ?? ctx.locale;
    await tx
      .delete(mailedLinks)
      .where(
        and(
          eq(mailedLinks.userId, userId),
          eq(mailedLinks.purpose, "verify"),
          ne(mailedLinks.email, user.email),
          isNull(mailedLinks.usedAt),
        ),
      );
    await mailLink(tx, ctx, { userId, purpose: "verify", email: input.email, locale });
    const data = { userId, at: ctx.now.toISOString() };
    await queueMail(tx, ctx, { kind: "email_change", to: user.email, locale, data });
    return ok(null);
  });
}
