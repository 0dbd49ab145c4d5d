import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { book as findBook, movedTo } from "@/app/_cache/catalogue";
import { rating as ratingOf, reviews as reviewsOf } from "@/app/_cache/reviews";
import { settings } from "@/app/_cache/settings";
import { paths } from "@/app/_server/paths";
import { ShopLink } from "@/components/frame/shop-link";
import { Pages } from "@/components/list/pages";
import { Score } from "@/components/review/reviews-section";
import { ReviewItem } from "@/components/review/review-item";
import { Crumbs } from "@/components/ui/crumbs";
import { isLocale, translator, type Locale } from "@/messages";
import { REVIEWS_PER_PAGE, reviewSorts, type ReviewSort } from "@/shop/reviews/model";
import { barSection } from "../../../../../_meta/bar-section";
import { pageMetadata } from "../../../../../_meta/metadata";
import { tongue } from "@/components/ui/tongue";

async function asked(given: string, slug: string, sort: ReviewSort, page: number) {
  if (!isLocale(given)) notFound();
  const locale: Locale = given;
  const book = await findBook(locale, slug);
  if (!book) {
    const moved = await movedTo(locale, "book", slug);
    if (moved) permanentRedirect(paths.bookReviews(locale, moved, { sort, page }));
    notFound();
  }
  const list = await reviewsOf(locale, book, { sort, page, pageSize: REVIEWS_PER_PAGE });
  if (!list) notFound();
  return { locale, book, list };
}

export async function reviewsMetadata(given: string, slug: string, sort: ReviewSort, page: number): Promise<Metadata> {
  const { locale, book } = await asked(given, slug, sort, page);
  const t = translator(locale, "web.reviews.page");
  return pageMetadata(locale, {
    title: page > 1 ? t("titlePage", { title: book.title, page }) : t("title", { title: book.title }),
    description: t("description", { title: book.title }),
    // one order is enough to be found by
    at: (each) => paths.bookReviews(each, book.slug, { page }),
    indexed: sort === "newest",
  });
}

/** Every review of a book, page by page; sorted and paged by plain links. */
export async function ReviewsView({
  locale: given,
  slug,
  sort,
  page,
}: {
  locale: string;
  slug: string;
  sort: ReviewSort;
  page: number;
}) {
  const { locale, book, list } = await asked(given, slug, sort, page);
  const [rating, { shop }, section] = await Promise.all([
    ratingOf(locale, book),
    settings(locale),
    barSection(locale, book.genres[0]?.slug),
  ]);
  const t = translator(locale, "web.reviews");
  const crumbs = translator(locale, "web.frame.crumbs");
  return (
    <div className="wrap" data-section={section}>
      <Crumbs
        label={crumbs("label")}
        trail={[
          { name: crumbs("root"), href: paths.home(locale) },
          { name: book.title, href: paths.book(locale, slug), lang: tongue(book.language, locale) },
        ]}
        here={t("section.heading")}
      />
      <div className="head mt-5">
        <h1>{t("page.title", { title: book.title })}</h1>
        <p className="muted">{t("section.only")}</p>
      </div>
      <div className="revs">
        <Score rating={rating} slug={slug} locale={locale} />
        <div>
          {list.items.length === 0 ? (
            <p className="muted">{t("section.none")}</p>
          ) : (
            <nav className="tabs mb-5" aria-label={t("page.sort")}>
              {reviewSorts.map((each) => (
                <ShopLink
                  key={each}
                  href={paths.bookReviews(locale, slug, { sort: each })}
                  aria-current={each === sort ? "page" : undefined}
                >
                  {t(`page.sorts.${each}`)}
                </ShopLink>
              ))}
            </nav>
          )}
          {list.items.map((review) => (
            <ReviewItem key={review.id} review={review} locale={locale} timeZone={shop.timezone} />
          ))}
          <Pages of={list} href={(to) => paths.bookReviews(locale, slug, { sort, page: to })} locale={locale} />
        </div>
      </div>
    </div>
  );
}
