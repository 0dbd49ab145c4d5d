import { notFound } from "next/navigation";
import type { NextRequest } from "next/server";
import { settings } from "@/app/_cache/settings";
import { settle } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { pdf, slipOf } from "@/app/_server/pdf";
import { locale } from "@/app/_server/language";
import { joined } from "@/papers/join";
import { getOrder } from "@/shop/orders";
import { ORDERS_PER_PAGE, orderNumberSchema } from "@/shop/orders/model";

/** The slips of the orders that are named, one after the other in one document. */
export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await requireDesk("orders.read");
  const numbers = [...new Set(request.nextUrl.searchParams.getAll("number"))]
    .filter((number) => orderNumberSchema.safeParse(number).success)
    .slice(0, ORDERS_PER_PAGE);
  if (numbers.length === 0) notFound();
  const { shop } = await settings(locale());
  const slips: Uint8Array[] = [];
  for (const number of numbers) {
    const order = await settle(() => getOrder(ctx, number));
    slips.push(await slipOf(order, null, shop));
  }
  return pdf(await joined(slips), "slips");
}
