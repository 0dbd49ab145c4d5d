import { Fragment, type ReactNode } from "react";
import { paths } from "@/app/_server/paths";
import { translator, type Locale } from "@/messages";
import type { BookDetails } from "@/shop/catalog/model";
import { ShopLink } from "../frame/shop-link";
import { formatPublished, languageName } from "../ui/format";

/** Everything that is known of an edition; what is unknown has no line. `isbn` comes with its hyphens. */
export function Facts({
  book,
  isbn,
  locale,
  wide = false,
}: {
  book: BookDetails;
  isbn: string | null;
  locale: Locale;
  /** Across the page, in columns. */
  wide?: boolean;
}) {
  const t = translator(locale, "web.book");
  const { series, published, firstPublished } = book;
  const rows: [string, ReactNode][] = [
    [t("details.format"), t(`formats.${book.format}`)],
    [t("details.pages"), book.pages?.toLocaleString(locale)],
    [t("details.language"), languageName(book.language, locale)],
    [t("details.publisher"), book.publisher],
    [t("details.published"), published && formatPublished(published, locale)],
    // a first edition need not say so twice
    [t("details.firstPublished"), String(firstPublished) === published?.slice(0, 4) ? null : firstPublished],
    [
      t("details.series"),
      series && (series.number ? t("seriesNumbered", { name: series.name, number: series.number }) : series.name),
    ],
    [t("details.isbn"), isbn && <span className="mono num">{isbn}</span>],
    [
      t("details.genres"),
      book.genres.length > 0 &&
        book.genres.map(({ slug, name }, i) => (
          <Fragment key={slug}>
            {i > 0 && ", "}
            <ShopLink href={paths.genre(locale, slug)}>{name}</ShopLink>
          </Fragment>
        )),
    ],
  ];
  return (
    <dl className={wide ? "facts facts--wide mt-3" : "facts mt-3"}>
      {rows.map(
        ([name, value]) =>
          value && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
