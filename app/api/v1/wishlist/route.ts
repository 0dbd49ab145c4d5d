import { ok } from "@/shop/_kernel/result";
import { listRatings } from "@/shop/reviews";
import { listWishes } from "@/shop/wishlist";
import { readWishlist } from "../_endpoints/wishlist.ts";
import { starsOf } from "../_endpoints/stars.ts";
import { serve, served } from "../_rest/serve.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  served(readWishlist, async ({ ctx }) => {
    const wishes = await listWishes(ctx);
    const ratings = await listRatings(
      ctx,
      wishes.map(({ book }) => book.id),
    );
    return ok({
      items: wishes.map(({ book, ...wish }) => ({
        ...wish,
        bookId: book.id,
        slug: book.slug,
        title: book.title,
        price: book.price,
        availability: book.availability.kind,
        sold: book.sold,
        ...starsOf(ratings.get(book.id)),
      })),
    });
  }),
);
