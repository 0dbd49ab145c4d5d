import { and, eq } from "drizzle-orm";
import { add, money, sum, type Money } from "../_kernel/money.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { clearLockedCart, lockCart } from "../cart/index.ts";
import { readSaleFacts, takeStock, type Shortage } from "../catalog/index.ts";
import { createOrder } from "../orders/index.ts";
import { emit } from "../outbox/index.ts";
import { openPayment } from "../payments/index.ts";
import { getSettings } from "../settings/index.ts";
import { idempotencyKeys } from "../../db/schema/checkout.ts";
import type { PlaceOrderInput } from "./model.ts";
import { flatRates } from "./shipping.ts";

export type PlaceOrderRefusal =
  | Refusal<"CART_EMPTY">
  | Refusal<"CART_CHANGED">
  | Refusal<"COUNTRY_NOT_SERVED">
  | (Refusal<"TOTAL_CHANGED"> & { total: Money })
  | (Refusal<"OUT_OF_STOCK"> & { short: Shortage[] });

export interface Placed {
  orderId: string;
  /** True when this submission had made its order before (CHK-3). */
  replayed: boolean;
}

const SCOPE = "cart";

/**
 * Turns a cart into an order that waits for its payment, in one transaction (CHK-1): the order with its lines, titles, prices
 * and address as they are now, the open payment, the mail, and last, with the books locked in the order of their ids, the
 * copies. All or nothing.
 *
 * The cart and its version are the idempotency key: the same submission again answers with the first order (CHK-3). Refuses
 * `CART_EMPTY`; `CART_CHANGED` when the cart is not the one the shopper saw; `COUNTRY_NOT_SERVED`; `TOTAL_CHANGED` with the
 * right total (minor units) when prices or delivery moved meanwhile; `OUT_OF_STOCK` with what there is of each book that is
 * short.
 * The order of somebody who is logged in is theirs.
 * @caller the person, or whoever holds the cart's token
 */
export async function placeOrder(
  ctx: Ctx,
  cartToken: string | null,
  input: PlaceOrderInput,
): Promise<Result<Placed, PlaceOrderRefusal>> {
  const settings = await getSettings(ctx);
  const shipping = flatRates(settings.shipping);
  return ctx.transact(async (tx) => {
    const cart = await lockCart(tx, ctx, cartToken);
    if (!cart) return refuse("CART_EMPTY");
    const key = `${cart.id}:${input.cartVersion}`;
    if (cart.version !== input.cartVersion) {
      const orderId = await findFirstAnswer(tx, key);
      if (orderId) return ok({ orderId, replayed: true });
      return cart.lines.length === 0 ? refuse("CART_EMPTY") : refuse("CART_CHANGED");
    }
    if (cart.lines.length === 0) return refuse("CART_EMPTY");

    const facts = await readSaleFacts(
      tx,
      cart.lines.map((line) => line.bookId),
    );
    const lines = cart.lines.flatMap(({ bookId, quantity }) => {
      const book = facts.get(bookId);
      return book ? [{ ...book, quantity }] : [];
    });
    // what is short already need not be written first; the locked look below decides
    const gone = lines.flatMap(({ bookId, sold, stock, quantity }) =>
      sold && stock >= quantity ? [] : [{ bookId, available: sold ? stock : 0 }],
    );
    if (gone.length > 0) return refuse("OUT_OF_STOCK", { short: gone });
    const subtotal = sum(
      lines.map((line) => money(line.unitPriceMinor * line.quantity, line.currency)),
      settings.shop.currency,
    );
    const quote = shipping.quote({ country: input.country, subtotal });
    if (!quote) return refuse("COUNTRY_NOT_SERVED");
    const total = add(subtotal, quote.price);
    if (total.minor !== input.seenTotal) return refuse("TOTAL_CHANGED", { total });

    const { email, name, address, line2, postcode, city, country } = input;
    const order = await createOrder(tx, ctx, {
      email,
      shipTo: { name, line1: address, line2, postcode, city, country },
      subtotal,
      shipping: quote.price,
      total,
      paymentMinutes: settings.checkout.paymentMinutes,
      lines,
    });
    await openPayment(tx, ctx, { id: order.id, total, expiresAt: order.expiresAt });
    await tx.insert(idempotencyKeys).values({ scope: SCOPE, key, orderId: order.id });
    await clearLockedCart(tx, cart.id);
    await emit(tx, ctx, "order.placed", { orderId: order.id, email, locale: ctx.locale });

    // last, so that the books everybody wants are locked for one statement and the commit
    const { short, repriced } = await takeStock(
      tx,
      ctx,
      "sale",
      order.lines.map((line) => ({ ...line, orderLineId: line.id })),
    );
    if (short.length > 0) return refuse("OUT_OF_STOCK", { short });
    if (repriced) return refuse("TOTAL_CHANGED", { total });
    return ok({ orderId: order.id, replayed: false });
  });
}

async function findFirstAnswer(tx: Tx, key: string): Promise<string | null> {
  const [first] = await tx
    .select({ orderId: idempotencyKeys.orderId })
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.scope, SCOPE), eq(idempotencyKeys.key, key)));
  return first?.orderId ?? null;
}
