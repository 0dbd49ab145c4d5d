"use server";

import { z } from "zod";
import { act, type FormState } from "@/app/_server/action";
import { paths } from "@/app/_server/paths";
import { NotFound } from "@/shop/_kernel/errors";
import { ok } from "@/shop/_kernel/result";
import { deleteGuestReview, editGuestReview, postGuestReview } from "@/shop/reviews";
import { explainReview, reviewFields } from "../../account/reviews/words";

const about = z.object({ token: z.string().max(100), book: z.uuid() });
const limit = { rule: "review" } as const;

export async function postByLink(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input: reviewFields.extend(about.shape),
    explain: explainReview,
    limit,
    command: async (ctx, { token, book, rating, review }) => {
      const posted = await postGuestReview(ctx, token, book, { rating, text: review });
      return posted.ok ? ok(paths.guestReview(token, { done: "posted" })) : posted;
    },
  });
}

export async function changeByLink(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input: reviewFields.extend(about.shape),
    explain: explainReview,
    limit,
    command: async (ctx, { token, book, rating, review }) => {
      await editGuestReview(ctx, token, book, { rating, text: review });
      return ok(paths.guestReview(token, { done: "changed" }));
    },
  });
}

/** One that is gone already is gone. */
export async function deleteByLink(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input: about,
    limit,
    command: async (ctx, { token, book }) => {
      try {
        await deleteGuestReview(ctx, token, book);
      } catch (error) {
        if (!(error instanceof NotFound)) throw error;
      }
      return ok(paths.guestReview(token, { done: "deleted" }));
    },
  });
}
