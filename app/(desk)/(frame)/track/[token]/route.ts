import type { NextRequest } from "next/server";
import { requestContext } from "@/app/_server/context";
import { keepOrder } from "@/app/_server/order-cookie";
import { paths } from "@/app/_server/paths";
import { NotFound } from "@/shop/_kernel/errors";
import { getTrackedOrder } from "@/shop/orders";

/**
 * Exchanges an order's link for a cookie, so that the secret stays neither in the address bar nor in the history nor in a
 * Referer (CHK-9). Works without scripts, and from a mail in another site's window.
 */
export async function GET(_request: NextRequest, { params }: RouteContext<"/track/[token]">) {
  const { token } = await params;
  try {
    const { number } = await getTrackedOrder(await requestContext(), token);
    await keepOrder(number, token);
    return answer(303, { location: paths.trackedOrder(number) });
  } catch (error) {
    if (error instanceof NotFound) return answer(404);
    throw error;
  }
}

const answer = (status: number, headers: Record<string, string> = {}) =>
  new Response(null, {
    status,
    headers: { ...headers, "cache-control": "private, no-store", "x-robots-tag": "noindex, nofollow" },
  });
