import { paths } from "@/app/_server/paths";
import { translator } from "@/messages";
import type { DemandRow, DemandSort } from "@/shop/prebooking/model";
import { LinkButton } from "../ui/button";
import { SortHead, type Direction } from "./sort-head";
import { shortWhen, type DeskClock } from "./when";
import { tongue } from "../ui/tongue";

/** Books somebody waits for; below 760 px each row is a card. */
export function DemandTable({
  rows,
  caption,
  clock,
  sort,
  direction,
  href,
}: {
  rows: readonly DemandRow[];
  caption: string;
  clock: DeskClock;
  sort: DemandSort;
  direction: Direction;
  href: (sort: DemandSort, direction: Direction) => string;
}) {
  const { locale } = clock;
  const t = translator(locale, "web.prebooking.desk");
  const formats = translator(locale, "web.book.formats");
  const number = new Intl.NumberFormat(locale);
  const head = (column: DemandSort, first: Direction, className?: string) => (
    <SortHead
      name={t(`columns.${column}`)}
      sorted={sort === column ? direction : null}
      first={first}
      href={(next) => href(column, next)}
      locale={locale}
      className={className}
    />
  );
  return (
    <table className="tbl tbl--rows stack">
      <caption className="vh">{caption}</caption>
      <thead className="max-s:hidden">
        <tr>
          {head("title", "asc")}
          <th className="max-m:hidden!">{t("columns.isbn")}</th>
          {head("waiting", "desc", "r")}
          {head("since", "asc", "r")}
          {head("latest", "desc", "r max-m:hidden!")}
          <th>
            <span className="vh">{t("columns.act")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.bookId} className="row relative max-s:grid-cols-[minmax(0,1fr)_auto]! max-s:px-4!">
            <td className="max-s:block! max-s:[grid-area:1/1]!">
              <a
                className="bt wrap-anywhere max-s:after:absolute max-s:after:inset-0"
                href={paths.admin.prebookingsOf(row.bookId)}
                lang={tongue(row.language, locale)}
              >
                {row.title}
              </a>
              <span className="faint block">
                {[row.authors, formats(row.format), row.archived && t("archived")].filter(Boolean).join(" · ")}
              </span>
            </td>
            <td className="mono max-m:hidden!">{row.isbn}</td>
            <td className="r max-s:[grid-area:1/2]!">
              <b>{number.format(row.waiting)}</b>
              <span className="faint s:hidden"> {t("waitingUnit", { count: row.waiting })}</span>
            </td>
            <td className="r faint max-s:[grid-area:2/1]! max-s:text-left!">
              <span className="s:hidden">{t("columns.since")} </span>
              <time dateTime={row.since.toISOString()}>{shortWhen(row.since, clock)}</time>
            </td>
            <td className="r faint max-m:hidden!">
              <time dateTime={row.latest.toISOString()}>{shortWhen(row.latest, clock)}</time>
            </td>
            <td className="r max-s:relative max-s:[grid-area:3/1/4/3]! max-s:text-left!">
              <LinkButton
                look="line"
                href={paths.admin.bookStock(row.bookId)}
                aria-label={t("receiveName", { title: row.title })}
              >
                {t("receive")}
              </LinkButton>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
