"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { act, type FormState } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { ok } from "@/shop/_kernel/result";
import { isToken } from "@/shop/_kernel/tokens";
import { actOnDemoSession, resolveIncident } from "@/shop/payments";
import { demoActs, incidentNote } from "@/shop/payments/model";

/** Somebody has looked after it. */
export async function resolve(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("orders.manage");
  return act(form, {
    input: incidentNote.extend({ id: z.uuid() }),
    command: async (ctx, { id, note }) => {
      await resolveIncident(ctx, id, { note });
      refresh();
      return ok(null);
    },
  });
}

/** What the demo gateway's operator lets happen. */
export async function operate(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("orders.manage");
  return act(form, {
    input: z.object({ id: z.string().refine(isToken), act: z.enum(demoActs) }),
    command: async (ctx, { id, act: what }) => {
      const done = await actOnDemoSession(ctx, id, what);
      refresh();
      return done;
    },
  });
}
