import { eq } from "drizzle-orm";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { ownId } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { queueMail } from "../outbox/index.ts";
import { users } from "../../db/schema/identity.ts";
import { isCommonPassword } from "./common-passwords.ts";
import { hashPassword, mayChange } from "./passwords.ts";
import { dropLinks, endLogIns, lockUser } from "./rows.ts";

/**
 * Changes the password, or sets the first one (`current` null). All other sessions and all tokens end at once, links that
 * were mailed are taken back, and the address is told. Refuses `BAD_CREDENTIALS`; `PASSWORD_COMMON`.
 * @caller the person
 */
export async function changePassword(
  ctx: Ctx,
  input: { current: string | null; password: string },
): Promise<Result<null, Refusal<"BAD_CREDENTIALS" | "PASSWORD_COMMON">>> {
  const userId = ownId(ctx);
  const [known] = await ctx.db.select().from(users).where(eq(users.id, userId));
  if (!known || !(await mayChange(known.passwordHash, input.current))) return refuse("BAD_CREDENTIALS");
  if (isCommonPassword(input.password, known)) return refuse("PASSWORD_COMMON");
  const passwordHash = await hashPassword(input.password);
  const keep = ctx.actor.kind === "user" ? ctx.actor.sessionId : null;
  return ctx.transact(async (tx) => {
    const user = await lockUser(tx, userId);
    // somebody else may have changed it while this was hashed
    if (!user?.active || user.passwordHash !== known.passwordHash) return refuse("BAD_CREDENTIALS");
    await tx.update(users).set({ passwordHash }).where(eq(users.id, userId));
    await endLogIns(tx, userId, "password_changed", keep);
    await dropLinks(tx, user);
    const data = { userId, at: ctx.now.toISOString() };
    await queueMail(tx, ctx, { kind: "password_changed", to: user.email, locale: user.locale ?? ctx.locale, data });
    return ok(null);
  });
}
