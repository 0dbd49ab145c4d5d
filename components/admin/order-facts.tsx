import { paths } from "@/app/_server/paths";
import { translator } from "@/messages";
import { formatMoney } from "@/shop/_kernel/money";
import type { Order } from "@/shop/orders/model";
import type { MailRow } from "@/shop/outbox/model";
import { countryName } from "../ui/format";
import { mailName, MailStateTag } from "./mail-state";
import { longWhen, type DeskClock } from "./when";

/** Where it goes, and to whom one writes. */
export function GoesTo({ order, clock }: { order: Order; clock: DeskClock }) {
  const t = translator(clock.locale, "web.admin.order");
  const { shipTo } = order;
  return (
    <section className="panel" aria-labelledby="goes-to">
      <h2 id="goes-to">{t("goesTo")}</h2>
      <address className="wrap-anywhere not-italic">
        {[
          shipTo.name,
          shipTo.line1,
          shipTo.line2,
          `${shipTo.postcode} ${shipTo.city}`,
          countryName(shipTo.country, clock.locale),
        ]
          .filter((line) => line !== null)
          .map((line) => (
            <span key={line} className="block">
              {line}
            </span>
          ))}
      </address>
      <p className="mt-3 wrap-anywhere">
        <a className="link inline-flex min-h-5 items-center" href={`mailto:${encodeURIComponent(order.email)}`}>
          {order.email}
        </a>
      </p>
      <p>
        <a className="faint inline-flex min-h-5 items-center" href={paths.admin.orders({ customer: order.email })}>
          {t("otherOrders")}
        </a>
      </p>
    </section>
  );
}

/** The money: what came, what is missing, what went back. */
export function PaymentFacts({ order, clock }: { order: Order; clock: DeskClock }) {
  const { locale } = clock;
  const t = translator(locale, "web.admin");
  const total = formatMoney(order.total, locale);
  return (
    <section className="panel" aria-labelledby="payment">
      <h2 id="payment">{t("order.payment.heading")}</h2>
      <p>
        <b className="font-operate">{t(`payments.${order.paymentState}`)}</b>
        <span className="muted block">
          {order.paidAt
            ? t("order.payment.paidAt", { total, when: longWhen(order.paidAt, clock) })
            : order.state === "pending_payment"
              ? t("order.payment.open", { total, when: longWhen(order.expiresAt, clock) })
              : t("order.payment.over", { total })}
        </span>
      </p>
      {order.lastPaymentFailed && order.state === "pending_payment" && (
        <p className="muted">{t("order.payment.declined")}</p>
      )}
      {order.refunds.length > 0 && (
        <>
          <h3 className="mt-4 font-sans text-xs font-semibold">{t("order.refunds.heading")}</h3>
          <ul>
            {order.refunds.map((refund) => (
              <li key={refund.requestedAt.getTime()} className={refund.state === "failed" ? "text-red" : "muted"}>
                {t(`order.refunds.${refund.state}`, {
                  amount: formatMoney(refund.amount, locale),
                  when: longWhen(refund.settledAt ?? refund.requestedAt, clock),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

export function Parcels({ order, clock }: { order: Order; clock: DeskClock }) {
  const t = translator(clock.locale, "web.admin.order.parcels");
  if (order.parcels.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="parcels">
      <h2 id="parcels">{t("heading", { count: order.parcels.length })}</h2>
      <ul className="grid gap-3">
        {order.parcels.map((parcel) => (
          <li key={parcel.id} className="wrap-anywhere">
            {parcel.carrier} <span className="mono whitespace-normal">{parcel.trackingNumber}</span>
            <span className="muted block">
              {parcel.shippedAt && t("sent", { when: longWhen(parcel.shippedAt, clock) })}
              {parcel.deliveredAt && ` · ${t("arrived", { when: longWhen(parcel.deliveredAt, clock) })}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What was written to the customer about it. */
export function OrderMails({ mails, clock }: { mails: readonly MailRow[]; clock: DeskClock }) {
  const t = translator(clock.locale, "web.admin.order.mails");
  return (
    <section className="panel" aria-labelledby="mails">
      <h2 id="mails">{t("heading")}</h2>
      {mails.length === 0 ? (
        <p className="muted">{t("none")}</p>
      ) : (
        <ul className="grid gap-2">
          {mails.map((mail) => (
            <li key={mail.id} className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3">
              <a className="link quiet" href={paths.admin.mail(mail.id)}>
                {mailName(mail, clock.locale)}
              </a>
              <MailStateTag mail={mail} locale={clock.locale} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
