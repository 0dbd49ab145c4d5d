import { asc, inArray } from "drizzle-orm";
import { AccessDenied } from "../_kernel/errors.ts";
import { roleMay, type Role } from "../_kernel/permissions.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { users } from "../../db/schema/identity.ts";

/**
 * The account that something is done to, and the admin's who does it, under lock in the order of their ids; null where there is
 * none. Of two admins who take each other's role away one is first, and the other is refused: one always stays.
 * @caller the desk's commands on accounts
 */
export async function lockForDesk(tx: Tx, ctx: Ctx, id: string) {
  const { actor } = ctx;
  const ids = actor.kind === "user" ? [id, actor.id] : [id];
  const rows = await tx
    .select({ id: users.id, role: users.role, active: users.active })
    .from(users)
    .where(inArray(users.id, ids))
    .orderBy(asc(users.id))
    .for("update");
  if (actor.kind === "user") {
    const self = rows.find((row) => row.id === actor.id);
    if (self && !(self.active && roleMay(self.role as Role, "users.manage"))) throw new AccessDenied("FORBIDDEN");
  }
  return rows.find((row) => row.id === id) ?? null;
}
