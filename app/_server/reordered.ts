import "server-only";
import { ok, refuse } from "@/shop/_kernel/result";
import type { Ctx } from "@/shop/context";
import type { Reordered } from "@/shop/orders/model";
import { keepCart } from "./cart-cookie";
import { cartPathAfterRefill } from "./cart-path";

/** On to the cart that an order's books were put into, which tells what is missing or costs something else. */
export async function toCart(ctx: Ctx, { cartToken, missing, repriced }: Reordered) {
  // a person's own cart needs no cookie
  if (cartToken) await keepCart(cartToken);
  else if (ctx.actor.kind === "guest") return refuse("OUT_OF_STOCK");
  return ok(cartPathAfterRefill(missing, repriced));
}
