import { ok } from "@/shop/_kernel/result";
import { revokeTokens } from "@/shop/identity";
import { revokeToken } from "../../_endpoints/auth.ts";
import { serve, served } from "../../_rest/serve.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  served(revokeToken, async ({ ctx, body }) => {
    await revokeTokens(ctx, body);
    return ok(undefined);
  }),
);
