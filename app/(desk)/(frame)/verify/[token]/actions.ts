"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { act, type FormState } from "@/app/_server/action";
import { leave } from "@/app/_server/leave";
import { paths } from "@/app/_server/paths";
import { ok } from "@/shop/_kernel/result";
import { verifyEmail } from "@/shop/identity";

const input = z.object({ token: z.string().max(200) });

/** Uses the link up. A program that only follows links, as mail scanners do, does not get here. */
export async function confirm(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input,
    limit: { rule: "link" },
    command: async (ctx, { token }) => {
      const verified = await verifyEmail(ctx, token);
      if (verified.ok) return ok(paths.account({ done: "verified", claimed: verified.value.claimed }));
      if (verified.code !== "EMAIL_TAKEN") refresh(); // the page says so
      return verified;
    },
  });
}

/** Somebody else is logged in here: out with them, and in again as whom the link is about. */
export async function logOutFirst(form: FormData): Promise<void> {
  const token = form.get("token");
  await leave();
  redirect(paths.login(typeof token === "string" ? paths.verify(token) : undefined));
}
