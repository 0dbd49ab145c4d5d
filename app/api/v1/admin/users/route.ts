import { ok } from "@/shop/_kernel/result";
import { listUsers } from "@/shop/identity";
import { listAccounts } from "../../_endpoints/people.ts";
import { serve, served } from "../../_rest/serve.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  served(listAccounts, async ({ ctx, query }) => {
    const page = await listUsers(ctx, query);
    return ok({ ...page, items: page.items.map((user) => ({ ...user, createdAt: user.createdAt.toISOString() })) });
  }),
);
