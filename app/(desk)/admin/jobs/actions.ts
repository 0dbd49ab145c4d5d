"use server";

import { z } from "zod";
import { act, type FormState } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { ok } from "@/shop/_kernel/result";
import { runNow } from "@/shop/operations";

/** Has a job of the schedule run now; a second click before it begins changes nothing, and is told so. */
export async function start(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("jobs.manage");
  return act(form, {
    input: z.object({ queue: z.string().max(80) }),
    command: async (ctx, { queue }) => {
      const wished = await runNow(ctx, queue);
      if (!wished.ok && wished.code === "NOT_FOUND") return wished;
      return ok(paths.admin.jobs({ [wished.ok ? "started" : "waiting"]: queue }));
    },
  });
}
