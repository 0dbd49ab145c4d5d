import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "../_runtime/context.ts";
import { users } from "../../db/schema/identity.ts";

/**
 * Where to write to these people, and in which language (null: they have not said). Those whose account is gone or
 * deactivated are left out.
 * @caller jobs that write to many people, inside their transaction
 */
export async function listRecipients(
  tx: Tx,
  userIds: readonly string[],
): Promise<{ id: string; name: string; email: string; locale: string | null }[]> {
  if (userIds.length === 0) return [];
  return tx
    .select({ id: users.id, name: users.name, email: users.email, locale: users.locale })
    .from(users)
    .where(and(inArray(users.id, [...userIds]), eq(users.active, true)));
}
