import { paths } from "@/app/_server/paths";
import { translator, type Locale } from "@/messages";
import { formatMoney } from "@/shop/_kernel/money";
import { LOW_STOCK, type BookSort, type DeskBookRow } from "@/shop/catalog/model";
import { Cover } from "../book/cover";
import { Tag } from "../ui/tag";
import { Tick, TickAll } from "./many-form";
import { tongue } from "../ui/tongue";

export interface BookSorting {
  sort: BookSort;
  direction: "asc" | "desc";
  href: (sort: BookSort, direction: "asc" | "desc") => string;
}

/** The desk's books, each with a box to tick; below 760 px a row is a card. */
export function BooksTable({
  rows,
  caption,
  locale,
  sorting,
}: {
  rows: readonly DeskBookRow[];
  caption: string;
  locale: Locale;
  sorting: BookSorting;
}) {
  const t = translator(locale, "web.catalogue");
  const formats = translator(locale, "web.book.formats");
  const number = new Intl.NumberFormat(locale);
  return (
    <div className="panel overflow-x-clip">
      <table className="tbl tbl--rows stack">
        <caption className="vh">{caption}</caption>
        <thead className="max-s:hidden">
          <tr>
            <th>
              <TickAll label={t("list.selectAll")} />
            </th>
            <Head column="title" {...{ sorting, locale }} />
            <th className="hide-m">{t("list.columns.isbn")}</th>
            <th className="hide-m">{t("list.columns.genre")}</th>
            <th>{t("list.columns.state")}</th>
            <Head column="price" right {...{ sorting, locale }} />
            <Head column="stock" right {...{ sorting, locale }} />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className="row relative">
              <td>
                <Tick name={`b.${row.id}`} label={t("list.select", { title: row.title })} />
              </td>
              <td className="max-s:[grid-area:1/2/3/3]!">
                <span className="cell">
                  <span className="hide-m w-[1.6rem] flex-none" aria-hidden="true">
                    <Cover book={row} small />
                  </span>
                  <span className="min-w-0">
                    <a className="bt wrap-anywhere" href={paths.admin.book(row.id)} lang={tongue(row.language, locale)}>
                      {row.title}
                    </a>
                    <span className="faint block">
                      {[row.authors, formats(row.format)].filter(Boolean).join(" · ")}
                    </span>
                  </span>
                </span>
              </td>
              <td className="mono hide-m">{row.isbn}</td>
              <td className="faint hide-m">{row.genre}</td>
              <td className="max-s:[grid-area:3/2]!">
                <Tag kind={row.archived ? "off" : "done"}>{t(row.archived ? "states.archived" : "states.on_sale")}</Tag>
              </td>
              <td className="r max-s:[grid-area:1/3]!">{row.price.minor > 0 ? formatMoney(row.price, locale) : "–"}</td>
              <td className={`r max-s:[grid-area:2/3]! ${row.stock <= LOW_STOCK ? "text-ochre" : ""}`}>
                {number.format(row.stock)}
                <span className="vh"> {t("list.stockUnit", { count: row.stock })}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head({
  column,
  right = false,
  sorting,
  locale,
}: {
  column: BookSort;
  right?: boolean;
  sorting: BookSorting;
  locale: Locale;
}) {
  const t = translator(locale, "web");
  const name = t(`catalogue.list.columns.${column}`);
  const sorted = sorting.sort === column;
  const next = !sorted ? "asc" : sorting.direction === "asc" ? "desc" : "asc";
  return (
    <th
      className={right ? "r" : undefined}
      aria-sort={sorted ? (sorting.direction === "asc" ? "ascending" : "descending") : undefined}
    >
      <a href={sorting.href(column, next)} aria-label={t("admin.list.sortBy", { column: name })}>
        {name}
        {sorted && <span aria-hidden="true">{sorting.direction === "asc" ? "↑" : "↓"}</span>}
      </a>
    </th>
  );
}
