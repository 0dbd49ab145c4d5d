"use server";

import type { Route } from "next";
import { act, type FormState } from "@/app/_server/action";
import { paths } from "@/app/_server/paths";
import { localWords } from "@/app/_server/language";
import { ok } from "@/shop/_kernel/result";
import { requestTrackingLink } from "@/shop/orders";
import { trackingRequest } from "@/shop/orders/model";

/** Sends the link where number and address belong together, and tells the same whether they do or not (CHK-12). */
export async function sendLink(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input: trackingRequest,
    explain: (field) => localWords("web.track.errors")(field === "number" ? "number" : "email"),
    limit: { rule: "tracking", account: ({ email }) => email },
    command: async (ctx, input) => {
      await requestTrackingLink(ctx, input);
      return ok(`${paths.trackForm()}?sent=1` as Route);
    },
  });
}
