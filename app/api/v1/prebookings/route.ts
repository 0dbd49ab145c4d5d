import { ok } from "@/shop/_kernel/result";
import { listMyPrebookings, prebook } from "@/shop/prebooking";
import { listRatings } from "@/shop/reviews";
import { createPrebooking, listPrebookings } from "../_endpoints/prebookings.ts";
import { starsOf } from "../_endpoints/stars.ts";
import { serve, served } from "../_rest/serve.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  served(listPrebookings, async ({ ctx, query }) => {
    const page = await listMyPrebookings(ctx, query);
    const ratings = await listRatings(ctx, [...new Set(page.items.map(({ book }) => book.id))]);
    const items = page.items.map(({ createdAt, notifiedAt, cancelledAt, book, ...item }) => ({
      ...item,
      book: { ...book, ...starsOf(ratings.get(book.id)) },
      createdAt: createdAt.toISOString(),
      notifiedAt: notifiedAt?.toISOString() ?? null,
      cancelledAt: cancelledAt?.toISOString() ?? null,
    }));
    return ok({ ...page, items });
  }),
  served(createPrebooking, ({ ctx, body }) => prebook(ctx, body)),
);
