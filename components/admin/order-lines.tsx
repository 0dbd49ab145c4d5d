import { paths } from "@/app/_server/paths";
import { translator, type Locale } from "@/messages";
import { formatMoney } from "@/shop/_kernel/money";
import { formatRate } from "@/shop/_kernel/vat";
import type { Order } from "@/shop/orders/model";
import { Cover } from "../book/cover";
import { tongue } from "../ui/tongue";

/** What was sold, at the prices of then, and what it comes to. */
export function OrderLines({ order, locale }: { order: Order; locale: Locale }) {
  const t = translator(locale, "web.admin.order");
  const format = translator(locale, "web.book.formats");
  const copies = order.lines.reduce((sum, line) => sum + line.quantity, 0);
  return (
    <section className="panel overflow-hidden p-0!" aria-labelledby="books">
      <div className="box__h">
        <h2 id="books">{t("books", { count: copies })}</h2>
      </div>
      <table className="tbl">
        <thead>
          <tr>
            <th>{t("columns.book")}</th>
            <th className="r">{t("columns.copies")}</th>
            <th className="r max-s:hidden">{t("columns.price")}</th>
            <th className="r">{t("columns.sum")}</th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line) => (
            <tr key={line.id}>
              <td>
                <div className="cell">
                  <Cover book={{ id: line.bookId, coverKey: line.coverKey }} small />
                  <span>
                    {line.slug ? (
                      <a className="bt" href={paths.book(locale, line.slug)} lang={tongue(line.language, locale)}>
                        {line.title}
                      </a>
                    ) : (
                      <span className="bt" lang={tongue(line.language, locale)}>
                        {line.title}
                      </span>
                    )}
                    <span className="faint block">
                      {[
                        line.authors,
                        format(line.format),
                        line.isbn13 && t("isbn", { isbn: line.isbn13 }),
                        !line.slug && t("gone"),
                      ]
                        .filter(Boolean)
                        .join(" · ")}
                    </span>
                  </span>
                </div>
              </td>
              <td className="r">
                {line.quantity}
                {(["cancelled", "returned", "packed"] as const).map(
                  (what) =>
                    line[what] > 0 && (
                      <span key={what} className="faint block whitespace-nowrap">
                        {t(`copies.${what}`, { count: line[what] })}
                      </span>
                    ),
                )}
              </td>
              <td className="r max-s:hidden">{formatMoney(line.unitPrice, locale)}</td>
              <td className="r">{formatMoney(line.lineTotal, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <dl className="sums border-t border-rule px-4 py-3">
        <div>
          <dt className="faint">{t("sums.books")}</dt>
          <dd>{formatMoney(order.subtotal, locale)}</dd>
        </div>
        <div>
          <dt className="faint">{t("sums.delivery")}</dt>
          <dd>{order.shipping.minor === 0 ? t("sums.free") : formatMoney(order.shipping, locale)}</dd>
        </div>
        <div className="text-sm font-semibold">
          <dt>{t("sums.total")}</dt>
          <dd>{formatMoney(order.total, locale)}</dd>
        </div>
        {order.vat.map((row) => (
          <div key={row.rateBp} className="faint">
            <dt>{t("sums.vatOf", { rate: formatRate(row.rateBp, locale), net: formatMoney(row.net, locale) })}</dt>
            <dd>{formatMoney(row.vat, locale)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
