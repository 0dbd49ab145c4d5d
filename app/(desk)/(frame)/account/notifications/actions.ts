"use server";

import { z } from "zod";
import { act, type FormState } from "@/app/_server/action";
import { paths } from "@/app/_server/paths";
import { ok } from "@/shop/_kernel/result";
import { readAllNotifications, readNotification, savePreferences } from "@/shop/notifications";
import { everyChoice } from "@/shop/notifications/model";

/** One that was read, or is gone, needs nothing more. */
export async function readOne(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input: z.object({ id: z.string(), page: z.coerce.number().int().min(1).max(10_000).catch(1) }),
    command: async (ctx, { id, page }) => {
      const read = await readNotification(ctx, id);
      return ok(
        paths.mine.notifications({ page: page > 1 ? page : undefined, done: "read", count: read.ok ? 1 : undefined }),
      );
    },
  });
}

export async function readAll(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input: z.object({}),
    command: async (ctx) => {
      const { value } = await readAllNotifications(ctx);
      return ok(paths.mine.notifications({ done: "read", count: value.read }));
    },
  });
}

const ticked = z.object(
  Object.fromEntries(everyChoice.map(({ kind, channel }) => [`${kind}.${channel}`, z.literal("on").optional()])),
);

/** A box that is not ticked is not sent: all are on the form, so what is missing was switched off. */
export async function saveChoices(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input: ticked,
    command: async (ctx, on) => {
      await savePreferences(
        ctx,
        everyChoice.map((choice) => ({ ...choice, wanted: on[`${choice.kind}.${choice.channel}`] === "on" })),
      );
      return ok(paths.mine.notifications({ done: "saved" }));
    },
  });
}
