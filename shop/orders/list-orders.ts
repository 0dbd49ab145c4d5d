import { and, asc, count, desc, eq, ilike, or, sql, type SQL } from "drizzle-orm";
import { money } from "../_kernel/money.ts";
import { pageOf, type Page } from "../_kernel/pagination.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { getSettings } from "../settings/index.ts";
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

/** Which orders a filter means; days are those of the shop's time zone. */
export function matches(filter: OrderFilter, timezone: string): SQL | undefined {
  const dayStart = (day: string, days: number) =>
    sql`((${day}::date + ${days}::int)::timestamp at time zone ${timezone})`;
  return and(
    filter.state ? eq(orders.state, filter.state) : undefined,
    filter.payment ? eq(orders.paymentState, filter.payment) : undefined,
    filter.from ? sql`${orders.placedAt} >= ${dayStart(filter.from, 0)}` : undefined,
    filter.to ? sql`${orders.placedAt} < ${dayStart(filter.to, 1)}` : undefined,
    filter.userId ? eq(orders.userId, filter.userId) : undefined,
    filter.customer ? eq(orders.email, filter.customer) : undefined,
    filter.text ? matching(filter.text) : undefined,
  );
}

/** The order desk's list. */
export async function listOrders(ctx: Ctx, filter: OrderFilter): Promise<Page<OrderRow>> {
  authorize(ctx, "orders.read");
  const { shop } = await getSettings(ctx);
  const where = matches(filter, shop.timezone);
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
