import { notFound } from "next/navigation";
import type { NextRequest } from "next/server";
import { settings } from "@/app/_cache/settings";
import { settle } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { pdf, slipOf } from "@/app/_server/pdf";
import { locale } from "@/app/_server/language";
import { getOrder } from "@/shop/orders";

/** What lies in a parcel, or in the order where none is named, with the ISBNs to scan. */
export async function GET(
  request: NextRequest,
  { params }: RouteContext<"/admin/orders/[number]/slip">,
): Promise<Response> {
  const ctx = await requireDesk("orders.read");
  const { number } = await params;
  const [order, { shop }] = await Promise.all([
    settle(() => getOrder(ctx, decodeURIComponent(number))),
    settings(locale()),
  ]);
  const wanted = request.nextUrl.searchParams.get("parcel");
  const parcel = wanted === null ? null : order.parcels.find(({ id }) => id === wanted);
  if (parcel === undefined) notFound();
  return pdf(await slipOf(order, parcel, shop), `slip-${order.number}`);
}
