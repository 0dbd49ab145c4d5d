import type { NextRequest } from "next/server";
import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import type { Found } from "@/components/admin/palette";
import { locale, localWords } from "@/app/_server/language";
import { formatMoney } from "@/shop/_kernel/money";
import { listOrders } from "@/shop/orders";
import { searched } from "../query";

const MOST = 6;

/** What a word may mean at the desk: the newest orders that bear it. */
export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await requireDesk("orders.read");
  const text = searched(Object.fromEntries(request.nextUrl.searchParams));
  const t = localWords("web.admin.states");
  const found = text ? await listOrders(ctx, { text, sort: "placed", direction: "desc", page: 1 }) : null;
  const orders = (found?.items ?? []).slice(0, MOST).map((row) => ({
    href: paths.admin.order(row.number),
    number: row.number,
    name: row.name,
    more: `${t(row.state)} · ${formatMoney(row.total, locale())}`,
  }));
  return Response.json({ orders } satisfies Found, { headers: { "cache-control": "private, no-store" } });
}
