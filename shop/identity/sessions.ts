import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { isId } from "../_kernel/ids.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { ownId } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { refreshFamilies, sessions } from "../../db/schema/identity.ts";
import type { OpenSession } from "./model.ts";
import { endLogIns } from "./rows.ts";

/** Where the person is logged in: browsers and programs, the one that asks first, then those used last. */
export async function listSessions(ctx: Ctx): Promise<OpenSession[]> {
  const userId = ownId(ctx);
  const current = ctx.actor.kind === "user" ? ctx.actor.sessionId : null;
  const [web, programs] = await Promise.all([
    ctx.db
      .select({
        id: sessions.id,
        userAgent: sessions.userAgent,
        createdAt: sessions.createdAt,
        lastSeenAt: sessions.lastSeenAt,
      })
      .from(sessions)
      .where(and(eq(sessions.userId, userId), isNull(sessions.revokedAt), gt(sessions.expiresAt, sql`now()`))),
    ctx.db
      .select({
        id: refreshFamilies.id,
        userAgent: refreshFamilies.userAgent,
        createdAt: refreshFamilies.createdAt,
        lastSeenAt: refreshFamilies.lastUsedAt,
      })
      .from(refreshFamilies)
      .where(
        and(
          eq(refreshFamilies.userId, userId),
          isNull(refreshFamilies.revokedAt),
          gt(refreshFamilies.expiresAt, sql`now()`),
        ),
      ),
  ]);
  return [
    ...web.map((row): OpenSession => ({ ...row, kind: "web", current: row.id === current })),
    ...programs.map((row): OpenSession => ({ ...row, kind: "program", current: false })),
  ].sort((a, b) => Number(b.current) - Number(a.current) || b.lastSeenAt.getTime() - a.lastSeenAt.getTime());
}

/**
 * Ends one of the person's sessions at once, in a browser or of a program. Refuses `NOT_FOUND` for one that has ended, is
 * somebody else's or never was.
 * @caller the person
 */
export async function endSession(ctx: Ctx, id: string): Promise<Result<null, Refusal<"NOT_FOUND">>> {
  const userId = ownId(ctx);
  if (!isId(id)) return refuse("NOT_FOUND");
  const web = await ctx.db
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(sessions.id, id), eq(sessions.userId, userId), isNull(sessions.revokedAt)));
  if (web.rowCount) return ok(null);
  const program = await ctx.db
    .update(refreshFamilies)
    .set({ revokedAt: sql`now()`, revokedBecause: "logged_out" })
    .where(and(eq(refreshFamilies.id, id), eq(refreshFamilies.userId, userId), isNull(refreshFamilies.revokedAt)));
  return program.rowCount ? ok(null) : refuse("NOT_FOUND");
}

/**
 * Logs the person out everywhere, programs too, but for the session `except`. Returns how many ended.
 * @caller the person
 */
export async function endAllSessions(ctx: Ctx, keep: { except?: string | null } = {}): Promise<number> {
  const userId = ownId(ctx);
  const except = keep.except && isId(keep.except) ? keep.except : null;
  return ctx.transact((tx) => endLogIns(tx, userId, "logged_out", except));
}
