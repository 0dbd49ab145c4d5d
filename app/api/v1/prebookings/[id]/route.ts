import { ok } from "@/shop/_kernel/result";
import { cancelPrebooking } from "@/shop/prebooking";
import { deletePrebooking } from "../../_endpoints/prebookings.ts";
import { serve, served } from "../../_rest/serve.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  served(deletePrebooking, async ({ ctx, params }) => {
    const cancelled = await cancelPrebooking(ctx, params.id);
    return cancelled.ok ? ok(undefined) : cancelled;
  }),
);
