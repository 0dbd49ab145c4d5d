import { and, eq, sql, type SQL } from "drizzle-orm";
import { money } from "../_kernel/money.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { ownId } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { refillCart } from "../cart/index.ts";
import { readSaleFacts } from "../catalog/index.ts";
import { orderLines, orders } from "../../db/schema/orders.ts";
import { orderCan, type OrderState, type Reordered } from "./model.ts";
import { standingOf, type IllegalTransition } from "./rows.ts";
import { findTrackedOrderId } from "./tracking.ts";

type Refilled = Promise<Result<Reordered, Refusal<"NOT_FOUND"> | IllegalTransition>>;

async function putBack(
  ctx: Ctx,
  where: SQL | undefined,
  cartToken: string | null,
  act: "refill" | "reorder",
): Refilled {
  const [order] = where ? await ctx.db.select().from(orders).where(where) : [];
  if (!order) return refuse("NOT_FOUND");
  if (!orderCan[act](standingOf(order))) return refuse("ILLEGAL_TRANSITION", { state: order.state as OrderState });
  const lines = await ctx.db
    .select({
      bookId: orderLines.bookId,
      title: orderLines.title,
      quantity: orderLines.quantity,
      paidMinor: orderLines.unitPriceMinor,
    })
    .from(orderLines)
    .where(eq(orderLines.orderId, order.id))
    .orderBy(orderLines.position);
  const { token, missing } = await refillCart(ctx, cartToken, lines);
  const facts = await readSaleFacts(
    ctx.db,
    lines.map((line) => line.bookId),
  );
  const titleOf = (bookId: string) => lines.find((line) => line.bookId === bookId)?.title ?? "";
  return ok({
    cartToken: token,
    missing: missing.map((book) => ({ ...book, title: titleOf(book.bookId) })),
    repriced: lines.flatMap(({ bookId, title, quantity, paidMinor }) => {
      const book = facts.get(bookId);
      const got = missing.find((one) => one.bookId === bookId)?.quantity !== quantity;
      return book && got && (book.unitPriceMinor !== paidMinor || book.currency !== order.currency)
        ? [{ bookId, title, before: money(paidMinor, order.currency), now: money(book.unitPriceMinor, book.currency) }]
        : [];
    }),
  });
}

const tracked = async (ctx: Ctx, token: string): Promise<SQL | undefined> => {
  const orderId = await findTrackedOrderId(ctx, token);
  return orderId ? eq(orders.id, orderId) : undefined;
};

/**
 * Puts the books of a cancelled order back into a cart (CHK-7), as far as they can be had and at today's prices; answers with
 * the cart's token, the books that are missing and those that cost something else now. Refuses `NOT_FOUND` for a link that
 * opens nothing, `ILLEGAL_TRANSITION` while the order lives.
 * @caller whoever holds the order's link
 */
export const refillFromOrder = async (ctx: Ctx, token: string, cartToken: string | null): Refilled =>
  putBack(ctx, await tracked(ctx, token), cartToken, "refill");

/**
 * The same for any order that does not wait for its payment (CHK-9): everything in it once more.
 * @caller whoever holds the order's link
 */
export const reorderTracked = async (ctx: Ctx, token: string, cartToken: string | null): Refilled =>
  putBack(ctx, await tracked(ctx, token), cartToken, "reorder");

/**
 * The same for one of one's own orders; others' are `NOT_FOUND`.
 * @caller the customer
 */
export const reorderMine = async (ctx: Ctx, number: string, cartToken: string | null): Refilled =>
  putBack(ctx, and(eq(orders.number, number), eq(orders.userId, ownId(ctx))) ?? sql`false`, cartToken, "reorder");
