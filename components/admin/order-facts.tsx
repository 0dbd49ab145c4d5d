import { paths } from "@/app/_server/paths";
import { translator } from "@/messages";
import type { Order } from "@/shop/orders/model";
import type { MailRow } from "@/shop/outbox/model";
import { countryName } from "../ui/format";
import { mailName, MailStateTag, mailTongue } from "./mail-state";
import { type DeskClock } from "./when";

/** Where it goes, and to whom one writes. */
export function GoesTo({ order, clock }: { order: Order; clock: DeskClock }) {
  const t = translator(clock.locale, "web.admin.order");
  const { shipTo } = order;
  const pickup = order.delivery === "pickup";
  return (
    <section className="panel" aria-labelledby="goes-to">
      <h2 id="goes-to">{t(pickup ? "pickup.heading" : "goesTo")}</h2>
      {pickup && <p className="muted mb-2">{t("pickup.text")}</p>}
      <address className="wrap-anywhere not-italic">
        {(pickup
          ? [shipTo.name]
          : [
              shipTo.name,
              shipTo.line1,
              shipTo.line2,
              `${shipTo.postcode} ${shipTo.city}`,
              countryName(shipTo.country, clock.locale),
            ]
        )
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
              <a
                className="link quiet min-h-[1.5rem]"
                href={paths.admin.mail(mail.id)}
                lang={mailTongue(mail, clock.locale)}
              >
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
