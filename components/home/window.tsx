import { paths } from "@/app/_server/paths";
import { isLocale, translator, type Locale } from "@/messages";
import { languageOfText } from "@/shop/_kernel/text-language";
import type { BookCard, StaffPick } from "@/shop/catalog/model";
import { addWords } from "../book/add-words";
import { AddToCart } from "../book/add-to-cart";
import { AvailabilityLine } from "../book/availability";
import { Cover } from "../book/cover";
import { saidBy } from "../book/pick";
import { authorNames } from "../book/shelf";
import { ShopLink } from "../frame/shop-link";
import { Face } from "../ui/face";
import { Heart } from "../wishlist/heart";
import { Price } from "../ui/money";
import { tongue, tongueOf } from "../ui/tongue";

/** In the quotation marks of the language that is quoted. */
function quoted(text: string, locale: Locale): string {
  const language = languageOfText(text) ?? locale;
  return translator(isLocale(language) ? language : locale, "web.home")("quoted", { text });
}

/** The shop window: one book with what a bookseller says of it, and two beside it. */
export function ShopWindow({
  lead: { note, book },
  beside,
  locale,
}: {
  lead: StaffPick;
  beside: readonly BookCard[];
  locale: Locale;
}) {
  const t = translator(locale, "web");
  const lang = tongueOf(note.text, locale);
  return (
    <section className="window" aria-label={t("home.window")}>
      <div className="wrap window__grid">
        <article className="lead">
          <Cover book={book} lead />
          <div className="lead__say">
            <blockquote>
              <p lang={lang}>{quoted(note.text, locale)}</p>
              <footer>
                <Face name={note.by} />
                <span lang={lang}>{saidBy(note, locale)}</span>
              </footer>
            </blockquote>
          </div>
          <div className="lead__ticket">
            <div>
              <h2 lang={tongue(book.language, locale)}>
                <ShopLink href={paths.book(locale, book.slug)}>{book.title}</ShopLink>
              </h2>
              <p className="muted">{authorNames(book, locale)}</p>
            </div>
            <div className="lead__do">
              <AddToCart
                action={paths.api.cart()}
                cart={paths.cart()}
                book={{ id: book.id, slug: book.slug }}
                words={addWords(book.title, locale)}
              />
              <Heart bookId={book.id} locale={locale} />
              <p className="lead__price">
                <Price amount={book.price} locale={locale} />{" "}
                <span className="muted">{t(`book.formats.${book.format}`)}</span>
                <br />
                <AvailabilityLine availability={book.availability} locale={locale} small />
              </p>
            </div>
          </div>
        </article>
        {beside.length > 0 && (
          <div className="also">
            {beside.map((each) => (
              <article key={each.slug} className="stand">
                <div className="stand__top">
                  <Cover book={each} first />
                </div>
                <div className="ticket">
                  <h3 lang={tongue(each.language, locale)}>
                    <ShopLink href={paths.book(locale, each.slug)}>{each.title}</ShopLink>
                  </h3>
                  <p className="by">{authorNames(each, locale)}</p>
                  <div className="ticket__foot">
                    <p className="pay">
                      <Price amount={each.price} locale={locale} />
                    </p>
                    <Heart bookId={each.id} locale={locale} />
                  </div>
                </div>
              </article>
            ))}
          </div>
        )}
      </div>
    </section>
  );
}
