"use server";

import { z } from "zod";
import { act, type FormState } from "@/app/_server/action";
import { paths } from "@/app/_server/paths";
import { idOf } from "@/app/_server/account";
import { ok } from "@/shop/_kernel/result";
import { requestVerification } from "@/shop/identity";

const input = z.object({ back: z.string().max(200) });

/** Sends the link that confirms the address again, from the overview or from the page about security. */
export async function sendVerification(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input,
    limit: { rule: "verifyAgain", account: (_, { actor }) => idOf(actor) },
    command: async (ctx, { back }) => {
      const sent = await requestVerification(ctx);
      if (!sent.ok) return sent;
      return ok(back === paths.account() ? paths.account({ done: "sent" }) : paths.mine.security({ done: "sent" }));
    },
  });
}
