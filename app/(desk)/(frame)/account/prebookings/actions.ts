"use server";

import { act, type FormState } from "@/app/_server/action";
import { paths } from "@/app/_server/paths";
import { NotFound } from "@/shop/_kernel/errors";
import { ok } from "@/shop/_kernel/result";
import { cancelPrebooking } from "@/shop/prebooking";
import { cancelPrebookingInput } from "@/shop/prebooking/model";

/** Waits no longer; of two clicks the second changes nothing. */
export async function cancelMine(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input: cancelPrebookingInput,
    command: async (ctx, { id }) => {
      const cancelled = await cancelPrebooking(ctx, id);
      if (!cancelled.ok && cancelled.code === "NOT_FOUND") throw new NotFound("pre-booking");
      return ok(
        cancelled.ok
          ? paths.mine.prebookings({ done: "cancelled", book: cancelled.value.bookId })
          : paths.mine.prebookings({ refused: cancelled.code }),
      );
    },
  });
}
