import type { NextRequest } from "next/server";
import { carriedWish, dropWish } from "@/app/_server/carried-wish";
import { requestContext } from "@/app/_server/context";
import { paths } from "@/app/_server/paths";
import { addWish } from "@/shop/wishlist";

/**
 * Where a log-in leads that a heart asked for: saves the book that the browser kept meanwhile (sealed, so that no link can
 * make one up), and goes back to the page of the heart.
 */
export async function GET(_request: NextRequest) {
  const ctx = await requestContext();
  if (ctx.actor.kind !== "user") return goTo(paths.login(paths.mine.keepWish()));
  const wish = await carriedWish();
  if (!wish) return goTo(paths.mine.wishlist());
  const added = await addWish(ctx, wish.book);
  await dropWish();
  if (!added.ok) return goTo(paths.mine.wishlist({ refused: added.code }));
  return goTo(wish.back ?? paths.mine.wishlist({ done: "saved" }));
}

const goTo = (location: string) =>
  new Response(null, { status: 303, headers: { location, "cache-control": "private, no-store" } });
