import { resumeImport } from "@/shop/import";
import * as endpoints from "../../../../_endpoints/imports.ts";
import { serve, served } from "../../../../_rest/serve.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  served(endpoints.resumeImport, ({ ctx, params }) => resumeImport(ctx, params.id)),
);
