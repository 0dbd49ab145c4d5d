import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { settings } from "@/app/_cache/settings";
import { requestContext } from "@/app/_server/context";
import { paths } from "@/app/_server/paths";
import { ActForm } from "@/components/form/act-form";
import { Bought } from "@/components/order/bought";
import { Invitation } from "@/components/order/invitation";
import { PrintButton } from "@/components/order/print-button";
import { hasTimeToPay, stateWords } from "@/components/order/state";
import { Timeline } from "@/components/order/timeline";
import { formatNext, timeLeft } from "@/components/order/times";
import { Icon } from "@/components/ui/icon";
import { Note } from "@/components/ui/note";
import { config } from "@/config/env";
import { defaultLocale as locale, registry, translator } from "@/messages";
import { NotFound } from "@/shop/_kernel/errors";
import { formatMoney } from "@/shop/_kernel/money";
import { getTrackedOrder } from "@/shop/orders";
import { orderCan, type Order } from "@/shop/orders/model";
import { cancelOrder, payNow, refill } from "./actions";
import { inviteFromOrder } from "./invite";

const load = cache(async (token: string): Promise<Order> => {
  try {
    return await getTrackedOrder(await requestContext(), token);
  } catch (error) {
    if (error instanceof NotFound) notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: PageProps<"/track/[token]">): Promise<Metadata> {
  const { number } = await load((await params).token);
  // "no-referrer" would have browsers post forms with `Origin: null`, which no server action takes
  return { title: translator(locale, "web.order")("title", { number }), referrer: "same-origin" };
}

export default async function OrderPage({ params }: PageProps<"/track/[token]">) {
  const { token } = await params;
  const [ctx, order, { shop, shipping }] = await Promise.all([requestContext(), load(token), settings(locale)]);
  const t = translator(locale, "web.order");
  const zone = shipping.zones.find(({ countries }) => countries.includes(order.shipTo.country));
  const payable = hasTimeToPay(order, ctx.now);
  const fields = { token };
  return (
    <div className="wrap trk">
      <div>
        <p className="print-only">
          <b>{shop.name}</b>, {shop.street}, {shop.postcode} {shop.city} · {shop.email}
        </p>
        <h1>{t.rich("heading", { number: order.number, n: (number) => <span className="mono">{number}</span> })}</h1>
        <p className="state" role="status">
          {stateWords(order, ctx.now, locale)}
        </p>
        {payable && (
          <Note kind="wait" className="no-print mt-5">
            <p>{timeToPay(order, ctx.now, shop.timezone)}</p>
          </Note>
        )}
        <div className="acts mt-5">
          {payable && (
            <ActForm
              action={payNow}
              fields={fields}
              className="grid grow s:grow-0"
              look="go"
              icon="card"
              words={t("pay.now")}
              busyWords={t("pay.busy")}
              failedWords={registry[locale].web.form}
            />
          )}
          {orderCan.refill(order) && (
            <ActForm
              action={refill}
              fields={fields}
              className="grid grow s:grow-0"
              look="go"
              icon="bag"
              words={t("refill.act")}
              busyWords={t("refill.busy")}
              failedWords={registry[locale].web.form}
            />
          )}
          <PrintButton words={t("print")} />
        </div>
        <Timeline order={order} locale={locale} timeZone={shop.timezone} deliveryDays={zone?.days ?? null} />
      </div>
      <div>
        <Bought order={order} locale={locale} timeZone={shop.timezone} />
        <section className="no-print px-5 pt-5" aria-labelledby="can-do">
          <h2 id="can-do" className="text-lg">
            {t("cando.heading")}
          </h2>
          <ul className="mt-1">
            {orderCan.cancel(order) && (
              <li>
                <Cancel order={order} token={token} />
              </li>
            )}
            <li>
              <a
                className="quiet link flex min-h-tap items-center gap-3"
                href={`mailto:${shop.email}?${new URLSearchParams({ subject: t("cando.wrongSubject", { number: order.number }) }).toString().replaceAll("+", "%20")}`}
              >
                <Icon name="mail" />
                {t("cando.wrong")}
              </a>
            </li>
            <li>
              <a className="quiet link flex min-h-tap items-center gap-3" href={paths.home(locale)}>
                <Icon name="book" />
                {t("cando.look")}
              </a>
            </li>
          </ul>
          <p className="hint mt-3">{t("keepLink")}</p>
        </section>
        {ctx.actor.kind === "guest" && order.paidAt && (
          <Invitation action={inviteFromOrder} token={token} locale={locale} />
        )}
      </div>
    </div>
  );
}

/** Two steps, also without scripts: the question opens, and the button in it says what it does. */
function Cancel({ order, token }: { order: Order; token: string }) {
  const t = translator(locale, "web.order.cancel");
  const paid = order.state !== "pending_payment";
  return (
    <details>
      <summary className="link flex min-h-tap cursor-pointer items-center gap-3">
        <Icon name="close" />
        {t("open")}
      </summary>
      <div className="panel mb-3 p-4">
        <p className="font-semibold">{t("question", { number: order.number })}</p>
        <p className="muted mb-3">{paid ? t("paid", { total: formatMoney(order.total, locale) }) : t("unpaid")}</p>
        <ActForm
          action={cancelOrder}
          fields={{ token }}
          look="line"
          words={t("yes")}
          busyWords={t("busy")}
          failedWords={registry[locale].web.form}
        />
      </div>
    </details>
  );
}

function timeToPay(order: Order, now: Date, timeZone: string): string {
  const t = translator(locale, "web.order.pay");
  const { unit, count } = timeLeft(order.expiresAt, now);
  const left =
    unit === "minutes"
      ? t("minutes", { minutes: count })
      : unit === "hours"
        ? t("hours", { hours: count })
        : t("days", { days: count });
  const until = formatNext(order.expiresAt, now, locale, timeZone);
  return `${t("until", { until, left })}${config().PAYMENTS === "demo" ? ` ${t("demo")}` : ""}`;
}
