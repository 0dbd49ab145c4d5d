import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { settings } from "@/app/_cache/settings";
import { requestContext } from "@/app/_server/context";
import { orderToken } from "@/app/_server/order-cookie";
import { paths } from "@/app/_server/paths";
import { Invitation } from "@/components/order/invitation";
import { OrderView } from "@/components/order/order-view";
import { config } from "@/config/env";
import { locale, localWords } from "@/app/_server/language";
import { NotFound } from "@/shop/_kernel/errors";
import { listTrackedInvoices } from "@/shop/invoices";
import { getTrackedOrder } from "@/shop/orders";
import { orderNumberSchema, type Order } from "@/shop/orders/model";
import { cancelOrder, payNow, refill, reorder } from "./actions";
import { inviteFromOrder } from "./invite";

const t = localWords("web.order");

/** The order that this browser holds the link of. Whoever holds none is asked for it, whether there is such an order or not. */
const load = cache(async (text: string): Promise<Order> => {
  const number = orderNumberSchema.safeParse(text);
  if (!number.success) notFound();
  const token = await orderToken(number.data);
  if (!token) redirect(paths.trackForm(number.data));
  try {
    const order = await getTrackedOrder(await requestContext(), token);
    if (order.number !== number.data) notFound();
    return order;
  } catch (error) {
    if (error instanceof NotFound) redirect(paths.trackForm(number.data));
    throw error;
  }
});

export async function generateMetadata({ params }: PageProps<"/track/order/[number]">): Promise<Metadata> {
  const { number } = await load(decodeURIComponent((await params).number));
  // the address holds no secret; "no-referrer" would have browsers post forms with `Origin: null`, which no action takes
  return { title: t("title", { number }), referrer: "same-origin" };
}

export default async function TrackedOrderPage({ params }: PageProps<"/track/order/[number]">) {
  const [ctx, order, { shop, shipping }] = await Promise.all([
    requestContext(),
    load(decodeURIComponent((await params).number)),
    settings(locale()),
  ]);
  const papers = await listTrackedInvoices(ctx, (await orderToken(order.number)) ?? "");
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
        pay: payNow,
        cancel: cancelOrder,
        refill,
        reorder,
        papers: papers.map(({ number, kind }) => ({ number, kind, href: paths.trackedInvoice(order.number, number) })),
      }}
      hint={t("keepLink")}
    >
      {ctx.actor.kind === "guest" && order.paidAt && (
        <Invitation action={inviteFromOrder} number={order.number} locale={locale()} />
      )}
    </OrderView>
  );
}
