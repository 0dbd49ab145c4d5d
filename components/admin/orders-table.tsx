import { paths } from "@/app/_server/paths";
import { translator, type Locale } from "@/messages";
import { formatMoney } from "@/shop/_kernel/money";
import type { OrderRow, OrderSort } from "@/shop/orders/model";
import { OrderStateTag } from "./order-state";
import { shortWhen, type DeskClock } from "./when";

export interface Sorting {
  sort: OrderSort;
  direction: "asc" | "desc";
  href: (sort: OrderSort, direction: "asc" | "desc") => string;
}

/** The order desk's rows; below 760 px each is a card that is a link as a whole. Without `sorting` the heads are plain. */
export function OrdersTable({
  rows,
  caption,
  clock,
  sorting,
}: {
  rows: readonly OrderRow[];
  caption: string;
  clock: DeskClock;
  sorting?: Sorting;
}) {
  const { locale } = clock;
  const t = translator(locale, "web.admin.orders");
  const number = new Intl.NumberFormat(locale);
  return (
    <table className="tbl tbl--rows stack">
      <caption className="vh">{caption}</caption>
      <thead className="max-s:hidden">
        <tr>
          <Head column="number" {...{ sorting, locale }} />
          <Head column="placed" {...{ sorting, locale }} />
          <Head column="name" {...{ sorting, locale }} />
          <th>{t("columns.state")}</th>
          <th className="r">{t("columns.books")}</th>
          <th className="hide-m">{t("columns.payment")}</th>
          <Head column="total" right {...{ sorting, locale }} />
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={row.number}
            className="row relative max-s:grid-cols-[minmax(0,1fr)_auto]! max-s:px-4! hover:max-s:bg-paper-2"
          >
            <td className="x-no max-s:block! max-s:[grid-area:1/1]!">
              <a className="mono max-s:after:absolute max-s:after:inset-0" href={paths.admin.order(row.number)}>
                {row.number}
              </a>
            </td>
            <td className="x-at faint max-s:[grid-area:3/1]!">
              <time dateTime={row.placedAt.toISOString()}>{shortWhen(row.placedAt, clock)}</time>
            </td>
            <td className="x-who max-s:[grid-area:2/1]!">
              <b className="font-operate">{row.name}</b> <span className="faint hide-m">{row.email}</span>
            </td>
            <td className="x-st max-s:[grid-area:2/2]!">
              <OrderStateTag order={row} locale={locale} />
            </td>
            <td className="x-n r max-s:[grid-area:3/2]!">
              {number.format(row.books)}
              <span className="vh"> {t("booksUnit", { count: row.books })}</span>
            </td>
            <td className="x-pay faint hide-m">{translator(locale, "web.admin.payments")(row.paymentState)}</td>
            <td className="x-tot r max-s:[grid-area:1/2]!">{formatMoney(row.total, locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A head that sorts: the sorted one turns round, the others start as one would expect. */
function Head({
  column,
  right = false,
  sorting,
  locale,
}: {
  column: OrderSort;
  right?: boolean;
  sorting: Sorting | undefined;
  locale: Locale;
}) {
  const t = translator(locale, "web.admin");
  const name = t(`orders.columns.${column}`);
  const className = right ? "r" : undefined;
  if (!sorting) return <th className={className}>{name}</th>;
  const sorted = sorting.sort === column;
  const first = column === "name" ? "asc" : "desc";
  const next = !sorted ? first : sorting.direction === "asc" ? "desc" : "asc";
  return (
    <th
      className={className}
      aria-sort={sorted ? (sorting.direction === "asc" ? "ascending" : "descending") : undefined}
    >
      <a className="max-s:invisible" href={sorting.href(column, next)} aria-label={t("list.sortBy", { column: name })}>
        {name}
        {sorted && <span aria-hidden="true">{sorting.direction === "asc" ? "↑" : "↓"}</span>}
      </a>
    </th>
  );
}
