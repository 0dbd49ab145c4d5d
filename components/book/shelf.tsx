import { paths } from "@/app/_server/paths";
import { translator, type Locale } from "@/messages";
import type { BookCard } from "@/shop/catalog/model";
import { ShopLink } from "../frame/shop-link";
import { listNames } from "../ui/format";
import { Price } from "../ui/money";
import { tongue } from "../ui/tongue";
import { Heart } from "../wishlist/heart";
import { Cover } from "./cover";

export const authorNames = (book: Pick<BookCard, "authors">, locale: Locale): string =>
  listNames(
    book.authors.map((author) => author.name),
    locale,
  );

/** One book on a shelf: the cover stands on the line, its ticket hangs below. The title is the link and covers the card. */
export function Stand({ book, locale, first = false }: { book: BookCard; locale: Locale; first?: boolean }) {
  const t = translator(locale, "web.book");
  return (
    <li className="stand">
      <div className="stand__top">
        <Cover book={book} first={first} />
      </div>
      <div className="ticket">
        <h3 lang={tongue(book.language, locale)}>
          <ShopLink href={paths.book(locale, book.slug)}>{book.title}</ShopLink>
        </h3>
        {book.authors.length > 0 && <p className="by">{authorNames(book, locale)}</p>}
        <div className="ticket__foot">
          <p className="pay">
            <Price amount={book.price} locale={locale} />
            <span className="faint small">{t(`formats.${book.format}`)}</span>
            {book.availability.kind === "few" && (
              <span className="small text-ochre">
                {t("availability.fewShort", { copies: book.availability.copies })}
              </span>
            )}
            {book.availability.kind === "out" && <span className="small faint">{t("availability.outShort")}</span>}
          </p>
          <Heart bookId={book.id} locale={locale} />
        </div>
      </div>
    </li>
  );
}

/** One row of six; narrower screens scroll it. */
export function Shelf({
  books,
  locale,
  label,
  eager = 0,
}: {
  books: readonly BookCard[];
  locale: Locale;
  label: string;
  eager?: number;
}) {
  return (
    <ul className="shelf" aria-label={label}>
      {books.map((book, i) => (
        <Stand key={book.slug} book={book} locale={locale} first={i < eager} />
      ))}
    </ul>
  );
}

/** Rows of four beside a column, or of six across the page; three or four on a tablet, two on a phone. */
export function Shelves({
  books,
  locale,
  wide = false,
}: {
  books: readonly BookCard[];
  locale: Locale;
  wide?: boolean;
}) {
  return (
    <ul className={wide ? "shelves shelves--wide" : "shelves"}>
      {books.map((book, i) => (
        <Stand key={book.slug} book={book} locale={locale} first={i < (wide ? 6 : 4)} />
      ))}
    </ul>
  );
}
