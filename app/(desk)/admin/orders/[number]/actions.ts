"use server";

import type { Route } from "next";
import { z } from "zod";
import { act, type Explain, type FormState } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { localWords } from "@/app/_server/language";
import { ok, type Refusal, type Result } from "@/shop/_kernel/result";
import {
  addOrderNote,
  cancelOrder,
  deliverOrder,
  deliverParcel,
  packParcel,
  processOrder,
  revokeTrackingLinks,
  shipOrder,
  shipParcel,
  unpackParcel,
  type NothingChosen,
  type QuantityTooMuch,
} from "@/shop/orders";
import { noteInput, orderNoteInput, orderNumberSchema } from "@/shop/orders/model";
import { resolveIncident } from "@/shop/payments";
import { incidentNote } from "@/shop/payments/model";
import { packForm, shipForm } from "./forms";

/** A note may stay away; a character that no text holds is dropped. */
const note = z
  .string()
  .default("")
  .transform((text) => text.replaceAll("\u0000", ""))
  .pipe(noteInput);
const step = z.object({ number: orderNumberSchema, note });
const parcel = z.object({ number: orderNumberSchema, parcelId: z.uuid() });

const explain: Explain = (field) => {
  const t = localWords("web.admin.order.errors");
  if (field.startsWith("pack.")) return t("copies");
  return t(field === "carrier" || field === "trackingNumber" || field === "text" ? field : "note");
};

/**
 * Back to the order's page, which says what was done, or that somebody was first and how the order stands now. The page it
 * came from no longer fits the order, so it cannot tell.
 */
const then = (moved: Result<unknown, Refusal<"ILLEGAL_TRANSITION">>, number: string, act: string) =>
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
    input: shipForm.and(step),
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

/** Any part of the order into a parcel of its own. */
export async function pack(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("orders.manage");
  return act(form, {
    input: packForm,
    explain,
    command: async (ctx, { number, lines }): Promise<Result<Route, QuantityTooMuch | NothingChosen>> => {
      const packed = await packParcel(ctx, number, { lines });
      if (!packed.ok && packed.code !== "ILLEGAL_TRANSITION") return packed;
      return then(packed, number, "pack");
    },
    refused: (refusal) => {
      const t = localWords("web.admin.order.errors");
      if (refusal.code !== "QUANTITY_TOO_MUCH") return {};
      return { fields: { [`pack.${refusal.lineId}`]: t("left", { left: refusal.left }) } };
    },
  });
}

export async function unpack(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("orders.manage");
  return act(form, {
    input: parcel,
    command: async (ctx, { number, parcelId }) => then(await unpackParcel(ctx, number, parcelId), number, "unpack"),
  });
}

export async function shipOne(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("orders.manage");
  return act(form, {
    input: shipForm.and(parcel).and(z.object({ note })),
    explain,
    command: async (ctx, input) =>
      then(await shipParcel(ctx, input.number, input.parcelId, input), input.number, "shipOne"),
  });
}

export async function deliverOne(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("orders.manage");
  return act(form, {
    input: parcel,
    command: async (ctx, { number, parcelId }) =>
      then(await deliverParcel(ctx, number, parcelId, { note: null }), number, "deliverOne"),
  });
}

/** For the desk alone. */
export async function addNote(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("orders.manage");
  return act(form, {
    input: orderNoteInput.extend({ number: orderNumberSchema }),
    explain,
    command: async (ctx, { number, text }) => {
      await addOrderNote(ctx, number, { text });
      return ok(`${paths.admin.order(number)}?done=note` as Route);
    },
  });
}

/** Shuts the links that were sent out; the next mail carries another. */
export async function revokeLinks(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("orders.manage");
  return act(form, {
    input: z.object({ number: orderNumberSchema }),
    command: async (ctx, { number }) => {
      await revokeTrackingLinks(ctx, number);
      return ok(`${paths.admin.order(number)}?done=links` as Route);
    },
  });
}

/** Money that needed a look has been looked after. */
export async function resolve(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("orders.manage");
  return act(form, {
    input: incidentNote.extend({ number: orderNumberSchema, incidentId: z.uuid() }),
    explain,
    command: async (ctx, { number, incidentId, note: what }) => {
      await resolveIncident(ctx, incidentId, { note: what });
      return ok(`${paths.admin.order(number)}?done=incident` as Route);
    },
  });
}
