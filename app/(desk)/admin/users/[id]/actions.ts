"use server";

import { z } from "zod";
import { act, type Explain, type FormState } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { localWords } from "@/app/_server/language";
import type { ShopErrorCode } from "@/shop/_kernel/codes";
import { NotFound } from "@/shop/_kernel/errors";
import { ok, type Refusal, type Result } from "@/shop/_kernel/result";
import { changeRole, deactivateUser, endUserSessions, reactivateUser } from "@/shop/identity";
import { reasonInput, roleInput } from "@/shop/identity/model";
import type { UserAct } from "@/components/admin/user-acts";

const person = z.object({ id: z.uuid() });
const withReason = person.extend({ reason: reasonInput });

const explain: Explain = (field) => localWords("web.people.person.errors")(field === "role" ? "role" : "reason");

/** Back to the person's page, which says what was done, or why not and how the account stands now. */
function then(done: Result<unknown, Refusal<ShopErrorCode>>, id: string, act: UserAct) {
  if (done.ok) return ok(paths.admin.user(id, { done: act }));
  if (done.code === "NOT_FOUND") throw new NotFound("user");
  return ok(paths.admin.user(id, { refused: act, why: done.code }));
}

export async function deactivate(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("users.manage");
  return act(form, {
    input: withReason,
    explain,
    command: async (ctx, input) => then(await deactivateUser(ctx, input), input.id, "deactivate"),
  });
}

export async function reactivate(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("users.manage");
  return act(form, {
    input: withReason,
    explain,
    command: async (ctx, input) => then(await reactivateUser(ctx, input), input.id, "reactivate"),
  });
}

export async function setRole(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("users.manage");
  return act(form, {
    input: person.extend({ role: roleInput }),
    explain,
    command: async (ctx, input) => then(await changeRole(ctx, input), input.id, "role"),
  });
}

export async function endSessions(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("users.manage");
  return act(form, {
    input: person,
    command: async (ctx, input) => then(await endUserSessions(ctx, input), input.id, "sessions"),
  });
}
