"use server";

import type { Route } from "next";
import { act, type FormState } from "@/app/_server/action";
import { paths } from "@/app/_server/paths";
import { localWords } from "@/app/_server/language";
import { ok } from "@/shop/_kernel/result";
import { requestReset } from "@/shop/identity";
import { resetRequestInput } from "@/shop/identity/model";

/** Sends the link where there is an account, and tells the same whether there is or not (IDN-1). */
export async function sendLink(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input: resetRequestInput,
    explain: () => localWords("web.password.forgot.errors")("email"),
    limit: { rule: "reset", account: ({ email }) => email },
    command: async (ctx, input) => {
      await requestReset(ctx, input);
      return ok(`${paths.forgot()}?sent=1` as Route);
    },
  });
}
