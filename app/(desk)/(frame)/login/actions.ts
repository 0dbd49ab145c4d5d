"use server";

import { redirect } from "next/navigation";
import { act, type FormState } from "@/app/_server/action";
import { beginWay } from "@/app/_server/begin";
import { enter } from "@/app/_server/enter";
import { leave } from "@/app/_server/leave";
import { paths } from "@/app/_server/paths";
import { isProvider, openProviders, providerNames } from "@/app/_server/providers";
import { returnPath } from "@/app/_server/return-path";
import type { WayOn } from "@/components/account/model";
import { locale, localWords } from "@/app/_server/language";
import { ok } from "@/shop/_kernel/result";
import { credentialsInput } from "@/shop/identity/model";
import { homeOf } from "./home-of";

/** The same answer for an unknown address, a wrong password and a closed account (IDN-1). */
export async function logIn(_before: FormState, form: FormData): Promise<FormState> {
  const t = localWords("web.login.errors");
  return act(form, {
    input: credentialsInput,
    explain: (field) => t(field === "email" ? "email" : "password"),
    command: async (ctx, input) => {
      const entered = await enter(ctx, input);
      return entered.ok ? ok(returnPath(form.get("next")) ?? homeOf(entered.value)) : entered;
    },
    refused: () => ({ heading: t("heading"), message: t("credentials") }),
    secret: ["password"],
    limit: { rule: "logIn", account: ({ email }) => email },
  });
}

/** On to a provider; the way back ends on the log-in's page, which knows where to go on to. */
export async function logInBy(_before: WayOn, form: FormData): Promise<WayOn> {
  const provider = form.get("provider");
  if (!isProvider(provider) || !openProviders().includes(provider)) return null;
  return beginWay(provider, {
    back: paths.login(returnPath(form.get("next")) ?? undefined),
    sessionId: null,
    silent: localWords("web.login.with")("silent", { name: providerNames[provider] }),
  });
}

export async function logOut(): Promise<void> {
  await leave();
  redirect(paths.home(locale()));
}
