"use server";

import { CredentialsSignin } from "next-auth";
import { redirect } from "next/navigation";
import { act, type FormState } from "@/app/_server/action";
import { signIn, signOut } from "@/app/_server/auth";
import { paths } from "@/app/_server/paths";
import { returnPath } from "@/app/_server/return-path";
import { requestContext } from "@/app/_server/context";
import { readPerson } from "@/app/_server/session";
import { defaultLocale as locale, translator } from "@/messages";
import { ok, refuse } from "@/shop/_kernel/result";
import { logOut as endSession } from "@/shop/identity";
import { credentialsInput } from "@/shop/identity/model";
import { homeOf } from "./home-of";

/** The same answer for an unknown address, a wrong password and a closed account (IDN-1). */
export async function logIn(_before: FormState, form: FormData): Promise<FormState> {
  const t = translator(locale, "web.login.errors");
  return act(form, {
    input: credentialsInput,
    explain: (field) => t(field === "email" ? "email" : "password"),
    command: async (ctx, { email, password }) => {
      const before = await readPerson();
      try {
        await signIn("credentials", { email, password, redirect: false });
      } catch (error) {
        if (error instanceof CredentialsSignin) return refuse("BAD_CREDENTIALS");
        throw error;
      }
      // the browser has forgotten the session it came with: so does the shop
      if (before) await endSession(ctx, before.sessionId);
      return ok(returnPath(form.get("next")) ?? homeOf(await readPerson()));
    },
    refused: () => ({ heading: t("heading"), message: t("credentials") }),
    secret: ["password"],
    limit: { rule: "logIn", account: ({ email }) => email },
  });
}

/** Ends the session on the server first, so that no copy of the cookie opens anything (IDN-4). */
export async function logOut(): Promise<void> {
  const person = await readPerson();
  if (person) await endSession(await requestContext(), person.sessionId);
  await signOut({ redirect: false });
  redirect(paths.home(locale));
}
