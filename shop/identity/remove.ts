import { eq, sql } from "drizzle-orm";
import { refuse, type Refusal } from "../_kernel/result.ts";
import { authorizeJob, ownId } from "../_runtime/authorize.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { emit } from "../outbox/index.ts";
import { users } from "../../db/schema/identity.ts";
import type { DeleteAccountInput } from "./model.ts";
import { passwordMatches } from "./passwords.ts";
import { lockUser } from "./rows.ts";

/**
 * Whether the person may delete the account: its password, or, where there is none, its address typed out. Refuses
 * `BAD_CREDENTIALS`; `CANNOT_DELETE_ADMIN`.
 * @caller privacy, before the transaction that removes it
 */
export async function checkRemoval(
  ctx: Ctx,
  input: DeleteAccountInput,
): Promise<Refusal<"BAD_CREDENTIALS" | "CANNOT_DELETE_ADMIN"> | null> {
  const [user] = await ctx.db
    .select()
    .from(users)
    .where(eq(users.id, ownId(ctx)));
  const matches = await passwordMatches(input.password ?? "", user?.passwordHash ?? null);
  const confirmed = user?.passwordHash === null ? input.confirmation === user.email : matches;
  if (!user?.active || !confirmed) return refuse("BAD_CREDENTIALS");
  return user.role === "admin" ? refuse("CANNOT_DELETE_ADMIN") : null;
}

/**
 * Removes the person's account with everything that belongs to it alone: sessions, tokens, links, log-ins, addresses, cart.
 * Others are told first by `user.deleted` and let go of it. Returns how many orders stay without their person.
 * @caller privacy, inside its transaction
 */
export async function removeAccount(
  tx: Tx,
  ctx: Ctx,
): Promise<{ ordersKept: number } | Refusal<"BAD_CREDENTIALS" | "CANNOT_DELETE_ADMIN">> {
  const userId = ownId(ctx);
  const user = await lockUser(tx, userId);
  if (!user?.active) return refuse("BAD_CREDENTIALS");
  if (user.role === "admin") return refuse("CANNOT_DELETE_ADMIN");
  const email = user.emailVerifiedAt === null ? null : user.email;
  const ordersKept = await emit(tx, ctx, "user.deleted", { userId, email });
  await tx.delete(users).where(eq(users.id, userId));
  return { ordersKept };
}

/**
 * Removes what can open nothing any more: links a week after their end, sessions and token families a month after theirs
 * with their tokens, and tokens that were exchanged a month ago. Returns how many rows went.
 * @caller the worker's schedule `remove-old-logins`
 */
export async function removeOldLogIns(
  ctx: Ctx,
): Promise<{ links: number; sessions: number; families: number; tokens: number }> {
  authorizeJob(ctx);
  const gone = async (query: ReturnType<typeof sql>) => (await ctx.db.execute(query)).rowCount ?? 0;
  return {
    links: await gone(sql`delete from mailed_links where expires_at < now() - interval '7 days'`),
    sessions: await gone(
      sql`delete from sessions where least(expires_at, coalesce(revoked_at, expires_at)) < now() - interval '30 days'`,
    ),
    families: await gone(
      sql`delete from refresh_families where least(expires_at, coalesce(revoked_at, expires_at)) < now() - interval '30 days'`,
    ),
    // longer than any token lives: a replay of an older one is refused as unknown
    tokens: await gone(sql`delete from refresh_tokens where used_at < now() - interval '31 days'`),
  };
}
