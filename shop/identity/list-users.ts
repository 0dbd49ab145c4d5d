import { and, asc, count, desc, eq, ilike, inArray, or, sql } from "drizzle-orm";
import { pageOf, type Page } from "../_kernel/pagination.ts";
import type { Role } from "../_kernel/permissions.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { users } from "../../db/schema/identity.ts";
import { USERS_PER_PAGE, type UserFilter, type UserRow } from "./model.ts";

/** What the desk's list shows of a person. */
export const userRow = {
  id: users.id,
  name: users.name,
  email: users.email,
  role: users.role,
  active: users.active,
  emailVerified: sql<boolean>`${users.emailVerifiedAt} is not null`,
  createdAt: users.createdAt,
};

const sortable = { joined: users.createdAt, name: sql`lower(${users.name})`, email: users.email } as const;

/** The people desk's list (IDN-7); text looks at names and addresses. */
export async function listUsers(ctx: Ctx, filter: UserFilter): Promise<Page<UserRow>> {
  authorize(ctx, "users.read");
  const pattern = filter.text && `%${filter.text.normalize("NFC").replace(/[\\%_]/g, "\\$&")}%`;
  const where = and(
    filter.role ? eq(users.role, filter.role) : undefined,
    filter.state ? eq(users.active, filter.state === "active") : undefined,
    pattern ? or(ilike(users.name, pattern), ilike(users.email, pattern)) : undefined,
  );
  const direction = filter.direction === "asc" ? asc : desc;
  const [rows, [total]] = await Promise.all([
    ctx.db
      .select(userRow)
      .from(users)
      .where(where)
      .orderBy(direction(sortable[filter.sort]), direction(users.id))
      .limit(USERS_PER_PAGE)
      .offset((filter.page - 1) * USERS_PER_PAGE),
    ctx.db.select({ n: count() }).from(users).where(where),
  ]);
  const items = rows.map((row) => ({ ...row, role: row.role as Role }));
  return pageOf(items, total?.n ?? 0, filter.page, USERS_PER_PAGE);
}

/** How many people there are of each role, and how many are deactivated, for the desk's tabs. */
export async function countUsers(ctx: Ctx): Promise<{ roles: Partial<Record<Role, number>>; inactive: number }> {
  authorize(ctx, "users.read");
  const rows = await ctx.db
    .select({ role: users.role, n: count(), inactive: sql<number>`(count(*) filter (where not ${users.active}))::int` })
    .from(users)
    .groupBy(users.role);
  return {
    roles: Object.fromEntries(rows.map(({ role, n }) => [role, n])),
    inactive: rows.reduce((sum, row) => sum + row.inactive, 0),
  };
}

/** Names by id, of those who still have an account; the audit log keeps only ids of the people it tells of. */
export async function listUserNames(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> {
  authorize(ctx, "users.read");
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(inArray(users.id, [...new Set(ids)]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
