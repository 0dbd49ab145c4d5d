import { bulkBooks } from "@/shop/catalog";
import { createBooks, updateBooks } from "../../../_endpoints/books.ts";
import { serve, served } from "../../../_rest/serve.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  served(createBooks, ({ ctx, body }) => bulkBooks(ctx, { mode: "create", rows: body, door: "api" })),
  served(updateBooks, ({ ctx, body }) => bulkBooks(ctx, { mode: "update", rows: body, door: "api" })),
);
