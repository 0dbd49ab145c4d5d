"use server";

import type { Route } from "next";
import { z } from "zod";
import { act, type FormState } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { returnPath } from "@/app/_server/return-path";
import { defaultLocale as locale, translator } from "@/messages";
import { ok } from "@/shop/_kernel/result";
import { resolveIncident } from "@/shop/payments";
import { incidentNote } from "@/shop/payments/model";

/** Back to where it was settled: the list, or the order's own page. */
function doneAt(back: string): Route {
  const path = returnPath(back);
  const place = path?.startsWith(`${paths.admin.orders()}/`) ? path : paths.admin.incidents();
  const [where = place, query = ""] = place.split("?", 2);
  const params = new URLSearchParams(query);
  params.set("done", "incident");
  return `${where}?${params}` as Route;
}

export async function resolve(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("orders.manage");
  return act(form, {
    input: incidentNote.extend({ incidentId: z.uuid(), back: z.string().default("") }),
    explain: () => translator(locale, "web.admin.money.errors")("note"),
    command: async (ctx, { incidentId, back, note }) => {
      await resolveIncident(ctx, incidentId, { note });
      return ok(doneAt(back));
    },
  });
}
