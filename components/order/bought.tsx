import { paths } from "@/app/_server/paths";
import { translator, type Locale } from "@/messages";
import { formatMoney, type Money } from "@/shop/_kernel/money";
import { formatRate } from "@/shop/_kernel/vat";
import type { Order, RefundEntry } from "@/shop/orders/model";
import { Cover } from "../book/cover";
import { countryName, formatDate } from "../ui/format";
import { tongue } from "../ui/tongue";

/** What was bought, what it cost, what went back, and where it goes. */
export function Bought({ order, locale, timeZone }: { order: Order; locale: Locale; timeZone: string }) {
  const t = translator(locale, "web.order");
  const amount = (money: Money) => formatMoney(money, locale);
  const sent = order.state === "shipped" || order.state === "delivered";
  return (
    <aside className="panel sumry static" aria-labelledby="books">
      <h2 id="books">{t(sent ? "books.parcel" : "books.heading")}</h2>
      <ul className="mini">
        {order.lines.map((line) => (
          <li key={line.id}>
            <Cover book={{ id: line.bookId, coverKey: line.coverKey }} small />
            <span>
              <span className="t" lang={tongue(line.language, locale)}>
                {line.slug ? (
                  <a className="quiet" href={paths.book(locale, line.slug)}>
                    {line.title}
                  </a>
                ) : (
                  line.title
                )}
              </span>
              <br />
              <span className="muted small">{translator(locale, "web.book")(`formats.${line.format}`)}</span>
              {line.quantity > 1 && (
                <span className="muted small num block">
                  {t("books.times", { quantity: line.quantity, price: amount(line.unitPrice) })}
                </span>
              )}
              {order.state !== "cancelled" && line.cancelled > 0 && (
                <span className="muted small block">{t("copies.cancelled", { count: line.cancelled })}</span>
              )}
              {line.returned > 0 && (
                <span className="muted small block">{t("copies.returned", { count: line.returned })}</span>
              )}
            </span>
            <span className="num">{amount(line.lineTotal)}</span>
          </li>
        ))}
      </ul>
      <dl className="sums">
        <div>
          <dt>{t("sums.books")}</dt>
          <dd>{amount(order.subtotal)}</dd>
        </div>
        <div>
          <dt>{t("sums.delivery")}</dt>
          <dd>{order.shipping.minor === 0 ? t("sums.free") : amount(order.shipping)}</dd>
        </div>
        <div className="tot">
          <dt>{t(totalWord(order))}</dt>
          <dd>{amount(order.total)}</dd>
        </div>
      </dl>
      {order.vat.length === 0 ? (
        <p className="hint">{t("sums.vat")}</p>
      ) : (
        order.vat.map((row) => (
          <p key={row.rateBp} className="hint">
            {t("sums.vatOf", { rate: formatRate(row.rateBp, locale), vat: amount(row.vat) })}
          </p>
        ))
      )}
      {order.refunds.length > 0 && (
        <>
          <h2 className="mt-5">{t("refunds.heading")}</h2>
          <ul>
            {order.refunds.map((refund) => (
              <li key={refund.id}>{refundWords(refund, locale, timeZone)}</li>
            ))}
          </ul>
        </>
      )}
      <h2 className="mt-5">{t(order.delivery === "pickup" ? "pickup" : "goingTo")}</h2>
      <address className="muted not-italic">
        {order.shipTo.name}
        <br />
        {order.shipTo.line1}
        <br />
        {order.shipTo.line2 && (
          <>
            {order.shipTo.line2}
            <br />
          </>
        )}
        {order.shipTo.postcode} {order.shipTo.city}, {countryName(order.shipTo.country, locale)}
      </address>
    </aside>
  );
}

const totalWord = (order: Order) =>
  order.paymentState === "paid" ? "sums.paid" : order.state === "pending_payment" ? "sums.toPay" : "sums.total";

function refundWords(refund: RefundEntry, locale: Locale, timeZone: string): string {
  const t = translator(locale, "web.order.refunds");
  const amount = formatMoney(refund.amount, locale);
  return refund.state === "succeeded" && refund.settledAt
    ? t("succeeded", { amount, date: formatDate(refund.settledAt, locale, timeZone) })
    : t(refund.state === "failed" ? "failed" : "requested", { amount });
}
