import { ok } from "@/shop/_kernel/result";
import { getImport } from "@/shop/import";
import * as endpoints from "../../../_endpoints/imports.ts";
import { serve, served } from "../../../_rest/serve.ts";
import { shownImport } from "../shown.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  served(endpoints.getImport, async ({ ctx, params }) => ok(shownImport(await getImport(ctx, params.id)))),
);
