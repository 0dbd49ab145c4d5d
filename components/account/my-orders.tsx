import { paths } from "@/app/_server/paths";
import { translator } from "@/messages";
import { formatMoney } from "@/shop/_kernel/money";
import type { MyOrderRow } from "@/shop/orders/model";
import { OrderStateTag } from "../admin/order-state";
import { longWhen, type DeskClock } from "../admin/when";

/** A person's orders, newest first; on a phone each is a card that is a link as a whole. */
export function MyOrders({ rows, caption, clock }: { rows: readonly MyOrderRow[]; caption: string; clock: DeskClock }) {
  const { locale } = clock;
  const t = translator(locale, "web.account.orders");
  const number = new Intl.NumberFormat(locale);
  return (
    <div className="panel overflow-x-clip">
      <table className="tbl tbl--rows stack text-sm">
        <caption className="vh">{caption}</caption>
        <thead className="max-s:hidden">
          <tr>
            <th>{t("number")}</th>
            <th>{t("placed")}</th>
            <th>{t("state")}</th>
            <th className="r">{t("books")}</th>
            <th className="r">{t("total")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={row.number}
              className="row relative max-s:grid-cols-[minmax(0,1fr)_auto]! max-s:px-4! hover:max-s:bg-paper-2"
            >
              <td className="max-s:block! max-s:[grid-area:1/1]!">
                <a className="mono after:absolute after:inset-0" href={paths.mine.order(row.number)}>
                  {row.number}
                </a>
              </td>
              <td className="faint max-s:[grid-area:2/1]!">
                <time dateTime={row.placedAt.toISOString()}>{longWhen(row.placedAt, clock)}</time>
              </td>
              <td className="max-s:[grid-area:2/2]! max-s:justify-self-end">
                <OrderStateTag order={row} locale={locale} />
              </td>
              <td className="r max-s:hidden">
                {number.format(row.books)}
                <span className="vh"> {t("booksUnit", { count: row.books })}</span>
              </td>
              <td className="r max-s:[grid-area:1/2]!">{formatMoney(row.total, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
