import { ok } from "@/shop/_kernel/result";
import { removeReviews } from "@/shop/reviews";
import { removeManyReviews } from "../../../_endpoints/reviews.ts";
import { serve, served } from "../../../_rest/serve.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  served(removeManyReviews, async ({ ctx, body }) => ok(await removeReviews(ctx, body.ids))),
);
