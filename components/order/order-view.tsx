import type { ReactNode } from "react";
import { paths } from "@/app/_server/paths";
import { registry, translator, type Locale } from "@/messages";
import { formatMoney } from "@/shop/_kernel/money";
import { comesBack, orderCan, type Order } from "@/shop/orders/model";
import type { InvoiceKind } from "@/shop/invoices/model";
import type { ShippingSettings, ShopSettings } from "@/shop/settings/model";
import { ActForm } from "../form/act-form";
import type { FormAction } from "../form/model";
import { LinkButton } from "../ui/button";
import { Icon } from "../ui/icon";
import { Note } from "../ui/note";
import { Bought } from "./bought";
import { Parcels } from "./parcels";
import { PrintButton } from "./print-button";
import { hasTimeToPay, stateWords } from "./state";
import { Timeline } from "./timeline";
import { formatNext, timeLeft } from "./times";

/** What may be done from an order's page, and how the page says which order is meant. */
export interface OrderDoors {
  fields: Record<string, string>;
  pay: FormAction;
  cancel?: FormAction;
  refill?: FormAction;
  reorder?: FormAction;
  /** Invoices and credit notes, each with the address of its PDF. */
  papers: readonly { number: string; kind: InvoiceKind; href: string }[];
}

/** An order as its customer sees it: where it stands, what one can do now, what happened and what comes next. */
export function OrderView({
  order,
  locale,
  now,
  shop,
  shipping,
  demo,
  doors,
  back,
  hint,
  children,
}: {
  order: Order;
  locale: Locale;
  now: Date;
  shop: ShopSettings;
  shipping: ShippingSettings;
  /** Whether payments move no money. */
  demo: boolean;
  doors: OrderDoors;
  /** Where the list is that it stands in; the page is then a part of a larger one. */
  back?: { href: string; words: string };
  /** What to know of the page's own address. */
  hint?: ReactNode;
  /** Below what one can do. */
  children?: ReactNode;
}) {
  const t = translator(locale, "web.order");
  const zone = shipping.zones.find(({ countries }) => countries.includes(order.shipTo.country));
  const payable = hasTimeToPay(order, now);
  const [on, ...others] = order.parcels.filter(({ state }) => state === "shipped");
  // more than one are followed one by one, further down
  const follow = others.length === 0 ? on : undefined;
  const { fields } = doors;
  const failedWords = registry[locale].web.form;
  return (
    <div className={back ? "trk pt-0" : "wrap trk"}>
      <div>
        {back && (
          <p className="no-print mb-3">
            <a className="link inline-flex min-h-tap items-center gap-2" href={back.href}>
              <Icon name="return" />
              {back.words}
            </a>
          </p>
        )}
        <p className="print-only">
          <b>{shop.name}</b>, {shop.street}, {shop.postcode} {shop.city} · {shop.email}
        </p>
        <h1>{t.rich("heading", { number: order.number, n: (number) => <span className="mono">{number}</span> })}</h1>
        <p className="state" role="status">
          {stateWords(order, now, locale)}
        </p>
        {payable && (
          <Note kind="wait" className="no-print mt-5">
            <p>
              {timeToPay(order, now, locale, shop.timezone)}
              {demo && ` ${t("pay.demo")}`}
            </p>
          </Note>
        )}
        <div className="acts mt-5">
          {payable && (
            <ActForm
              action={doors.pay}
              fields={fields}
              className="grid grow s:grow-0"
              look="go"
              icon="card"
              words={t("pay.now")}
              busyWords={t("pay.busy")}
              failedWords={failedWords}
            />
          )}
          {doors.refill && orderCan.refill(order) && (
            <ActForm
              action={doors.refill}
              fields={fields}
              className="grid grow s:grow-0"
              look="go"
              icon="bag"
              words={t("refill.act")}
              busyWords={t("refill.busy")}
              failedWords={failedWords}
            />
          )}
          {follow?.trackingUrl && (
            <LinkButton look="go" href={follow.trackingUrl} rel="noreferrer">
              <Icon name="truck" />
              {t("follow", { carrier: follow.carrier ?? "" })}
            </LinkButton>
          )}
          <PrintButton words={t("print")} />
          {doors.papers.map((paper) => (
            <LinkButton key={paper.number} href={paper.href}>
              <Icon name="download" />
              {paper.kind === "invoice" ? t("invoice") : t("creditNote", { number: paper.number })}
            </LinkButton>
          ))}
        </div>
        <Parcels order={order} locale={locale} />
        <Timeline order={order} locale={locale} timeZone={shop.timezone} deliveryDays={zone?.days ?? null} />
      </div>
      <div>
        <Bought order={order} locale={locale} timeZone={shop.timezone} />
        <section className="no-print px-5 pt-5" aria-labelledby="can-do">
          <h2 id="can-do" className="text-lg">
            {t("cando.heading")}
          </h2>
          <ul className="doings mt-1">
            {doors.cancel && orderCan.cancel(order) && (
              <li>
                <Cancel order={order} action={doors.cancel} fields={fields} locale={locale} />
              </li>
            )}
            {doors.reorder && orderCan.reorder(order) && !orderCan.refill(order) && (
              <li>
                <ActForm
                  action={doors.reorder}
                  fields={fields}
                  look="bare"
                  icon="bag"
                  words={t("reorder.act")}
                  busyWords={t("reorder.busy")}
                  failedWords={failedWords}
                />
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
          {hint && <p className="hint mt-3">{hint}</p>}
        </section>
        {children}
      </div>
    </div>
  );
}

/** Two steps, also without scripts: the question opens, and the button in it says what it does. */
function Cancel({
  order,
  action,
  fields,
  locale,
}: {
  order: Order;
  action: FormAction;
  fields: OrderDoors["fields"];
  locale: Locale;
}) {
  const t = translator(locale, "web.order.cancel");
  const back = comesBack(order);
  return (
    <details>
      <summary className="link flex min-h-tap cursor-pointer items-center gap-3">
        <Icon name="close" />
        {t("open")}
      </summary>
      <div className="panel mb-3 p-4">
        <p className="font-semibold">{t("question", { number: order.number })}</p>
        <p className="muted mb-3">
          {back.minor > 0
            ? t("paid", { total: formatMoney(back, locale) })
            : t(order.paidAt === null ? "unpaid" : "nothing")}
        </p>
        <ActForm
          action={action}
          fields={fields}
          look="line"
          words={t("yes")}
          busyWords={t("busy")}
          failedWords={registry[locale].web.form}
        />
      </div>
    </details>
  );
}

function timeToPay(order: Order, now: Date, locale: Locale, timeZone: string): string {
  const t = translator(locale, "web.order.pay");
  const { unit, count } = timeLeft(order.expiresAt, now);
  const left =
    unit === "minutes"
      ? t("minutes", { minutes: count })
      : unit === "hours"
        ? t("hours", { hours: count })
        : t("days", { days: count });
  return t("until", { until: formatNext(order.expiresAt, now, locale, timeZone), left });
}
