import { ok } from "@/shop/_kernel/result";
import { register } from "@/shop/identity";
import { registerPerson } from "../../_endpoints/auth.ts";
import { serve, served } from "../../_rest/serve.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  served(registerPerson, async ({ ctx, body }) => {
    const registered = await register(ctx, body);
    return registered.ok ? ok({ id: registered.value.userId }) : registered;
  }),
);
