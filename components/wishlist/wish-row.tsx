import type { ReactNode } from "react";
import { paths } from "@/app/_server/paths";
import { translator, type Locale } from "@/messages";
import type { BookCard } from "@/shop/catalog/model";
import { AvailabilityLine } from "../book/availability";
import { Cover } from "../book/cover";
import { listNames } from "../ui/format";
import { Price } from "../ui/money";
import { tongue } from "../ui/tongue";

/** A saved book: what it is, what it costs, whether it can be had; `children` are what can be done. */
export function WishRow({
  book,
  locale,
  sold = true,
  news,
  children,
}: {
  book: BookCard;
  locale: Locale;
  sold?: boolean;
  /** What has changed since it was saved. */
  news?: ReactNode;
  children?: ReactNode;
}) {
  const people = listNames(
    book.authors.map(({ name }) => name),
    locale,
  );
  return (
    <li className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-4 border-b border-rule py-4 s:grid-cols-[4.5rem_minmax(0,1fr)_auto]">
      <Cover book={book} />
      <div className="min-w-0">
        <h2 className="text-md wrap-anywhere" lang={tongue(book.language, locale)}>
          {sold ? (
            <a className="inline-block min-h-[1.5rem]" href={paths.book(locale, book.slug)}>
              {book.title}
            </a>
          ) : (
            book.title
          )}
        </h2>
        {people && <p className="muted">{people}</p>}
        <p className="mt-1 flex flex-wrap items-baseline gap-x-3">
          <Price amount={book.price} locale={locale} />
          <span className="faint small">{translator(locale, "web.book")(`formats.${book.format}`)}</span>
        </p>
        {sold ? (
          <p className="mt-1">
            <AvailabilityLine availability={book.availability} locale={locale} />
          </p>
        ) : (
          <p className="faint mt-1">{translator(locale, "web.wishlist.news")("notSold")}</p>
        )}
        {news}
      </div>
      {children && (
        <div className="begin col-start-2 flex flex-wrap items-start gap-2 s:col-start-3 s:-mr-3 s:justify-end">
          {children}
        </div>
      )}
    </li>
  );
}
