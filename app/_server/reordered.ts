import "server-only";
import { ok, refuse } from "@/shop/_kernel/result";
import type { Reordered } from "@/shop/orders/model";
import { keepCart } from "./cart-cookie";
import { cartPathAfterRefill } from "./cart-path";

/** On to the cart that an order's books were put into, which tells what is missing or costs something else. */
export async function toCart({ cartToken, missing, repriced }: Reordered) {
  if (!cartToken) return refuse("OUT_OF_STOCK");
  await keepCart(cartToken);
  return ok(cartPathAfterRefill(missing, repriced));
}
