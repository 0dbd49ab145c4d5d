"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { act, type FormState } from "@/app/_server/action";
import { paths } from "@/app/_server/paths";
import { localWords } from "@/app/_server/language";
import { ok } from "@/shop/_kernel/result";
import { resetPassword } from "@/shop/identity";
import { resetPasswordInput } from "@/shop/identity/model";
import { explainPassword } from "../../../_frame/explain";

const input = resetPasswordInput.extend({ token: z.string().max(200) });

/** Sets the password and uses the link up; whoever set it logs in with it, since every session has ended. */
export async function setPassword(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input,
    explain: explainPassword,
    limit: { rule: "link" },
    command: async (ctx, typed) => {
      const set = await resetPassword(ctx, typed);
      if (set.ok) return ok(paths.loginAfter("reset"));
      if (set.code === "LINK_INVALID") refresh(); // the page says so
      return set;
    },
    refused: ({ code }) =>
      code === "PASSWORD_COMMON" ? { fields: { password: localWords("web.register.errors")("common") } } : {},
    secret: ["password"],
  });
}
