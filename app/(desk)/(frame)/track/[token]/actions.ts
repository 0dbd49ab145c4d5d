"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { act, type FormState } from "@/app/_server/action";
import { cartToken, keepCart } from "@/app/_server/cart-cookie";
import { cartPathAfterRefill } from "@/app/_server/cart-path";
import { ownPath } from "@/app/_server/own-path";
import { paths } from "@/app/_server/paths";
import { defaultLocale as locale, translator } from "@/messages";
import { isToken } from "@/shop/_kernel/tokens";
import { NotFound } from "@/shop/_kernel/errors";
import { ok, refuse } from "@/shop/_kernel/result";
import { payOrder } from "@/shop/checkout";
import { cancelTrackedOrder, findTrackedOrderId, refillFromOrder } from "@/shop/orders";

/** Whoever holds an order's link may do these; the link is all that is believed. */
const input = z.object({ token: z.string().refine(isToken) });

/** On to the gateway: the try that is open, or a new one. */
export async function payNow(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input,
    command: async (ctx, { token }) => {
      const orderId = await findTrackedOrderId(ctx, token);
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
    command: async (ctx, { token }) => {
      const cancelled = await cancelTrackedOrder(ctx, token);
      if (!cancelled.ok && cancelled.code === "NOT_FOUND") throw new NotFound("order");
      if (!cancelled.ok) refresh();
      return cancelled.ok ? ok(paths.track(token)) : cancelled;
    },
  });
}

/** Puts the books of an order that is over back into the cart, and goes there. */
export async function refill(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input,
    command: async (ctx, { token }) => {
      const filled = await refillFromOrder(ctx, token, await cartToken());
      if (!filled.ok && filled.code === "NOT_FOUND") throw new NotFound("order");
      if (!filled.ok) return filled;
      const { cartToken: kept, missing } = filled.value;
      // a person's own cart needs no cookie
      if (kept) await keepCart(kept);
      else if (ctx.actor.kind === "guest") return refuse("OUT_OF_STOCK");
      return ok(cartPathAfterRefill(missing));
    },
    refused: ({ code }) => (code === "OUT_OF_STOCK" ? { message: translator(locale, "web.order.refill")("none") } : {}),
  });
}
