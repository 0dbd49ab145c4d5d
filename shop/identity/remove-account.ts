import { eq } from "drizzle-orm";
import { refuse, type Refusal } from "../_kernel/result.ts";
import { ownId } from "../_runtime/authorize.ts";
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
