import { refreshTokens } from "@/shop/identity";
import { refreshToken } from "../../_endpoints/auth.ts";
import { serve, served } from "../../_rest/serve.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  served(refreshToken, ({ ctx, body }) => refreshTokens(ctx, body)),
);
