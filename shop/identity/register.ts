import { newId } from "../_kernel/ids.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import type { Ctx } from "../_runtime/context.ts";
import { emit, queueMail } from "../outbox/index.ts";
import { users } from "../../db/schema/identity.ts";
import { isCommonPassword } from "./common-passwords.ts";
import { mailLink } from "./mailed-links.ts";
import { hashPassword } from "./passwords.ts";

/**
 * Makes an account for a customer, and mails a welcome and a link that proves the address. Opens no session: whoever asked
 * logs in next. Refuses `PASSWORD_COMMON`; `EMAIL_TAKEN` for an address that has an account, however it was written.
 * @caller anyone, under a strict rate limit
 */
export async function register(
  ctx: Ctx,
  input: { email: string; password: string; name: string },
): Promise<Result<{ userId: string }, Refusal<"EMAIL_TAKEN" | "PASSWORD_COMMON">>> {
  if (isCommonPassword(input.password, input)) return refuse("PASSWORD_COMMON");
  const passwordHash = await hashPassword(input.password);
  return ctx.transact(async (tx) => {
    const { email, name } = input;
    const userId = newId(ctx.now);
    const [made] = await tx
      .insert(users)
      .values({ id: userId, email, name, passwordHash, locale: ctx.locale })
      .onConflictDoNothing()
      .returning({ id: users.id });
    if (!made) return refuse("EMAIL_TAKEN");
    const letter = { to: email, locale: ctx.locale };
    await queueMail(tx, ctx, { kind: "welcome", ...letter, data: { userId, at: ctx.now.toISOString() } });
    await mailLink(tx, ctx, { userId, purpose: "verify", email, locale: ctx.locale });
    await emit(tx, ctx, "user.registered", { userId });
    return ok({ userId });
  });
}
