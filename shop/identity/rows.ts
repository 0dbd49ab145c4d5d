import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { newId } from "../_kernel/ids.ts";
import type { Role } from "../_kernel/permissions.ts";
import { isToken } from "../_kernel/tokens.ts";
import type { Ctx, Db, Tx } from "../_runtime/context.ts";
import { linkedLogins, mailedLinks, refreshFamilies, sessions, users } from "../../db/schema/identity.ts";
import type { Person, SessionUser } from "./model.ts";

export type UserRow = typeof users.$inferSelect;

export const personOf = ({ id, name, email, role }: Pick<UserRow, "id" | "name" | "email" | "role">): Person => ({
  id,
  name,
  email,
  role: role as Role,
});

export async function findUserByEmail(db: Db, email: string): Promise<UserRow | undefined> {
  const [user] = await db.select().from(users).where(eq(users.email, email));
  return user;
}

/** The account under lock; nobody changes it until the transaction ends. */
export async function lockUser(tx: Tx, id: string): Promise<UserRow | undefined> {
  const [user] = await tx.select().from(users).where(eq(users.id, id)).for("update");
  return user;
}

/** Why a family of tokens ended. */
export type Ending = "logged_out" | "replayed" | "password_changed" | "deactivated";

/** Opens a session of 30 days. */
export async function openSession(
  tx: Tx,
  ctx: Ctx,
  user: Pick<UserRow, "id" | "name" | "email" | "role" | "locale">,
  userAgent: string | null | undefined,
): Promise<SessionUser> {
  const sessionId = newId(ctx.now);
  await tx.insert(sessions).values({
    id: sessionId,
    userId: user.id,
    userAgent: userAgent?.slice(0, 300) ?? null,
    expiresAt: sql`now() + interval '30 days'`,
  });
  return { sessionId, locale: user.locale, ...personOf(user) };
}

/** Ends all sessions and token families of a person at once; `except` stays. Returns how many ended. */
export async function endLogIns(tx: Tx, userId: string, why: Ending, except: string | null = null): Promise<number> {
  const web = await tx
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(
      and(
        eq(sessions.userId, userId),
        isNull(sessions.revokedAt),
        except === null ? undefined : ne(sessions.id, except),
      ),
    );
  const programs = await tx
    .update(refreshFamilies)
    .set({ revokedAt: sql`now()`, revokedBecause: why })
    .where(and(eq(refreshFamilies.userId, userId), isNull(refreshFamilies.revokedAt)));
  return (web.rowCount ?? 0) + (programs.rowCount ?? 0);
}

/** Takes back links that were mailed and not used; one that proves the account's own address may stay. */
export async function dropLinks(tx: Tx, user: { id: string; email: string }): Promise<void> {
  const harmless = and(eq(mailedLinks.purpose, "verify"), eq(mailedLinks.email, user.email));
  await tx
    .delete(mailedLinks)
    .where(and(eq(mailedLinks.userId, user.id), isNull(mailedLinks.usedAt), sql`not (${harmless})`));
}

/**
 * Everything by which somebody else may have got into an account whose address they never proved: sessions, tokens, links,
 * log-ins at providers.
 */
export async function dropStrangersKeys(tx: Tx, user: { id: string; email: string }): Promise<void> {
  await endLogIns(tx, user.id, "password_changed");
  await dropLinks(tx, user);
  await tx.delete(linkedLogins).where(eq(linkedLogins.userId, user.id));
}

/** What a browser sends as its cart, if it can be one: anything else is not worth an event's room. */
export const cartTokenOf = (sent: string | null | undefined): string | null => (sent && isToken(sent) ? sent : null);
