"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { act, type FormState } from "@/app/_server/action";
import { cartToken } from "@/app/_server/cart-cookie";
import { ownPath } from "@/app/_server/own-path";
import { paths } from "@/app/_server/paths";
import { toCart } from "@/app/_server/reordered";
import { localWords } from "@/app/_server/language";
import { NotFound } from "@/shop/_kernel/errors";
import { ok } from "@/shop/_kernel/result";
import { payOrder } from "@/shop/checkout";
import { cancelMyOrder, getMyOrder, reorderMine as reorder } from "@/shop/orders";
import { orderNumberSchema } from "@/shop/orders/model";

const input = z.object({ number: orderNumberSchema });

/** On to the gateway, for an order of one's own. */
export async function payMine(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input,
    command: async (ctx, { number }) => {
      const order = await getMyOrder(ctx, number);
      const payment = await payOrder(ctx, order.id);
      if (payment.ok) return ok(ownPath(payment.value.url, ctx.shop.appUrl));
      refresh(); // the page shows where the order stands now
      return payment;
    },
  });
}

export async function cancelMine(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input,
    command: async (ctx, { number }) => {
      const cancelled = await cancelMyOrder(ctx, number);
      if (!cancelled.ok && cancelled.code === "NOT_FOUND") throw new NotFound("order");
      if (!cancelled.ok) refresh();
      return cancelled.ok ? ok(paths.mine.order(number)) : cancelled;
    },
  });
}

/** Everything in the order once more, at today's prices. */
export async function reorderMine(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input,
    command: async (ctx, { number }) => {
      const filled = await reorder(ctx, number, await cartToken());
      if (!filled.ok && filled.code === "NOT_FOUND") throw new NotFound("order");
      return filled.ok ? toCart(ctx, filled.value) : filled;
    },
    refused: ({ code }) => (code === "OUT_OF_STOCK" ? { message: localWords("web.order.refill")("none") } : {}),
  });
}
