import { ok } from "@/shop/_kernel/result";
import { replyToReview } from "@/shop/reviews";
import { answerReview, withdrawAnswer } from "../../../../_endpoints/reviews.ts";
import { serve, served } from "../../../../_rest/serve.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  served(answerReview, async ({ ctx, params: { id }, body }) => {
    await replyToReview(ctx, id, body.text);
    return ok(undefined);
  }),
  served(withdrawAnswer, async ({ ctx, params: { id } }) => {
    await replyToReview(ctx, id, null);
    return ok(undefined);
  }),
);
