import { ok } from "@/shop/_kernel/result";
import { listDemand } from "@/shop/prebooking";
import { listPrebookingDemand } from "../../_endpoints/prebookings.ts";
import { serve, served } from "../../_rest/serve.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  served(listPrebookingDemand, async ({ ctx, query }) => {
    const page = await listDemand(ctx, query);
    const items = page.items.map(({ since, latest, ...row }) => ({
      ...row,
      since: since.toISOString(),
      latest: latest.toISOString(),
    }));
    return ok({ ...page, items });
  }),
);
