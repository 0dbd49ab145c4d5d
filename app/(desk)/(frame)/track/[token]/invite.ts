"use server";

import { z } from "zod";
import { act, type FormState } from "@/app/_server/action";
import { invite } from "@/app/_server/invitation";
import { paths } from "@/app/_server/paths";
import { isToken } from "@/shop/_kernel/tokens";
import { ok } from "@/shop/_kernel/result";
import { getTrackedOrder } from "@/shop/orders";

/** On to a new account; the order's address goes along unseen, and is only offered there. */
export async function inviteFromOrder(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input: z.object({ token: z.string().refine(isToken) }),
    command: async (ctx, { token }) => {
      const { email, shipTo } = await getTrackedOrder(ctx, token);
      await invite(email, shipTo.name);
      return ok(paths.register());
    },
  });
}
