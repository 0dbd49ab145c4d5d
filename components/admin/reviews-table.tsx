import { paths } from "@/app/_server/paths";
import { translator, type Locale } from "@/messages";
import type { DeskReview, DeskReviewSort } from "@/shop/reviews/model";
import { Stars } from "../review/stars";
import { formatDate } from "../ui/format";
import { SortHead, type Direction } from "./sort-head";
import { tongue, tongueOf } from "../ui/tongue";

export interface ReviewSorting {
  sort: DeskReviewSort;
  direction: Direction;
  href: (sort: DeskReviewSort, direction: Direction) => string;
}

/** Reviews for moderation, each with a box to tick; below 760 px a row is a card. */
export function ReviewsTable({
  rows,
  caption,
  sorting,
  only,
  clock,
}: {
  rows: readonly DeskReview[];
  caption: string;
  sorting: ReviewSorting;
  /** The list narrowed to one book, or one person. */
  only: { book: (id: string) => string; user: (id: string) => string };
  clock: { locale: Locale; timeZone: string };
}) {
  const { locale, timeZone } = clock;
  const t = translator(locale, "web.reviews");
  const head = (sort: DeskReviewSort) => ({
    name: t(`desk.columns.${sort}`),
    sorted: sorting.sort === sort ? sorting.direction : null,
    first: "desc" as const,
    href: (direction: Direction) => sorting.href(sort, direction),
    locale,
  });
  return (
    <div className="panel overflow-x-clip">
      <table className="tbl tbl--rows stack">
        <caption className="vh">{caption}</caption>
        <thead className="max-s:hidden">
          <tr>
            <th>
              <label className="hit">
                <span className="vh">{t("desk.selectAll")}</span>
                <input type="checkbox" data-all />
              </label>
            </th>
            <SortHead {...head("rating")} />
            <th>{t("desk.columns.review")}</th>
            <th className="hide-m">{t("desk.columns.book")}</th>
            <th className="hide-m">{t("desk.columns.author")}</th>
            <SortHead {...head("date")} className="r" />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const { title } = row;
            return (
              <tr key={row.id} className="row">
                <td>
                  <label className="hit">
                    <span className="vh">{t("desk.select", { title, author: row.author })}</span>
                    <input type="checkbox" name={`r.${row.id}`} />
                  </label>
                </td>
                <td className="max-s:[grid-area:1/2]! whitespace-nowrap">
                  <Stars value={row.rating} locale={locale} />
                </td>
                <td className="max-s:[grid-area:2/2/3/4]!">
                  <a
                    className="bt wrap-anywhere line-clamp-3 min-h-[1.5rem] font-normal"
                    href={paths.admin.review(row.id)}
                    dir="auto"
                    lang={row.text ? tongueOf(row.text, locale) : undefined}
                  >
                    {row.text ?? t("desk.noText")}
                  </a>
                </td>
                <td className="hide-m min-w-[11rem]">
                  <a className="wrap-anywhere" href={only.book(row.bookId)} title={t("desk.onlyBook")}>
                    <span lang={tongue(row.language, locale)}>{title}</span>
                  </a>
                </td>
                <td className="hide-m whitespace-nowrap">
                  {row.userId === null ? (
                    <>
                      <bdi>{row.author}</bdi> <span className="faint">{t("desk.guest")}</span>
                    </>
                  ) : (
                    <a href={only.user(row.userId)} title={t("desk.onlyUser")}>
                      <bdi>{row.author}</bdi>
                    </a>
                  )}
                </td>
                <td className="r max-s:[grid-area:1/3]! whitespace-nowrap">
                  {formatDate(new Date(row.postedAt), locale, timeZone)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
