import { gt, sql, and, asc } from "drizzle-orm";
import { plainAmount } from "../_kernel/amounts.ts";
import { csvLine } from "../_kernel/csv.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { getSettings } from "../settings/index.ts";
import { orders } from "../../db/schema/orders.ts";
import { matches } from "./list-orders.ts";
import type { OrderFilter } from "./model.ts";

/** The columns of the export, in their order; their names are the channel's to say. */
export const exportColumns = [
  "number",
  "placedAt",
  "state",
  "paymentState",
  "channel",
  "name",
  "email",
  "country",
  "delivery",
  "books",
  "subtotal",
  "shipping",
  "vat",
  "total",
  "currency",
  "paidAt",
  "shippedAt",
  "deliveredAt",
  "cancelledAt",
] as const;
export type ExportColumn = (typeof exportColumns)[number];

const CHUNK = 500;

/**
 * The orders of a filter (or of the numbers given) as CSV, oldest first, a few hundred at a time, so that memory stays flat.
 * `headings` is the first line. Times are ISO 8601 in UTC, amounts plain decimals.
 * @caller staff and admins (orders.read)
 */
export async function* exportOrders(
  ctx: Ctx,
  which: { filter: OrderFilter } | { numbers: readonly string[] },
  headings: Readonly<Record<ExportColumn, string>>,
): AsyncGenerator<string> {
  authorize(ctx, "orders.read");
  const { shop } = await getSettings(ctx);
  const where =
    "filter" in which
      ? matches(which.filter, shop.timezone)
      : which.numbers.length > 0
        ? sql`${orders.number} in ${[...which.numbers]}`
        : sql`false`;
  yield csvLine(exportColumns.map((column) => headings[column]));
  let last: string | null = null;
  for (;;) {
    // ids are UUIDs of version 7: they sort by the time they were made
    const rows: (typeof orders.$inferSelect & { books: number; vat: number })[] = (
      await ctx.db
        .select({
          order: orders,
          books: sql<number>`(select coalesce(sum(l.quantity), 0)::int from order_lines l where l.order_id = "orders"."id")`,
          vat: sql<number>`((select coalesce(sum(l.vat_minor), 0) from order_lines l where l.order_id = "orders"."id")
            + (select coalesce(sum((p ->> 'vatMinor')::int), 0) from jsonb_array_elements("orders"."shipping_vat") p))::int`,
        })
        .from(orders)
        .where(and(where, last === null ? undefined : gt(orders.id, last)))
        .orderBy(asc(orders.id))
        .limit(CHUNK)
    ).map(({ order, books, vat }) => ({ ...order, books, vat }));
    for (const row of rows) yield csvLine(fieldsOf(row));
    const final = rows.at(-1);
    if (!final || rows.length < CHUNK) return;
    last = final.id;
  }
}

function fieldsOf(row: typeof orders.$inferSelect & { books: number; vat: number }): (string | number | null)[] {
  const at = (moment: Date | null) => moment?.toISOString() ?? null;
  const amount = (minor: number) => plainAmount(minor, row.currency);
  const fields: Record<ExportColumn, string | number | null> = {
    number: row.number,
    placedAt: at(row.placedAt),
    state: row.state,
    paymentState: row.paymentState,
    channel: row.channel,
    name: row.shipTo.name,
    email: row.email,
    country: row.shipTo.country,
    delivery: row.delivery,
    books: row.books,
    subtotal: amount(row.subtotalMinor),
    shipping: amount(row.shippingMinor),
    vat: amount(row.vat),
    total: amount(row.totalMinor),
    currency: row.currency,
    paidAt: at(row.paidAt),
    shippedAt: at(row.shippedAt),
    deliveredAt: at(row.deliveredAt),
    cancelledAt: at(row.cancelledAt),
  };
  return exportColumns.map((column) => fields[column]);
}
