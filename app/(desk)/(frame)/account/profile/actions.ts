"use server";

import { z } from "zod";
import { act, type FormState } from "@/app/_server/action";
import { paths } from "@/app/_server/paths";
import { locales } from "@/messages";
import { localWords } from "@/app/_server/language";
import { ok } from "@/shop/_kernel/result";
import { updateProfile } from "@/shop/identity";
import { profileInput } from "@/shop/identity/model";

const input = profileInput.extend({
  locale: z.enum(["", ...locales]).transform((chosen) => (chosen === "" ? null : chosen)),
});

export async function saveProfile(_before: FormState, form: FormData): Promise<FormState> {
  const t = localWords("web.account.profile.errors");
  return act(form, {
    input,
    explain: (field) => t(field === "name" ? "name" : "locale"),
    command: async (ctx, profile) => {
      await updateProfile(ctx, profile);
      return ok(paths.mine.profile({ done: "saved" }));
    },
  });
}
