import { sql } from "drizzle-orm";
import { stripeGateway } from "../../shop/payments/index.ts";
import { receiveWebhook } from "../../shop/payments/index.ts";
import { settleRefund } from "../../shop/payments/index.ts";
import type { Ctx, Shop } from "../../shop/context.ts";
import { payOrder } from "../../shop/checkout/index.ts";
import { aBook, anOrder, as, guest, job, openTestShop } from "../world.ts";
import { sign, type FakeEvent } from "./books.ts";
import { StripeServer, testKey, webhookSecret } from "./server.ts";

/** A shop that takes money by the real adapter and the official SDK, from a Stripe of its own on loopback. */
export async function openStripeShop() {
  const stripe = await new StripeServer().start();
  const shop = openTestShop({
    payments: stripeGateway({
      secretKey: testKey,
      webhookSecrets: ["whsec_an_older_one", webhookSecret],
      apiBase: stripe.url,
      delivery: () => "Delivery",
    }),
  });
  return { stripe, shop, buyer: as(shop, guest), worker: as(shop, job) };
}

/** Posts an event as Stripe would; answers what the route would. */
export function post(shop: Shop, event: FakeEvent, given: { secret?: string; at?: number; body?: string } = {}) {
  const signed = JSON.stringify(event);
  const at = given.at ?? Math.floor(Date.now() / 1_000);
  const headers = new Headers({ "stripe-signature": sign(signed, given.secret ?? webhookSecret, at) });
  return receiveWebhook(as(shop, guest), given.body ?? signed, headers);
}

/** An order with one book, and the session at Stripe where it is to be paid. */
export async function anOrderAtStripe(ctx: Ctx, given: { stock?: number; price?: number; quantity?: number } = {}) {
  const book = await aBook(ctx.shop, given);
  const order = await anOrder(ctx, [{ bookId: book.id, quantity: given.quantity ?? 1 }]);
  return { book, ...order, session: await sessionFor(ctx, order.id) };
}

export async function sessionFor(ctx: Ctx, orderId: string): Promise<string> {
  const pay = await payOrder(ctx, orderId);
  if (!pay.ok) throw new Error(`not payable: ${pay.code}`);
  return pay.value.url.slice(pay.value.url.lastIndexOf("/") + 1);
}

export interface RefundRow extends Record<string, unknown> {
  id: string;
  state: string;
  reason: string;
  amount_minor: number;
  currency: string;
  round: number;
}

export async function refundsOf(ctx: Ctx, orderId: string): Promise<RefundRow[]> {
  const { rows } = await ctx.db.execute<RefundRow>(
    sql`select id, state, reason, amount_minor, currency, round from refunds where order_id = ${orderId} order by requested_at, id`,
  );
  return rows;
}

export async function settleAll(ctx: Ctx, orderId: string, lastTry = false): Promise<void> {
  for (const { id, state } of await refundsOf(ctx, orderId)) {
    if (state === "requested") await settleRefund(ctx, id, lastTry);
  }
}

export async function paymentsOf(ctx: Ctx, orderId: string) {
  const { rows } = await ctx.db.execute<{
    id: string;
    state: string;
    session_ref: string | null;
    failure: string | null;
  }>(sql`select id, state, session_ref, failure from payments where order_id = ${orderId} order by created_at, id`);
  return rows;
}
