"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { act, type FormState } from "@/app/_server/action";
import { cartToken } from "@/app/_server/cart-cookie";
import { orderToken } from "@/app/_server/order-cookie";
import { ownPath } from "@/app/_server/own-path";
import { paths } from "@/app/_server/paths";
import { toCart } from "@/app/_server/reordered";
import { localWords } from "@/app/_server/language";
import { NotFound } from "@/shop/_kernel/errors";
import { ok } from "@/shop/_kernel/result";
import { payOrder } from "@/shop/checkout";
import { cancelTrackedOrder, findTrackedOrderId, refillFromOrder, reorderTracked } from "@/shop/orders";
import { orderNumberSchema } from "@/shop/orders/model";

/** The form tells which order is meant; that its link was opened here, the browser's cookie alone. */
const input = z.object({ number: orderNumberSchema });

async function linkOf(number: string): Promise<string> {
  const token = await orderToken(number);
  if (!token) throw new NotFound("order");
  return token;
}

/** On to the gateway: the try that is open, or a new one. */
export async function payNow(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input,
    command: async (ctx, { number }) => {
      const orderId = await findTrackedOrderId(ctx, await linkOf(number));
      if (!orderId) throw new NotFound("order");
      const payment = await payOrder(ctx, orderId);
      if (payment.ok) return ok(ownPath(payment.value.url, ctx.shop.appUrl));
      refresh(); // the page shows where the order stands now
      return payment;
    },
  });
}

export async function cancelOrder(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input,
    command: async (ctx, { number }) => {
      const cancelled = await cancelTrackedOrder(ctx, await linkOf(number));
      if (!cancelled.ok && cancelled.code === "NOT_FOUND") throw new NotFound("order");
      if (!cancelled.ok) refresh();
      return cancelled.ok ? ok(paths.trackedOrder(number)) : cancelled;
    },
  });
}

/** Puts the books of an order that is over back into the cart, and goes there. */
export async function refill(_before: FormState, form: FormData): Promise<FormState> {
  return intoCart(form, refillFromOrder);
}

/** Everything in an order once more, at today's prices. */
export async function reorder(_before: FormState, form: FormData): Promise<FormState> {
  return intoCart(form, reorderTracked);
}

async function intoCart(form: FormData, put: typeof refillFromOrder): Promise<FormState> {
  return act(form, {
    input,
    command: async (ctx, { number }) => {
      const filled = await put(ctx, await linkOf(number), await cartToken());
      if (!filled.ok && filled.code === "NOT_FOUND") throw new NotFound("order");
      return filled.ok ? toCart(ctx, filled.value) : filled;
    },
    refused: ({ code }) => (code === "OUT_OF_STOCK" ? { message: localWords("web.order.refill")("none") } : {}),
  });
}
