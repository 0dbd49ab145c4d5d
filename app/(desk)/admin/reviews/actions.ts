"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { act, settle, type FormState } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { readForm } from "@/app/_server/form";
import { paths } from "@/app/_server/paths";
import type { BulkState } from "@/components/admin/bulk-form";
import { localWords } from "@/app/_server/language";
import { ok } from "@/shop/_kernel/result";
import { removeReviews, replyToReview } from "@/shop/reviews";
import { MOST_AT_ONCE, replyInput } from "@/shop/reviews/model";

const t = localWords("web.reviews.desk");

/** All that are ticked; those that somebody removed meanwhile are skipped, and told. */
export async function removeTicked(_before: BulkState, form: FormData): Promise<BulkState> {
  const ctx = await requireDesk("reviews.manage");
  const ids = Object.keys(readForm(form))
    .flatMap((name) => (name.startsWith("r.") ? [name.slice(2)] : []))
    .slice(0, MOST_AT_ONCE);
  const answer = crypto.randomUUID();
  if (ids.length === 0) return { heading: t("bulk.none"), results: [], answer };
  const { removed, missing } = await settle(() => removeReviews(ctx, ids));
  refresh(); // the list shows what is left
  const words = [t("bulk.done", { removed }), ...(missing > 0 ? [t("bulk.missing", { missing })] : [])];
  return { heading: words.join(" "), results: [], done: removed > 0, answer };
}

export async function reply(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("reviews.manage");
  return act(form, {
    input: z.object({ id: z.uuid(), reply: replyInput }),
    explain: () => t("reply.error"),
    command: async (ctx, { id, reply: text }) => {
      await replyToReview(ctx, id, text);
      return ok(paths.admin.review(id, { done: "replied" }));
    },
  });
}

export async function takeReplyBack(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("reviews.manage");
  return act(form, {
    input: z.object({ id: z.uuid() }),
    command: async (ctx, { id }) => {
      await replyToReview(ctx, id, null);
      return ok(paths.admin.review(id, { done: "removed" }));
    },
  });
}
