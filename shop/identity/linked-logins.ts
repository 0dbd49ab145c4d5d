import { and, asc, count, eq } from "drizzle-orm";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { ownId } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { linkedLogins } from "../../db/schema/identity.ts";
import type { LinkedLogin, Provider } from "./model.ts";
import { lockUser } from "./rows.ts";

/** The person's log-ins at providers, oldest first. */
export async function listLinkedLogins(ctx: Ctx): Promise<LinkedLogin[]> {
  const rows = await ctx.db
    .select({ provider: linkedLogins.provider, email: linkedLogins.email, linkedAt: linkedLogins.linkedAt })
    .from(linkedLogins)
    .where(eq(linkedLogins.userId, ownId(ctx)))
    .orderBy(asc(linkedLogins.linkedAt), asc(linkedLogins.provider));
  return rows.map((row) => ({ ...row, provider: row.provider as Provider }));
}

/**
 * Links a log-in at a provider to the person's account; linking it again changes nothing. Its address need not be the
 * account's. Refuses `LOGIN_LINKED_ELSEWHERE` where it leads to another account, or this one has another log-in there.
 * @caller the person, by the door that has checked the provider's answer
 */
export async function linkProvider(
  ctx: Ctx,
  login: { provider: Provider; subject: string; email: string | null },
): Promise<Result<null, Refusal<"LOGIN_LINKED_ELSEWHERE">>> {
  const userId = ownId(ctx);
  const { provider, subject, email } = login;
  return ctx.transact(async (tx) => {
    const [made] = await tx
      .insert(linkedLogins)
      .values({ provider, subject, userId, email: email?.slice(0, 254) ?? null })
      .onConflictDoNothing()
      .returning({ userId: linkedLogins.userId });
    if (made) return ok(null);
    const [there] = await tx
      .select({ userId: linkedLogins.userId })
      .from(linkedLogins)
      .where(and(eq(linkedLogins.provider, provider), eq(linkedLogins.subject, subject)));
    return there?.userId === userId ? ok(null) : refuse("LOGIN_LINKED_ELSEWHERE");
  });
}

/**
 * Unlinks a log-in at a provider. Refuses `NOT_FOUND`; `LAST_WAY_IN` where there is neither a password nor another log-in,
 * also when two are unlinked at once.
 * @caller the person
 */
export async function unlinkProvider(
  ctx: Ctx,
  { provider }: { provider: Provider },
): Promise<Result<null, Refusal<"LAST_WAY_IN" | "NOT_FOUND">>> {
  const userId = ownId(ctx);
  return ctx.transact(async (tx) => {
    const user = await lockUser(tx, userId);
    const gone = await tx
      .delete(linkedLogins)
      .where(and(eq(linkedLogins.userId, userId), eq(linkedLogins.provider, provider)));
    if (gone.rowCount === 0) return refuse("NOT_FOUND");
    const [left] = await tx.select({ n: count() }).from(linkedLogins).where(eq(linkedLogins.userId, userId));
    return user?.passwordHash != null || (left?.n ?? 0) > 0 ? ok(null) : refuse("LAST_WAY_IN");
  });
}
