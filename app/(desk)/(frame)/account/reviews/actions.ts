"use server";

import { z } from "zod";
import { act, type FormState } from "@/app/_server/action";
import { paths } from "@/app/_server/paths";
import { NotFound } from "@/shop/_kernel/errors";
import { ok } from "@/shop/_kernel/result";
import { deleteReview, editReview, postReview } from "@/shop/reviews";
import { idOf } from "@/app/_server/account";
import { explainReview, reviewFields } from "./words";

/** A second click finds the review there, and says so. */
export async function postMine(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input: reviewFields.extend({ book: z.uuid() }),
    explain: explainReview,
    limit: { rule: "review", account: (_input, { actor }) => idOf(actor) },
    command: async (ctx, { book, rating, review }) => {
      const posted = await postReview(ctx, book, { rating, text: review });
      return posted.ok ? ok(paths.mine.reviews({ done: "posted" })) : posted;
    },
  });
}

export async function changeMine(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input: reviewFields.extend({ id: z.uuid() }),
    explain: explainReview,
    limit: { rule: "review", account: (_input, { actor }) => idOf(actor) },
    command: async (ctx, { id, rating, review }) => {
      const changed = await editReview(ctx, id, { rating, text: review });
      return changed.ok ? ok(paths.mine.reviews({ done: "changed" })) : changed;
    },
  });
}

/** One that is gone already is gone. */
export async function deleteMine(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input: z.object({ id: z.uuid() }),
    command: async (ctx, { id }) => {
      try {
        const deleted = await deleteReview(ctx, id);
        if (!deleted.ok) return deleted;
      } catch (error) {
        if (!(error instanceof NotFound)) throw error;
      }
      return ok(paths.mine.reviews({ done: "deleted" }));
    },
  });
}
