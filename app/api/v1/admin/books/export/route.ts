import { exported } from "@/app/_server/exported";
import { ok } from "@/shop/_kernel/result";
import { exportBooks } from "../../../_endpoints/books.ts";
import { serve, served } from "../../../_rest/serve.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  served(exportBooks, async ({ ctx, query }) => ok(exported(ctx, query.format))),
);
