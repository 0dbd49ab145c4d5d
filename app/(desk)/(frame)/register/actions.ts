"use server";

import { act, type Answer, type FormState } from "@/app/_server/action";
import { enter } from "@/app/_server/enter";
import { paths } from "@/app/_server/paths";
import { returnPath } from "@/app/_server/return-path";
import { forgetInvitation } from "@/app/_server/invitation";
import { localWords } from "@/app/_server/language";
import { ok } from "@/shop/_kernel/result";
import { register } from "@/shop/identity";
import { registerInput } from "@/shop/identity/model";
import { explainEmail, explainPassword } from "../../_frame/explain";

/** Makes an account and logs in to it; the guest's cart comes along. */
export async function createAccount(_before: FormState, form: FormData): Promise<FormState> {
  const t = localWords("web.register.errors");
  return act(form, {
    input: registerInput,
    explain: (field, issue, typed) => {
      if (field === "name") return t("name");
      return field === "email" ? explainEmail(field, issue, typed) : explainPassword(field, issue, typed);
    },
    limit: { rule: "register", account: ({ email }) => email },
    command: async (ctx, input) => {
      const made = await register(ctx, input);
      if (!made.ok) return made;
      await forgetInvitation();
      const entered = await enter(ctx, input);
      return ok(entered.ok ? (returnPath(form.get("next")) ?? paths.account({ done: "registered" })) : paths.login());
    },
    refused: ({ code }): Answer =>
      code === "EMAIL_TAKEN" ? { fields: { email: t("taken") } } : { fields: { password: t("common") } },
    secret: ["password"],
  });
}
