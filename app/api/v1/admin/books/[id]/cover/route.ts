import { ok } from "@/shop/_kernel/result";
import { removeCover, setCover } from "@/shop/catalog";
import { removeBookCover, setBookCover } from "../../../../_endpoints/books.ts";
import { serve, served } from "../../../../_rest/serve.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  served(setBookCover, ({ ctx, params, body }) => setCover(ctx, { bookId: params.id, picture: body })),
  served(removeBookCover, async ({ ctx, params }) => {
    const removed = await removeCover(ctx, params.id);
    return removed.ok ? ok(undefined) : removed;
  }),
);
