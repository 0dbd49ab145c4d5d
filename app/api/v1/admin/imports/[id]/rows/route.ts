import { ok } from "@/shop/_kernel/result";
import { listImportRows } from "@/shop/import";
import * as endpoints from "../../../../_endpoints/imports.ts";
import { serve, served } from "../../../../_rest/serve.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  served(endpoints.listImportRows, async ({ ctx, params, query }) => ok(await listImportRows(ctx, params.id, query))),
);
