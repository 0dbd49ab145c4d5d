import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { newId } from "../_kernel/ids.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { hashToken, isToken, newToken } from "../_kernel/tokens.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { emit } from "../outbox/index.ts";
import { refreshFamilies, refreshTokens as refreshTokenRows, users } from "../../db/schema/identity.ts";
import { readAccessToken, signAccessToken } from "./access-token.ts";
import { findByPassword, holdUnchanged } from "./log-in.ts";
import { ACCESS_SECONDS, REFRESH_SECONDS, type TokenPerson, type Tokens } from "./model.ts";
import { personOf } from "./rows.ts";

const LIFETIME = sql`now() + make_interval(secs => ${REFRESH_SECONDS})`;

/**
 * Logs a program in (IDN-3): an access token for 15 minutes and a refresh token for 30 days, the first of a family. Refuses
 * `BAD_CREDENTIALS` as `logIn` does.
 * @caller anyone, under a rate limit
 */
export async function issueTokens(
  ctx: Ctx,
  input: { email: string; password: string; userAgent?: string | null },
): Promise<Result<Tokens, Refusal<"BAD_CREDENTIALS">>> {
  const user = await findByPassword(ctx, input);
  if (!user) return refuse("BAD_CREDENTIALS");
  const familyId = newId(ctx.now);
  const opened = await ctx.transact(async (tx) => {
    if (!(await holdUnchanged(tx, user))) return refuse("BAD_CREDENTIALS");
    const userAgent = input.userAgent?.slice(0, 300) ?? null;
    await tx.insert(refreshFamilies).values({ id: familyId, userId: user.id, userAgent, expiresAt: LIFETIME });
    const refreshToken = await addToken(tx, familyId);
    await emit(tx, ctx, "user.logged_in", { userId: user.id, cartToken: null });
    return ok(refreshToken);
  });
  return opened.ok ? ok(await tokensOf(ctx, { userId: user.id, familyId }, opened.value)) : opened;
}

/**
 * Exchanges a refresh token for the next pair (RFC 9700, section 4.14.2). A token that was exchanged before is a replay: its
 * whole family ends, also where two programs used it at the same moment, since nobody can tell which of them is the thief.
 * Refuses `TOKEN_INVALID` for that, and for one that is unknown, run out, revoked or of a deactivated account.
 * @caller whoever holds the token
 */
export async function refreshTokens(
  ctx: Ctx,
  input: { refreshToken: string },
): Promise<Result<Tokens, Refusal<"TOKEN_INVALID">>> {
  if (!isToken(input.refreshToken)) return refuse("TOKEN_INVALID");
  const tokenHash = hashToken(input.refreshToken);
  // null rather than a refusal: that would roll back what ends the family
  const next = await ctx.transact(async (tx) => {
    const family = await lockFamilyOf(tx, tokenHash);
    if (!family?.living) return null;
    const [fresh] = await tx
      .update(refreshTokenRows)
      .set({ usedAt: sql`now()` })
      .where(and(eq(refreshTokenRows.tokenHash, tokenHash), isNull(refreshTokenRows.usedAt)))
      .returning({ familyId: refreshTokenRows.familyId });
    if (!fresh) {
      await endFamily(tx, family.id, "replayed");
      ctx.shop.log("warn", "refresh token replayed, family revoked", { familyId: family.id });
      return null;
    }
    await tx
      .update(refreshFamilies)
      .set({ lastUsedAt: sql`now()`, expiresAt: LIFETIME })
      .where(eq(refreshFamilies.id, family.id));
    return { userId: family.userId, familyId: family.id, refreshToken: await addToken(tx, family.id) };
  });
  return next ? ok(await tokensOf(ctx, next, next.refreshToken)) : refuse("TOKEN_INVALID");
}

/**
 * Ends the family of a refresh token, used or not (RFC 7009); its access tokens end with it. Unknown ones are fine.
 * @caller whoever holds the token
 */
export async function revokeTokens(ctx: Ctx, input: { refreshToken: string }): Promise<void> {
  if (!isToken(input.refreshToken)) return;
  await ctx.transact(async (tx) => {
    const family = await lockFamilyOf(tx, hashToken(input.refreshToken));
    if (family) await endFamily(tx, family.id, "logged_out");
  });
}

/** Whose access token this is: signed here and not run out, its family alive, the account active by now; else null (IDN-9). */
export async function findTokenPerson(ctx: Ctx, accessToken: string): Promise<TokenPerson | null> {
  const said = await readAccessToken(ctx, accessToken);
  if (!said) return null;
  const [row] = await ctx.db
    .select({ id: users.id, name: users.name, email: users.email, role: users.role })
    .from(refreshFamilies)
    .innerJoin(users, eq(users.id, refreshFamilies.userId))
    .where(
      and(
        eq(refreshFamilies.id, said.familyId),
        eq(users.id, said.userId),
        isNull(refreshFamilies.revokedAt),
        gt(refreshFamilies.expiresAt, sql`now()`),
        eq(users.active, true),
      ),
    );
  return row ? { sessionId: null, familyId: said.familyId, ...personOf(row) } : null;
}

/** Everything about a family happens under its lock, so that two uses of one token come one after the other. */
async function lockFamilyOf(tx: Tx, tokenHash: string) {
  const [family] = await tx
    .select({
      id: refreshFamilies.id,
      userId: refreshFamilies.userId,
      living: sql<boolean>`${refreshFamilies.revokedAt} is null and ${refreshFamilies.expiresAt} > now() and ${users.active}`,
    })
    .from(refreshFamilies)
    .innerJoin(users, eq(users.id, refreshFamilies.userId))
    .where(eq(refreshFamilies.id, sql`(select family_id from refresh_tokens where token_hash = ${tokenHash})`))
    .for("update", { of: refreshFamilies });
  return family;
}

async function endFamily(tx: Tx, id: string, why: "replayed" | "logged_out"): Promise<void> {
  await tx
    .update(refreshFamilies)
    .set({ revokedAt: sql`now()`, revokedBecause: why })
    .where(and(eq(refreshFamilies.id, id), isNull(refreshFamilies.revokedAt)));
}

async function addToken(tx: Tx, familyId: string): Promise<string> {
  const token = newToken();
  await tx.insert(refreshTokenRows).values({ tokenHash: hashToken(token), familyId });
  return token;
}

const tokensOf = async (ctx: Ctx, of: { userId: string; familyId: string }, refreshToken: string): Promise<Tokens> => ({
  accessToken: await signAccessToken(ctx, of),
  tokenType: "Bearer",
  expiresIn: ACCESS_SECONDS,
  refreshToken,
  refreshExpiresIn: REFRESH_SECONDS,
});
