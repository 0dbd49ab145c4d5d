import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { isId } from "../_kernel/ids.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { emit } from "../outbox/index.ts";
import { sessions, users } from "../../db/schema/identity.ts";
import type { SessionUser } from "./model.ts";
import { passwordMatches } from "./passwords.ts";
import { cartTokenOf, findUserByEmail, openSession, personOf, type UserRow } from "./rows.ts";

/**
 * The account with this address and password, if it may be used; null alike for an unknown address, a wrong password and a
 * deactivated account, after one query and one hash each.
 */
export async function findByPassword(ctx: Ctx, input: { email: string; password: string }): Promise<UserRow | null> {
  const user = await findUserByEmail(ctx.db, input.email);
  const matches = await passwordMatches(input.password, user?.passwordHash ?? null);
  return user && matches && user.active ? user : null;
}

/**
 * Holds the account as it was when its password was compared: what was changed or closed meanwhile lets nobody in.
 * @caller whoever opens something for a person, in that transaction
 */
export async function holdUnchanged(tx: Tx, user: UserRow): Promise<boolean> {
  const [held] = await tx
    .select({ active: users.active, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, user.id))
    .for("share");
  return held?.active === true && held.passwordHash === user.passwordHash;
}

/**
 * Opens a session for the person with this address and password (input as `credentialsInput` gives it), and takes the
 * guest's cart over in the same transaction. Refuses `BAD_CREDENTIALS` alike for an unknown address, a wrong password and a
 * deactivated account, with the same work done.
 * @caller anyone
 */
export async function logIn(
  ctx: Ctx,
  input: { email: string; password: string; userAgent?: string | null; cartToken?: string | null },
): Promise<Result<SessionUser, Refusal<"BAD_CREDENTIALS">>> {
  const user = await findByPassword(ctx, input);
  if (!user) return refuse("BAD_CREDENTIALS");
  return ctx.transact(async (tx) => {
    if (!(await holdUnchanged(tx, user))) return refuse("BAD_CREDENTIALS");
    const session = await openSession(tx, ctx, user, input.userAgent);
    await emit(tx, ctx, "user.logged_in", { userId: user.id, cartToken: cartTokenOf(input.cartToken) });
    return ok(session);
  });
}

/** How exactly it is known when a session was last used. */
const SEEN = sql`now() - interval '5 minutes'`;

/**
 * The person of a session that still counts: not ended, not expired, account active (IDN-4). Notes every five minutes that
 * the session is in use.
 */
export async function findSession(ctx: Ctx, sessionId: string): Promise<SessionUser | null> {
  if (!isId(sessionId)) return null;
  const [row] = await ctx.db
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      role: users.role,
      locale: users.locale,
      stale: sql<boolean>`${sessions.lastSeenAt} < ${SEEN}`,
    })
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
  if (!row) return null;
  if (row.stale) {
    await ctx.db
      .update(sessions)
      .set({ lastSeenAt: sql`now()` })
      .where(eq(sessions.id, sessionId));
  }
  return { sessionId, locale: row.locale, ...personOf(row) };
}

/** Ends a session at once; one that has ended stays ended. */
export async function logOut(ctx: Ctx, sessionId: string): Promise<void> {
  if (!isId(sessionId)) return;
  await ctx.db
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.revokedAt)));
}
