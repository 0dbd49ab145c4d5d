import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { book as findBook, moreByAuthors, movedTo, similarBooks } from "@/app/_cache/catalogue";
import { rating as ratingOf, reviews as reviewsOf } from "@/app/_cache/reviews";
import { settings } from "@/app/_cache/settings";
import { paths } from "@/app/_server/paths";
import { BookHead } from "@/components/book/head";
import { BuyPanel } from "@/components/book/buy-panel";
import { bitmapPath, Cover, previewPath } from "@/components/book/cover";
import { Description } from "@/components/book/description";
import { Facts } from "@/components/book/facts";
import { Formats } from "@/components/book/formats";
import { StaffSays } from "@/components/book/staff-says";
import { Shelf, authorNames } from "@/components/book/shelf";
import { SectionHead } from "@/components/home/section-head";
import { Rated } from "@/components/review/rated";
import { ReviewsSection } from "@/components/review/reviews-section";
import { Crumbs } from "@/components/ui/crumbs";
import { isLocale, translator, type Locale } from "@/messages";
import { hyphenateIsbn } from "@/shop/catalog";
import type { BookDetails } from "@/shop/catalog/model";
import { REVIEWS_UPFRONT } from "@/shop/reviews/model";
import { bookFacts } from "../../../../_meta/book-facts";
import { barSection } from "../../../../_meta/bar-section";
import { JsonLd } from "../../../../_meta/json-ld";
import { absolute, pageMetadata } from "../../../../_meta/metadata";
import { shorten } from "../../../../_meta/shorten";
import { tongue } from "@/components/ui/tongue";

export const generateStaticParams = () => [];

/** Characters that fit beside a cover. */
const UPFRONT = 600;

type Props = PageProps<"/[locale]/books/[slug]">;

async function asked({ params }: Props): Promise<{ locale: Locale; book: BookDetails }> {
  const { locale, slug } = await params;
  if (!isLocale(locale)) notFound();
  const book = await findBook(locale, slug);
  if (book) return { locale, book };
  const moved = await movedTo(locale, "book", slug);
  if (moved) permanentRedirect(paths.book(locale, moved));
  notFound();
}

const titleOf = (book: BookDetails, locale: Locale): string =>
  book.authors.length > 0
    ? translator(locale, "web.book")("titleBy", { title: book.title, authors: authorNames(book, locale) })
    : book.title;

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { locale, book } = await asked(props);
  return pageMetadata(locale, {
    title: titleOf(book, locale),
    description: shorten(book.description),
    at: (each) => paths.book(each, book.slug),
    type: "book",
    image: { url: previewPath(book), alt: translator(locale, "web.book")("cover", { title: book.title }) },
  });
}

export default async function BookPage(props: Props) {
  const { locale, book } = await asked(props);
  const [{ shop, shipping }, stars, newest, similar, more, section] = await Promise.all([
    settings(locale),
    ratingOf(locale, book),
    reviewsOf(locale, book, { sort: "newest", page: 1, pageSize: REVIEWS_UPFRONT }),
    similarBooks(locale, book.slug, 6),
    moreByAuthors(locale, book.slug, 6),
    barSection(locale, book.genres[0]?.slug),
  ]);
  const t = translator(locale, "web");
  const isbn = book.isbn13 && hyphenateIsbn(book.isbn13);
  // where no bookseller speaks, a short description takes the place beside the cover
  const upfront = !book.staffNote && book.description.length <= UPFRONT;
  const main = book.genres[0];
  const here = book.editions.find((edition) => edition.slug !== book.slug && edition.availability.kind !== "out");
  return (
    <div className="wrap" data-section={section}>
      <JsonLd
        data={bookFacts(
          book,
          {
            url: absolute(paths.book(locale, book.slug)),
            image: absolute(bitmapPath(book)),
            person: (slug) => absolute(paths.author(locale, slug)),
          },
          shop.name,
          { rating: stars, reviews: newest?.items ?? [] },
        )}
      />
      <Crumbs
        label={t("frame.crumbs.label")}
        trail={[
          { name: t("frame.crumbs.root"), href: paths.home(locale) },
          ...(main ? [{ name: main.name, href: paths.genre(locale, main.slug) }] : []),
        ]}
        here={book.title}
        lang={tongue(book.language, locale)}
      />
      <article className="bookp">
        <div className="bookp__l">
          <div className="bookp__cover">
            <Cover book={book} alt={t("book.cover", { title: book.title })} lead />
          </div>
        </div>
        <BookHead book={book} locale={locale}>
          <Rated rating={stars} href="#reviews" locale={locale} />
        </BookHead>
        <BuyPanel book={book} locale={locale} shop={shop} shipping={shipping} other={here} />
        <div className="bookp__m">
          {book.staffNote && <StaffSays note={book.staffNote} locale={locale} />}
          <Formats book={book} locale={locale} />
          {upfront && <Description text={book.description} locale={locale} label={t("book.about")} />}
        </div>
      </article>
      {upfront ? (
        <section className="sec" aria-labelledby="details">
          <h2 id="details">{t("book.details.heading")}</h2>
          <Facts book={book} isbn={isbn} locale={locale} wide />
        </section>
      ) : (
        <div className="sec long">
          <section aria-labelledby="about">
            <h2 id="about">{t("book.about")}</h2>
            <Description text={book.description} locale={locale} />
          </section>
          <section aria-labelledby="details">
            <h2 id="details">{t("book.details.heading")}</h2>
            <Facts book={book} isbn={isbn} locale={locale} />
          </section>
        </div>
      )}
      <ReviewsSection
        slug={book.slug}
        rating={stars}
        reviews={newest?.items ?? []}
        locale={locale}
        timeZone={shop.timezone}
      />
      {more.length > 0 && (
        <section className="sec" aria-labelledby="more">
          <SectionHead
            id="more"
            title={
              book.authors.length === 1 ? t("book.moreBy", { name: authorNames(book, locale) }) : t("book.moreByAll")
            }
          />
          <Shelf books={more} locale={locale} label={t("book.moreByAll")} />
        </section>
      )}
      {similar.length > 0 && (
        <section className="sec" aria-labelledby="similar">
          <SectionHead id="similar" title={t("book.similar")} />
          <Shelf books={similar} locale={locale} label={t("book.similar")} />
        </section>
      )}
    </div>
  );
}
