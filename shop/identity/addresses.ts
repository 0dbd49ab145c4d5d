import { and, count, desc, eq, ne } from "drizzle-orm";
import { isId, newId } from "../_kernel/ids.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { ownId } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { addresses } from "../../db/schema/identity.ts";
import { MAX_ADDRESSES, type AddressInput, type SavedAddress } from "./model.ts";
import { lockUser } from "./rows.ts";

/** The person's addresses, the preferred one first, then the newest. */
export async function listAddresses(ctx: Ctx): Promise<SavedAddress[]> {
  const rows = await ctx.db
    .select()
    .from(addresses)
    .where(eq(addresses.userId, ownId(ctx)))
    .orderBy(desc(addresses.preferred), desc(addresses.createdAt), desc(addresses.id));
  return rows.map(({ userId: _owner, createdAt: _at, ...address }) => address);
}

/**
 * Adds an address, or changes the one named by `id`. The first one is preferred; a preferred one takes over from the former.
 * Refuses `NOT_FOUND` for an `id` that is not the person's; `ADDRESSES_FULL` for a twenty-first.
 * @caller the person
 */
export async function saveAddress(
  ctx: Ctx,
  input: AddressInput,
): Promise<Result<{ id: string }, Refusal<"NOT_FOUND" | "ADDRESSES_FULL">>> {
  const userId = ownId(ctx);
  const { id: given, preferred: wished, ...fields } = input;
  return ctx.transact(async (tx) => {
    await lockUser(tx, userId);
    const own = eq(addresses.userId, userId);
    const id = given ?? newId(ctx.now);
    const [others] = await tx
      .select({ n: count() })
      .from(addresses)
      .where(and(own, ne(addresses.id, id)));
    const [there] = await tx
      .select({ preferred: addresses.preferred })
      .from(addresses)
      .where(and(own, eq(addresses.id, id)));
    if (given !== undefined && !there) return refuse("NOT_FOUND");
    if (!there && (others?.n ?? 0) >= MAX_ADDRESSES) return refuse("ADDRESSES_FULL");
    // somebody who has addresses prefers one of them
    const preferred = wished || others?.n === 0 || there?.preferred === true;
    if (preferred) await tx.update(addresses).set({ preferred: false }).where(own);
    if (there)
      await tx
        .update(addresses)
        .set({ ...fields, preferred })
        .where(eq(addresses.id, id));
    else await tx.insert(addresses).values({ ...fields, id, userId, preferred });
    return ok({ id });
  });
}

/**
 * Removes an address; the newest of the others is preferred then. Refuses `NOT_FOUND`.
 * @caller the person
 */
export async function removeAddress(ctx: Ctx, id: string): Promise<Result<null, Refusal<"NOT_FOUND">>> {
  const userId = ownId(ctx);
  if (!isId(id)) return refuse("NOT_FOUND");
  return ctx.transact(async (tx) => {
    await lockUser(tx, userId);
    const [gone] = await tx
      .delete(addresses)
      .where(and(eq(addresses.id, id), eq(addresses.userId, userId)))
      .returning({ preferred: addresses.preferred });
    if (!gone) return refuse("NOT_FOUND");
    if (gone.preferred) {
      const [next] = await tx
        .select({ id: addresses.id })
        .from(addresses)
        .where(eq(addresses.userId, userId))
        .orderBy(desc(addresses.createdAt), desc(addresses.id))
        .limit(1);
      if (next) await tx.update(addresses).set({ preferred: true }).where(eq(addresses.id, next.id));
    }
    return ok(null);
  });
}
