import { ok } from "@/shop/_kernel/result";
import { deleteReview, editReview, getReview } from "@/shop/reviews";
import { changeReview, readReview, removeReview } from "../../_endpoints/reviews.ts";
import { serve, served } from "../../_rest/serve.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  served(readReview, async ({ ctx, params: { id } }) => ok(await getReview(ctx, id))),
  served(changeReview, async ({ ctx, params: { id }, body }) => {
    const changed = await editReview(ctx, id, body);
    return changed.ok ? ok(await getReview(ctx, id)) : changed;
  }),
  served(removeReview, async ({ ctx, params: { id } }) => {
    const deleted = await deleteReview(ctx, id);
    return deleted.ok ? ok(undefined) : deleted;
  }),
);
