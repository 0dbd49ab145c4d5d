import { translator, type Locale } from "@/messages";
import type { HistoryEntry, Order } from "@/shop/orders/model";
import { longWhen, type DeskClock } from "./when";

/** Everything that happened to an order, the newest first, with who did it and what they noted. */
export function History({ order, clock }: { order: Order; clock: DeskClock }) {
  return (
    <ol className="hist2">
      {order.history.toReversed().map((entry, index) => (
        <li key={order.history.length - index}>
          <time className="faint" dateTime={entry.at.toISOString()}>
            {longWhen(entry.at, clock)}
          </time>
          <span>
            {sentenceOf(entry, order, clock.locale)}
            {entry.note && <span className="faint block wrap-anywhere whitespace-pre-line">{entry.note}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}

function sentenceOf(entry: HistoryEntry, order: Order, locale: Locale): string {
  const t = translator(locale, "web.admin.order.history");
  const what = whatOf(entry, order, locale);
  if (entry.by === "desk") return entry.name ? t("by.desk", { what, name: entry.name }) : t("by.deskUnnamed", { what });
  const byHand = entry.from !== null && entry.from !== entry.to && entry.to === "cancelled";
  return entry.by === "customer" && byHand ? t("by.customer", { what }) : what;
}

function whatOf({ from, to, code, by }: HistoryEntry, order: Order, locale: Locale): string {
  const t = translator(locale, "web.admin.order.history");
  if (from === null) {
    return order.channel === "web" ? t("placed") : t("placedElsewhere", { channel: order.channel });
  }
  if (from === to && code) return t(code);
  if (to === "paid" && code === "late_payment") return t("paidLate");
  if (to === "cancelled") return t(by === "shop" ? "expired" : "cancelled");
  return to === "pending_payment" ? t("placed") : t(to);
}
