"use server";

import { z } from "zod";
import { act, type FormState } from "@/app/_server/action";
import { invite } from "@/app/_server/invitation";
import { orderToken } from "@/app/_server/order-cookie";
import { paths } from "@/app/_server/paths";
import { NotFound } from "@/shop/_kernel/errors";
import { ok } from "@/shop/_kernel/result";
import { getTrackedOrder } from "@/shop/orders";
import { orderNumberSchema } from "@/shop/orders/model";

/** On to a new account; the order's address goes along unseen, and is only offered there. */
export async function inviteFromOrder(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input: z.object({ number: orderNumberSchema }),
    command: async (ctx, { number }) => {
      const token = await orderToken(number);
      if (!token) throw new NotFound("order");
      const { email, shipTo } = await getTrackedOrder(ctx, token);
      await invite(email, shipTo.name);
      return ok(paths.register());
    },
  });
}
