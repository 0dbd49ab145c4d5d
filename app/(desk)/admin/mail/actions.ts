"use server";

import type { Route } from "next";
import { z } from "zod";
import { act, type FormState } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { ok } from "@/shop/_kernel/result";
import { retryDeadMails, retryMail } from "@/shop/outbox";

/** Gives a dead mail a new round of tries (MSG-3), and says so in the list, or on the mail’s page where it was pressed there. */
export async function retry(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("mail.manage");
  return act(form, {
    input: z.object({ mailId: z.uuid(), stay: z.literal("yes").optional() }),
    command: async (ctx, { mailId, stay }) => {
      const queued = await retryMail(ctx, mailId);
      return ok(`${paths.admin.mail(stay && mailId)}?${queued.ok ? "done" : "refused"}=retry` as Route);
    },
  });
}

/** Gives every dead mail a new round of tries, as after a provider that took none, and says how many there were. */
export async function retryAll(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("mail.manage");
  return act(form, {
    input: z.object({}),
    command: async (ctx) => {
      const queued = await retryDeadMails(ctx);
      return ok(`${paths.admin.mail()}?done=all${queued.ok ? `&mails=${queued.value.mails}` : ""}` as Route);
    },
  });
}
