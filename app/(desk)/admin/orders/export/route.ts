import type { NextRequest } from "next/server";
import { requireDesk } from "@/app/_server/desk";
import { streamed } from "@/app/_server/streamed";
import { registry } from "@/messages";
import { locale } from "@/app/_server/language";
import { exportOrders } from "@/shop/orders";
import { orderNumberSchema } from "@/shop/orders/model";
import { filterOf } from "../address";

/** More are asked for by their filter. */
const MOST = 500;

/** The orders of a filter, or those that are named, as CSV; written while it is read, so that it may be of any length. */
export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await requireDesk("orders.read");
  const { searchParams } = request.nextUrl;
  const numbers = searchParams
    .getAll("number")
    .filter((number) => orderNumberSchema.safeParse(number).success)
    .slice(0, MOST);
  const which = numbers.length > 0 ? { numbers } : { filter: filterOf(Object.fromEntries(searchParams)) };
  const lines = exportOrders(ctx, which, registry[locale()].web.admin.orders.csv);
  // a spreadsheet reads it as UTF-8 by the mark at its beginning
  const body = streamed(lines, "\ufeff");
  const day = ctx.now.toISOString().slice(0, 10);
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="orders-${day}.csv"`,
      "cache-control": "private, no-store",
    },
  });
}
