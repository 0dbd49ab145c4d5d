import type { Metadata } from "next";
import { settings } from "@/app/_cache/settings";
import { requireAccount } from "@/app/_server/account";
import { settle } from "@/app/_server/action";
import { paths } from "@/app/_server/paths";
import { OrderView } from "@/components/order/order-view";
import { config } from "@/config/env";
import { locale, localWords } from "@/app/_server/language";
import { listMyInvoices } from "@/shop/invoices";
import { getMyOrder } from "@/shop/orders";
import { cancelMine, payMine, reorderMine } from "./actions";

export async function generateMetadata({ params }: PageProps<"/account/orders/[number]">): Promise<Metadata> {
  return { title: localWords("web.order")("title", { number: (await params).number }) };
}

/** One's own order, as its link would show it. */
export default async function MyOrderPage({ params }: PageProps<"/account/orders/[number]">) {
  const ctx = await requireAccount();
  const { number } = await params;
  const [order, { shop, shipping }] = await Promise.all([settle(() => getMyOrder(ctx, number)), settings(locale())]);
  const papers = await listMyInvoices(ctx, order.number);
  return (
    <OrderView
      order={order}
      locale={locale()}
      now={ctx.now}
      shop={shop}
      shipping={shipping}
      demo={config().PAYMENTS === "demo"}
      doors={{
        fields: { number: order.number },
        pay: payMine,
        cancel: cancelMine,
        refill: reorderMine,
        reorder: reorderMine,
        papers: papers.map((paper) => ({ ...paper, href: paths.mine.invoice(order.number, paper.number) })),
      }}
      back={{ href: paths.mine.orders(), words: localWords("web.account.orders")("back") }}
    />
  );
}
