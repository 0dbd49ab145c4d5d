import { sql, type SQL } from "drizzle-orm";
import { users } from "../../db/schema/identity.ts";

/**
 * A query, for a set-based statement of another module, of the `id`s among these whose account is there and not deactivated.
 * They cannot vanish before the transaction ends.
 */
export const activeAccounts = (ids: SQL): SQL =>
  sql`select ${users.id} as id from ${users} where ${users.id} in (${ids}) and ${users.active} order by ${users.id} for key share`;
