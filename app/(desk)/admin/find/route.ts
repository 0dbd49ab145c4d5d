import type { NextRequest } from "next/server";
import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import type { Found } from "@/components/admin/palette";
import { locale, localWords } from "@/app/_server/language";
import { formatMoney } from "@/shop/_kernel/money";
import { roleMay } from "@/shop/_kernel/permissions";
import { listDeskBooks } from "@/shop/catalog";
import { listOrders } from "@/shop/orders";
import { searched } from "../query";

const MOST = 5;

/** What a word may mean at the desk: books that bear it (a scanned ISBN leads to its book), and the newest orders. */
export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await requireDesk("orders.read");
  const text = searched(Object.fromEntries(request.nextUrl.searchParams));
  const t = localWords("web.admin.states");
  const formats = localWords("web.book.formats");
  const [shelves, found] = text
    ? await Promise.all([
        roleMay(ctx.actor.role, "catalog.read")
          ? listDeskBooks(ctx, { text, sort: "title", direction: "asc", page: 1 })
          : null,
        listOrders(ctx, { text, sort: "placed", direction: "desc", page: 1 }),
      ])
    : [null, null];
  const books = (shelves?.items ?? []).slice(0, MOST).map((row) => ({
    href: paths.admin.book(row.id),
    name: row.title,
    more: `${formats(row.format)} · ${formatMoney(row.price, locale())}`,
  }));
  const orders = (found?.items ?? []).slice(0, MOST).map((row) => ({
    href: paths.admin.order(row.number),
    number: row.number,
    name: row.name,
    more: `${t(row.state)} · ${formatMoney(row.total, locale())}`,
  }));
  return Response.json({ books, orders } satisfies Found, { headers: { "cache-control": "private, no-store" } });
}
