import { and, eq, inArray, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import { money, type Money } from "../_kernel/money.ts";
import { refuse } from "../_kernel/result.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { orderLines, orders } from "../../db/schema/orders.ts";
import { orderCan, transitions, type HistoryCode, type OrderAct, type OrderState } from "./model.ts";
import { standingOf, tell, type IllegalTransition, type OrderRecord } from "./rows.ts";

export type { IllegalTransition } from "./rows.ts";

export interface Change {
  note?: string | null;
  code?: HistoryCode;
  /** Columns that change with the state. */
  set?: Omit<PgUpdateSetSource<typeof orders>, "id" | "state">;
}

/**
 * Moves a locked order by one act, or refuses. The UPDATE names the states it may start from once more, and history tells
 * who, when, from and to.
 */
export async function moveOrder(
  tx: Tx,
  ctx: Ctx,
  order: OrderRecord,
  act: OrderAct,
  change: Change = {},
): Promise<IllegalTransition | null> {
  const refusal = () => refuse("ILLEGAL_TRANSITION", { state: order.state as OrderState });
  if (!orderCan[act](standingOf(order))) return refusal();
  const { from, to } = transitions[act];
  const moved = await tx
    .update(orders)
    .set({ ...change.set, state: to })
    .where(and(eq(orders.id, order.id), inArray(orders.state, [...from])))
    .returning({ id: orders.id });
  if (moved.length === 0) return refusal();
  await tell(tx, ctx, order.id, { from: order.state, to, note: change.note ?? null, code: change.code ?? null });
  return null;
}

export interface PayableOrder {
  id: string;
  number: string;
  email: string;
  locale: string;
  lines: { name: string; quantity: number; unitPrice: Money }[];
  shipping: Money | null;
  total: Money;
  expiresAt: Date;
  /** Its time is up, or so nearly that no gateway's session would end before it. */
  expired: boolean;
}

/**
 * An order that waits for its money, under lock; null for one that is paid, over or unknown.
 * @caller checkout
 */
export async function lockPayableOrder(tx: Tx, orderId: string): Promise<PayableOrder | null> {
  const [row] = await tx
    .select({ order: orders, expired: sql<boolean>`${orders.expiresAt} <= now() + interval '2 minutes'` })
    .from(orders)
    .where(eq(orders.id, orderId))
    .for("update");
  if (!row || !orderCan.pay(standingOf(row.order))) return null;
  const { id, number, email, locale, totalMinor, shippingMinor, currency, expiresAt } = row.order;
  const lines = await tx
    .select({ name: orderLines.title, quantity: orderLines.quantity, minor: orderLines.unitPriceMinor })
    .from(orderLines)
    .where(eq(orderLines.orderId, orderId))
    .orderBy(orderLines.position);
  return {
    id,
    number,
    email,
    locale,
    lines: lines.map(({ minor, ...line }) => ({ ...line, unitPrice: money(minor, currency) })),
    shipping: shippingMinor > 0 ? money(shippingMinor, currency) : null,
    total: money(totalMinor, currency),
    expiresAt,
    expired: row.expired,
  };
}
