import { paths } from "@/app/_server/paths";
import type { Locale } from "@/messages";
import type { BookCard } from "@/shop/catalog/model";
import { ShopLink } from "../frame/shop-link";
import { Price } from "../ui/money";
import { tongue } from "../ui/tongue";
import { Cover } from "./cover";
import { authorNames } from "./shelf";

/** Numbered, the most sold first. */
export function BestList({ books, locale }: { books: readonly BookCard[]; locale: Locale }) {
  return (
    <ol className="best">
      {books.map((book) => (
        <li key={book.slug}>
          <Cover book={book} />
          <div>
            <h3 lang={tongue(book.language, locale)}>
              <ShopLink href={paths.book(locale, book.slug)}>{book.title}</ShopLink>
            </h3>
            <p className="muted">{authorNames(book, locale)}</p>
          </div>
          <Price amount={book.price} locale={locale} />
        </li>
      ))}
    </ol>
  );
}
