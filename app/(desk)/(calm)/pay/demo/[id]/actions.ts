"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { act, type FormState } from "@/app/_server/action";
import { wayBack } from "@/app/_server/order-place";
import { NotFound } from "@/shop/_kernel/errors";
import { ok } from "@/shop/_kernel/result";
import { isToken } from "@/shop/_kernel/tokens";
import { decideDemoSession } from "@/shop/payments";
import { demoDecisions } from "@/shop/payments/model";

const input = z.object({ id: z.string().refine(isToken), decision: z.enum(demoDecisions) });

/** What the person at the demo gateway decided. Where they go next is the session's own address. */
export async function decide(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input,
    command: async (ctx, { id, decision }) => {
      const decided = await decideDemoSession(ctx, id, decision);
      if (decided.ok) return ok(await wayBack(ctx, decided.value.returnUrl));
      if (decided.code === "NOT_FOUND") throw new NotFound("payment");
      refresh(); // the page tells why
      return decided;
    },
  });
}
