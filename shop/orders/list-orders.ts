import { and, asc, count, desc, eq, ilike, or, sql, type SQL } from "drizzle-orm";
import { money } from "../_kernel/money.ts";
import { pageOf, type Page } from "../_kernel/pagination.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { orders } from "../../db/schema/orders.ts";
import { ORDERS_PER_PAGE, type OrderFilter, type OrderRow, type OrderState, type PaymentState } from "./model.ts";

const name = sql<string>`${orders.shipTo} ->> 'name'`;

/** Order number, name, e-mail, or a word of a title or an ISBN in it. */
function matching(text: string): SQL | undefined {
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  const isbn = text.replace(/[\s-]/g, "");
  return or(
    ilike(orders.number, pattern),
    ilike(orders.email, pattern),
    ilike(name, pattern),
    sql`exists (select 1 from order_lines l where l.order_id = "orders"."id" and (l.title ilike ${pattern} or l.isbn13 = ${isbn}))`,
  );
}

const sortable = { placed: orders.placedAt, number: orders.number, total: orders.totalMinor, name } as const;

/** The order desk's list. */
export async function listOrders(ctx: Ctx, filter: OrderFilter): Promise<Page<OrderRow>> {
  authorize(ctx, "orders.read");
  const where = and(
    filter.state ? eq(orders.state, filter.state) : undefined,
    filter.text ? matching(filter.text) : undefined,
    filter.userId ? eq(orders.userId, filter.userId) : undefined,
  );
  const direction = filter.direction === "asc" ? asc : desc;
  const [rows, [total]] = await Promise.all([
    ctx.db
      .select({
        number: orders.number,
        placedAt: orders.placedAt,
        name,
        email: orders.email,
        state: orders.state,
        paymentState: orders.paymentState,
        books: sql<number>`(select coalesce(sum(l.quantity), 0)::int from order_lines l where l.order_id = "orders"."id")`,
        totalMinor: orders.totalMinor,
        currency: orders.currency,
      })
      .from(orders)
      .where(where)
      .orderBy(direction(sortable[filter.sort]), direction(orders.id))
      .limit(ORDERS_PER_PAGE)
      .offset((filter.page - 1) * ORDERS_PER_PAGE),
    ctx.db.select({ n: count() }).from(orders).where(where),
  ]);
  return pageOf(
    rows.map(({ totalMinor, currency, state, paymentState, ...row }) => ({
      ...row,
      state: state as OrderState,
      paymentState: paymentState as PaymentState,
      total: money(totalMinor, currency),
    })),
    total?.n ?? 0,
    filter.page,
    ORDERS_PER_PAGE,
  );
}

/** How many orders stand in each state, for the desk's tabs. */
export async function countOrders(ctx: Ctx): Promise<Partial<Record<OrderState, number>>> {
  authorize(ctx, "orders.read");
  const rows = await ctx.db.select({ state: orders.state, n: count() }).from(orders).groupBy(orders.state);
  return Object.fromEntries(rows.map((row) => [row.state, row.n]));
}
