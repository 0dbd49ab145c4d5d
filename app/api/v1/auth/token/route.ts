import { issueTokens } from "@/shop/identity";
import { issueToken } from "../../_endpoints/auth.ts";
import { serve, served } from "../../_rest/serve.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  served(issueToken, ({ ctx, body, request }) =>
    issueTokens(ctx, { ...body, userAgent: request.headers.get("user-agent") }),
  ),
);
