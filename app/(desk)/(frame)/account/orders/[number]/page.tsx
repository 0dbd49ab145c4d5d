import type { Metadata } from "next";
import { settings } from "@/app/_cache/settings";
import { requireAccount } from "@/app/_server/account";
import { settle } from "@/app/_server/action";
import { paths } from "@/app/_server/paths";
import { ActForm } from "@/components/form/act-form";
import { Bought } from "@/components/order/bought";
import { PrintButton } from "@/components/order/print-button";
import { hasTimeToPay, stateWords } from "@/components/order/state";
import { Timeline } from "@/components/order/timeline";
import { Icon } from "@/components/ui/icon";
import { defaultLocale as locale, registry, translator } from "@/messages";
import { getMyOrder } from "@/shop/orders";
import { payMine } from "./actions";

export async function generateMetadata({ params }: PageProps<"/account/orders/[number]">): Promise<Metadata> {
  return { title: translator(locale, "web.order")("title", { number: (await params).number }) };
}

/** One's own order, as its link would show it. */
export default async function MyOrderPage({ params }: PageProps<"/account/orders/[number]">) {
  const ctx = await requireAccount();
  const { number } = await params;
  const [order, { shop, shipping }] = await Promise.all([settle(() => getMyOrder(ctx, number)), settings(locale)]);
  const t = translator(locale, "web.order");
  const zone = shipping.zones.find(({ countries }) => countries.includes(order.shipTo.country));
  return (
    <div className="trk pt-0">
      <div>
        <p className="no-print mb-3">
          <a className="link inline-flex min-h-tap items-center gap-2" href={paths.mine.orders()}>
            <Icon name="return" />
            {translator(locale, "web.account.orders")("back")}
          </a>
        </p>
        <h1>{t.rich("heading", { number: order.number, n: (words) => <span className="mono">{words}</span> })}</h1>
        <p className="state" role="status">
          {stateWords(order, ctx.now, locale)}
        </p>
        <div className="acts mt-5">
          {hasTimeToPay(order, ctx.now) && (
            <ActForm
              action={payMine}
              fields={{ number: order.number }}
              look="go"
              icon="card"
              words={t("pay.now")}
              busyWords={t("pay.busy")}
              failedWords={registry[locale].web.form}
            />
          )}
          <PrintButton words={t("print")} />
        </div>
        <Timeline order={order} locale={locale} timeZone={shop.timezone} deliveryDays={zone?.days ?? null} />
      </div>
      <Bought order={order} locale={locale} timeZone={shop.timezone} />
    </div>
  );
}
