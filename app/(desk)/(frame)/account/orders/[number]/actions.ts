"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { act, type FormState } from "@/app/_server/action";
import { ownPath } from "@/app/_server/own-path";
import { ok } from "@/shop/_kernel/result";
import { payOrder } from "@/shop/checkout";
import { getMyOrder } from "@/shop/orders";
import { orderNumberSchema } from "@/shop/orders/model";

/** On to the gateway, for an order of one's own. */
export async function payMine(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input: z.object({ number: orderNumberSchema }),
    command: async (ctx, { number }) => {
      const order = await getMyOrder(ctx, number);
      const payment = await payOrder(ctx, order.id);
      if (payment.ok) return ok(ownPath(payment.value.url, ctx.shop.appUrl));
      refresh(); // the page shows where the order stands now
      return payment;
    },
  });
}
