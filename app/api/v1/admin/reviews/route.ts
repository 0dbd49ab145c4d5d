import { ok } from "@/shop/_kernel/result";
import { listDeskReviews } from "@/shop/reviews";
import { moderateReviews } from "../../_endpoints/reviews.ts";
import { serve, served } from "../../_rest/serve.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  served(moderateReviews, async ({ ctx, query }) => ok(await listDeskReviews(ctx, query))),
);
