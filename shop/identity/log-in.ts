import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { isId, newId } from "../_kernel/ids.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import type { Ctx } from "../_runtime/context.ts";
import { sessions, users } from "../../db/schema/identity.ts";
import type { Role } from "../_kernel/permissions.ts";
import type { SessionUser } from "./model.ts";
import { passwordMatches } from "./passwords.ts";

/**
 * Opens a session for the person with this address and password (input as `credentialsInput` gives it). Refuses
 * `BAD_CREDENTIALS` alike for an unknown address, a wrong password and a deactivated account, with the same work done.
 */
export async function logIn(
  ctx: Ctx,
  input: { email: string; password: string; userAgent?: string | null; cartToken?: string | null },
): Promise<Result<SessionUser, Refusal<"BAD_CREDENTIALS">>> {
  const [user] = await ctx.db
    .select()
    .from(users)
    .where(eq(users.email, input.email.normalize("NFC")));
  const matches = await passwordMatches(input.password, user?.passwordHash ?? null);
  if (!user || !matches || !user.active) return refuse("BAD_CREDENTIALS");
  const sessionId = newId(ctx.now);
  await ctx.db.insert(sessions).values({
    id: sessionId,
    userId: user.id,
    userAgent: input.userAgent?.slice(0, 300) ?? null,
    expiresAt: sql`now() + interval '30 days'`,
  });
  return ok({ sessionId, id: user.id, name: user.name, email: user.email, role: user.role as Role });
}

/** The person of a session that still counts: not ended, not expired, account active (IDN-4). */
export async function findSession(ctx: Ctx, sessionId: string): Promise<SessionUser | null> {
  if (!isId(sessionId)) return null;
  const [row] = await ctx.db
    .select({ id: users.id, name: users.name, email: users.email, role: users.role })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.id, sessionId),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, sql`now()`),
        eq(users.active, true),
      ),
    );
  return row ? { sessionId, ...row, role: row.role as Role } : null;
}

/** Ends a session at once; one that has ended stays ended. */
export async function logOut(ctx: Ctx, sessionId: string): Promise<void> {
  if (!isId(sessionId)) return;
  await ctx.db
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.revokedAt)));
}
