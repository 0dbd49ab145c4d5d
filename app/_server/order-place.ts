import "server-only";
import type { Route } from "next";
import type { Ctx } from "@/shop/context";
import { getTrackedOrder } from "@/shop/orders";
import { keepOrder } from "./order-cookie";
import { ownPath } from "./own-path";
import { paths } from "./paths";

/**
 * An order's page, with its link exchanged for this browser: for actions, which lead on within the page they were called from
 * and so cannot go by the link's own address.
 */
export async function placeOfOrder(ctx: Ctx, token: string): Promise<Route> {
  const { number } = await getTrackedOrder(ctx, token);
  await keepOrder(number, token);
  return paths.trackedOrder(number);
}

/** Where a gateway's page leads back to: an order's link is exchanged on the way. */
export async function wayBack(ctx: Ctx, url: string): Promise<Route> {
  const path = ownPath(url, ctx.shop.appUrl);
  const token = /^\/(?:track|pay\/return)\/([\w-]{43})$/.exec(path)?.[1];
  return token ? placeOfOrder(ctx, token) : path;
}
