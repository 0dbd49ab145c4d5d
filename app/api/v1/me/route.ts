import { ok } from "@/shop/_kernel/result";
import { getProfile } from "@/shop/identity";
import { getMe } from "../_endpoints/people.ts";
import { serve, served } from "../_rest/serve.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  served(getMe, async ({ ctx }) => {
    const profile = await getProfile(ctx);
    return ok({ ...profile, createdAt: profile.createdAt.toISOString() });
  }),
);
