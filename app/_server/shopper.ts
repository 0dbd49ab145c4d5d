import "server-only";
import type { Shopper } from "@/components/shopper/model";
import { roleMay } from "@/shop/_kernel/permissions";
import { countCart } from "@/shop/cart";
import { listWishedIds } from "@/shop/wishlist";
import { countUnread } from "@/shop/notifications";
import { cartToken } from "./cart-cookie";
import { requestContext } from "./context";

/** What the header shows of whoever asks. */
export async function currentShopper(): Promise<Shopper> {
  const [ctx, token] = await Promise.all([requestContext(), cartToken()]);
  const { actor } = ctx;
  const [cart, unread, wished] = await Promise.all([countCart(ctx, token), countUnread(ctx), listWishedIds(ctx)]);
  return {
    name: actor.kind === "user" ? actor.name : null,
    staff: actor.kind === "user" && roleMay(actor.role, "desk.enter"),
    cart,
    wished,
    unread,
  };
}
