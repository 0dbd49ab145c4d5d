import type { NextRequest } from "next/server";
import { requestContext } from "@/app/_server/context";
import { paths } from "@/app/_server/paths";
import { readSmallForm } from "@/app/_server/small-form";
import { subscribeAgain, unsubscribe } from "@/shop/notifications";

const noStore = { "cache-control": "no-store" };

/**
 * Stops the mails that a link is about: the link alone says who, so that mail programs can do it for their readers, from
 * anywhere and without cookies (RFC 8058). The page at the same address posts here, too; what it did is told there.
 */
export async function POST(request: NextRequest, { params }: RouteContext<"/api/unsubscribe/[token]">) {
  const [{ token }, given, ctx] = await Promise.all([params, readSmallForm(request), requestContext()]);
  const again = given.act === "again";
  const result = await (again ? subscribeAgain : unsubscribe)(ctx, token);
  if (typeof given.act === "string") {
    const location = paths.unsubscribe(token, result.ok ? { done: again ? "again" : "stopped" } : {});
    return new Response(null, { status: 303, headers: { ...noStore, location } });
  }
  return new Response(null, { status: result.ok ? 204 : 404, headers: noStore });
}
