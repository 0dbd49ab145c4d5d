import { and, eq } from "drizzle-orm";
import { add, zero, type Money } from "../_kernel/money.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { clearLockedCart, lockCart } from "../cart/index.ts";
import { readSaleFacts, takeStock, type Shortage } from "../catalog/index.ts";
import { createOrder } from "../orders/index.ts";
import { emit } from "../outbox/index.ts";
import { openPayment } from "../payments/index.ts";
import type { Address } from "../orders/model.ts";
import { getSettings, type Settings } from "../settings/index.ts";
import { idempotencyKeys } from "../../db/schema/checkout.ts";
import type { PlaceOrderInput } from "./model.ts";
import { goodsOf, taxed } from "./quote.ts";
import { flatRates } from "./shipping.ts";

export type PlaceOrderRefusal =
  | Refusal<"CART_EMPTY">
  | Refusal<"CART_CHANGED">
  | Refusal<"COUNTRY_NOT_SERVED">
  | Refusal<"PICKUP_NOT_OFFERED">
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
 * `CART_EMPTY`; `CART_CHANGED` when the cart is not the one the shopper saw; `COUNTRY_NOT_SERVED`; `PICKUP_NOT_OFFERED`; `TOTAL_CHANGED` with the
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
    const goods = goodsOf(lines, settings.shop.currency);
    const way = wayOf(input, settings, goods.subtotal);
    if ("code" in way) return way;
    const total = add(goods.subtotal, way.price);
    if (total.minor !== input.seenTotal) return refuse("TOTAL_CHANGED", { total });

    const { email } = input;
    const vat = taxed(goods, way.price, { tax: settings.tax, country: way.shipTo.country });
    const order = await createOrder(tx, ctx, {
      email,
      delivery: input.delivery,
      shipTo: way.shipTo,
      subtotal: goods.subtotal,
      shipping: way.price,
      shippingVat: vat.shipping,
      total,
      paymentMinutes: settings.checkout.paymentMinutes,
      lines: lines.map((line, index) => ({
        ...line,
        vatRateBp: vat.lines[index]?.rateBp ?? 0,
        vatMinor: vat.lines[index]?.vatMinor ?? 0,
      })),
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

/** Where it goes and what that costs: to an address, or to the shop itself, which is also where it is taxed then. */
function wayOf(
  input: PlaceOrderInput,
  { shop, shipping }: Settings,
  subtotal: Money,
): { price: Money; shipTo: Address } | Refusal<"COUNTRY_NOT_SERVED"> | Refusal<"PICKUP_NOT_OFFERED"> {
  const { name } = input;
  if (input.delivery === "pickup") {
    if (!shipping.pickup.offered) return refuse("PICKUP_NOT_OFFERED");
    const { street, postcode, city, country } = shop;
    return { price: zero(subtotal.currency), shipTo: { name, line1: street, line2: null, postcode, city, country } };
  }
  const { address, line2, postcode, city, country } = input;
  const quote = flatRates(shipping).quote({ country, subtotal });
  if (!quote) return refuse("COUNTRY_NOT_SERVED");
  return { price: quote.price, shipTo: { name, line1: address, line2, postcode, city, country } };
}

async function findFirstAnswer(tx: Tx, key: string): Promise<string | null> {
  const [first] = await tx
    .select({ orderId: idempotencyKeys.orderId })
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.scope, SCOPE), eq(idempotencyKeys.key, key)));
  return first?.orderId ?? null;
}
