import { ok } from "@/shop/_kernel/result";
import { listImports, startImport } from "@/shop/import";
import * as endpoints from "../../_endpoints/imports.ts";
import { serve, served } from "../../_rest/serve.ts";
import { shownImport } from "./shown.ts";

async function* nothing(): AsyncGenerator<Uint8Array> {}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  served(endpoints.listImports, async ({ ctx, query }) => {
    const page = await listImports(ctx, query);
    return ok({ ...page, items: page.items.map(shownImport) });
  }),
  served(endpoints.startImport, ({ ctx, query, request }) =>
    startImport(ctx, {
      fileName: query.name,
      format: query.format,
      stock: query.stock,
      content: (request.body as unknown as AsyncIterable<Uint8Array> | null) ?? nothing(),
      guess: true,
    }),
  ),
);
