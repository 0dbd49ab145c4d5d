"use server";

import { z } from "zod";
import { idOf, requireAccount } from "@/app/_server/account";
import { act, type Answer, type FormState } from "@/app/_server/action";
import { beginWay } from "@/app/_server/begin";
import { leave } from "@/app/_server/leave";
import { limited } from "@/app/_server/limits";
import { paths } from "@/app/_server/paths";
import { isProvider, openProviders, providerNames } from "@/app/_server/providers";
import type { WayOn } from "@/components/account/model";
import { localWords } from "@/app/_server/language";
import { ok, refuse } from "@/shop/_kernel/result";
import type { Ctx } from "@/shop/context";
import { changeEmail, changePassword, endAllSessions, endSession, unlinkProvider } from "@/shop/identity";
import { changeEmailInput, changePasswordInput, deleteAccountInput, providerInput } from "@/shop/identity/model";
import { deleteAccount } from "@/shop/privacy";
import { explainEmail, explainPassword } from "../../../_frame/explain";

const t = localWords("web.account.security");

/** Whoever sits at somebody else's open browser cannot try passwords at leisure. */
const confirming = { rule: "confirm", account: (_: unknown, { actor }: Ctx) => idOf(actor) } as const;

export async function changeMyPassword(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input: changePasswordInput,
    explain: explainPassword,
    limit: confirming,
    command: async (ctx, input) => {
      const changed = await changePassword(ctx, input);
      return changed.ok ? ok(paths.mine.security({ done: "password" })) : changed;
    },
    refused: ({ code }, _ctx, { current }): Answer =>
      code === "BAD_CREDENTIALS"
        ? { fields: { current: t(current === null ? "password.errors.missing" : "password.errors.current") } }
        : { fields: { password: localWords("web.register.errors")("common") } },
    secret: ["current", "password"],
  });
}

/** The new address counts from when its link is used; the answer is the same whether somebody else has it or not. */
export async function changeMyEmail(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input: changeEmailInput,
    explain: explainEmail,
    limit: confirming,
    command: async (ctx, input) => {
      // what succeeds is given back to `confirm`, and each success is two mails
      const tooMany = (await limited("newAddress", idOf(ctx.actor))) ?? (await limited("newAddress", input.email));
      if (tooMany) return tooMany;
      const changed = await changeEmail(ctx, input);
      return changed.ok ? ok(paths.mine.security({ done: "email" })) : changed;
    },
    refused: ({ code }): Answer =>
      code === "BAD_CREDENTIALS"
        ? { fields: { password: t("email.errors.password") } }
        : { fields: { email: t("email.errors.unchanged") } },
    secret: ["password"],
  });
}

/** On to a provider, to link a log-in there to this account: whoever comes back in another session links nothing. */
export async function linkBy(_before: WayOn, form: FormData): Promise<WayOn> {
  const { actor } = await requireAccount();
  const provider = form.get("provider");
  if (!isProvider(provider) || !openProviders().includes(provider) || actor.sessionId === null) return null;
  return beginWay(provider, {
    back: paths.mine.security(),
    sessionId: actor.sessionId,
    silent: t("linked.silent", { name: providerNames[provider] }),
  });
}

export async function unlink(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input: z.object({ provider: providerInput }),
    command: async (ctx, { provider }) => {
      const gone = await unlinkProvider(ctx, { provider });
      // one that is gone already is gone
      if (!gone.ok && gone.code === "LAST_WAY_IN") return gone;
      return ok(paths.mine.security({ done: "unlinked", by: provider }));
    },
  });
}

/** One that has ended already has ended. */
export async function endOne(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input: z.object({ id: z.uuid() }),
    command: async (ctx, { id }) => {
      await endSession(ctx, id);
      return ok(paths.mine.security({ done: "ended" }));
    },
  });
}

export async function endAll(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input: z.object({ here: z.enum(["", "too"]) }),
    command: async (ctx, { here }) => {
      if (ctx.actor.kind !== "user") return refuse("UNAUTHENTICATED");
      if (here === "") {
        const count = await endAllSessions(ctx, { except: ctx.actor.sessionId });
        return ok(paths.mine.security({ done: "others", count }));
      }
      await endAllSessions(ctx);
      await leave();
      return ok(paths.login());
    },
  });
}

/** Deletes the account for good; the browser forgets it, too. */
export async function deleteMine(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input: deleteAccountInput,
    limit: confirming,
    command: async (ctx, input) => {
      const deleted = await deleteAccount(ctx, input);
      if (!deleted.ok) return deleted;
      await leave();
      return ok(paths.loginAfter("deleted"));
    },
    refused: ({ code }, _ctx, { confirmation }): Answer =>
      code === "BAD_CREDENTIALS"
        ? {
            fields:
              confirmation === null
                ? { password: t("remove.errors.password") }
                : { confirmation: t("remove.errors.confirm") },
          }
        : {},
    secret: ["password"],
  });
}
