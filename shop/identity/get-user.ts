import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import { NotFound } from "../_kernel/errors.ts";
import { isId } from "../_kernel/ids.ts";
import type { Role } from "../_kernel/permissions.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { linkedLogins, refreshFamilies, sessions, users } from "../../db/schema/identity.ts";
import { userRow } from "./list-users.ts";
import type { OpenSession, Provider, UserDetails } from "./model.ts";

/** One person with log-ins and open sessions (IDN-7). Throws NotFound. */
export async function getUser(ctx: Ctx, id: string): Promise<UserDetails> {
  authorize(ctx, "users.read");
  if (!isId(id)) throw new NotFound("user");
  const [[user], logins, web, programs] = await Promise.all([
    ctx.db
      .select({
        ...userRow,
        deactivatedAt: users.deactivatedAt,
        deactivatedNote: users.deactivatedNote,
        hasPassword: sql<boolean>`${users.passwordHash} is not null`,
      })
      .from(users)
      .where(eq(users.id, id)),
    ctx.db.select().from(linkedLogins).where(eq(linkedLogins.userId, id)).orderBy(asc(linkedLogins.provider)),
    ctx.db
      .select()
      .from(sessions)
      .where(and(eq(sessions.userId, id), isNull(sessions.revokedAt), gt(sessions.expiresAt, sql`now()`))),
    ctx.db
      .select()
      .from(refreshFamilies)
      .where(
        and(
          eq(refreshFamilies.userId, id),
          isNull(refreshFamilies.revokedAt),
          gt(refreshFamilies.expiresAt, sql`now()`),
        ),
      ),
  ]);
  if (!user) throw new NotFound("user");
  const asking = ctx.actor.kind === "user" ? ctx.actor.sessionId : null;
  const open: OpenSession[] = [
    ...web.map((row) => ({ ...row, kind: "web" as const, current: row.id === asking })),
    ...programs.map((row) => ({ ...row, kind: "program" as const, lastSeenAt: row.lastUsedAt, current: false })),
  ].map(({ id: key, kind, userAgent, createdAt, lastSeenAt, current }) => ({
    id: key,
    kind,
    userAgent,
    createdAt,
    lastSeenAt,
    current,
  }));
  return {
    ...user,
    role: user.role as Role,
    logins: logins.map(({ provider, email, linkedAt }) => ({ provider: provider as Provider, email, linkedAt })),
    sessions: open.sort((a, b) => b.lastSeenAt.getTime() - a.lastSeenAt.getTime()),
  };
}
