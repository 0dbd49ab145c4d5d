import { ok } from "@/shop/_kernel/result";
import { moveWishesToCart } from "@/shop/wishlist";
import { moveWishes } from "../../_endpoints/wishlist.ts";
import { serve, served } from "../../_rest/serve.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  served(moveWishes, async ({ ctx, body }) => ok({ items: await moveWishesToCart(ctx, body.bookIds) })),
);
