"use server";

import type { Route } from "next";
import { z } from "zod";
import { act, type Explain, type FormState } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { defaultLocale as locale, translator } from "@/messages";
import { ok, type Result } from "@/shop/_kernel/result";
import { cancelOrder, deliverOrder, processOrder, shipOrder, type IllegalTransition } from "@/shop/orders";
import { noteInput, orderNumberSchema, shipmentInput, type DeskAct } from "@/shop/orders/model";

/** A note may stay away; a character that no text holds is dropped. */
const note = z
  .string()
  .default("")
  .transform((text) => text.replaceAll("\u0000", ""))
  .pipe(noteInput);
const step = z.object({ number: orderNumberSchema, note });

const explain: Explain = (field) => {
  const t = translator(locale, "web.admin.order.errors");
  return t(field === "carrier" || field === "trackingNumber" ? field : "note");
};

/**
 * Back to the order's page, which says what was done, or that somebody was first and how the order stands now. The page it
 * came from no longer fits the order, so it cannot tell.
 */
const then = (moved: Result<null, IllegalTransition>, number: string, act: DeskAct) =>
  ok(`${paths.admin.order(number)}?${moved.ok ? "done" : "refused"}=${act}` as Route);

export async function startPacking(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("orders.manage");
  return act(form, {
    input: step,
    explain,
    command: async (ctx, input) => then(await processOrder(ctx, input.number, input), input.number, "process"),
  });
}

export async function markShipped(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("orders.manage");
  return act(form, {
    input: step.extend(shipmentInput.shape),
    explain,
    command: async (ctx, input) => then(await shipOrder(ctx, input.number, input), input.number, "ship"),
  });
}

export async function markDelivered(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("orders.manage");
  return act(form, {
    input: step,
    explain,
    command: async (ctx, input) => then(await deliverOrder(ctx, input.number, input), input.number, "deliver"),
  });
}

export async function cancel(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("orders.manage");
  return act(form, {
    input: z.object({ number: orderNumberSchema, reason: note }),
    explain,
    command: async (ctx, { number, reason }) =>
      then(await cancelOrder(ctx, number, { note: reason }), number, "cancel"),
  });
}
