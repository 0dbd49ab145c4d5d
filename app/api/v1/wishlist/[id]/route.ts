import { ok } from "@/shop/_kernel/result";
import { addWish, removeWish } from "@/shop/wishlist";
import { dropWish, saveWish } from "../../_endpoints/wishlist.ts";
import { serve, served } from "../../_rest/serve.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  served(saveWish, async ({ ctx, params: { id } }) => {
    const added = await addWish(ctx, id);
    return added.ok ? ok(undefined) : added;
  }),
  served(dropWish, async ({ ctx, params: { id } }) => {
    await removeWish(ctx, id);
    return ok(undefined);
  }),
);
