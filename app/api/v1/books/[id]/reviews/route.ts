import { ok, refuse } from "@/shop/_kernel/result";
import { listCardsById } from "@/shop/catalog";
import { getRating, getReview, listReviews, postReview } from "@/shop/reviews";
import { createReview, listBookReviews } from "../../../_endpoints/reviews.ts";
import { starsOf } from "../../../_endpoints/stars.ts";
import { serve, served } from "../../../_rest/serve.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  served(listBookReviews, async ({ ctx, params: { id }, query }) => {
    const [book] = await listCardsById(ctx, [id]);
    if (!book) return refuse("NOT_FOUND");
    const [rating, page] = await Promise.all([getRating(ctx, id), listReviews(ctx, id, query)]);
    return ok({
      ...starsOf(rating),
      histogram: [...rating.histogram],
      ...page,
      items: page.items.map((review) => ({ ...review, bookId: id })),
    });
  }),
  served(createReview, async ({ ctx, params: { id }, body }) => {
    const posted = await postReview(ctx, id, body);
    return posted.ok ? ok(await getReview(ctx, posted.value.id)) : posted;
  }),
);
