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

/**
 * The order desk's rows; below 760 px each is a card that is a link as a whole. Without `sorting` the heads are plain; with
 * `selectable` each row begins with a checkbox.
 */
export function OrdersTable({
  rows,
  caption,
  clock,
  sorting,
  selectable = false,
}: {
  rows: readonly OrderRow[];
  caption: string;
  clock: DeskClock;
  sorting?: Sorting;
  selectable?: boolean;
}) {
  const { locale } = clock;
  const t = translator(locale, "web.admin.orders");
  const number = new Intl.NumberFormat(locale);
  const area = (at: keyof typeof lone) => (selectable ? "" : lone[at]);
  return (
    <table className="tbl tbl--rows stack">
      <caption className="vh">{caption}</caption>
      <thead className="max-s:hidden">
        <tr>
          {selectable && (
            <th>
              <label className="hit">
                <input type="checkbox" data-all="" aria-label={t("selectAll")} />
              </label>
            </th>
          )}
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
            className={
              selectable ? "row relative has-checked:bg-accent-wash has-checked:[&>td]:bg-accent-wash" : lone.row
            }
          >
            {selectable && (
              <td>
                <label className="hit relative z-1">
                  <input
                    type="checkbox"
                    className="[@media(pointer:coarse)]:size-6"
                    name="number"
                    value={row.number}
                    aria-label={t("select", { number: row.number })}
                  />
                </label>
              </td>
            )}
            <td className={`x-no ${area("1/1")}`}>
              <a className="mono max-s:after:absolute max-s:after:inset-0" href={paths.admin.order(row.number)}>
                {row.number}
              </a>
            </td>
            <td className={`x-at faint ${area("3/1")}`}>
              <time dateTime={row.placedAt.toISOString()}>{shortWhen(row.placedAt, clock)}</time>
            </td>
            <td className={`x-who ${area("2/1")}`}>
              <b className="font-operate">{row.name}</b> <span className="faint hide-m">{row.email}</span>
            </td>
            <td className={`x-st ${area("2/2")}`}>
              <OrderStateTag order={row} locale={locale} />
            </td>
            <td className={`x-n r ${area("3/2")}`}>
              {number.format(row.books)}
              <span className="vh"> {t("booksUnit", { count: row.books })}</span>
            </td>
            <td className="x-pay faint hide-m">{translator(locale, "web.admin.payments")(row.paymentState)}</td>
            <td className={`x-tot r ${area("1/2")}`}>{formatMoney(row.total, locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Without a checkbox the card has one column less. */
const lone = {
  row: "row relative max-s:grid-cols-[minmax(0,1fr)_auto]! max-s:px-4! hover:max-s:bg-paper-2",
  "1/1": "max-s:block! max-s:[grid-area:1/1]!",
  "2/1": "max-s:[grid-area:2/1]!",
  "3/1": "max-s:[grid-area:3/1]!",
  "1/2": "max-s:[grid-area:1/2]!",
  "2/2": "max-s:[grid-area:2/2]!",
  "3/2": "max-s:[grid-area:3/2]!",
} as const;

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
