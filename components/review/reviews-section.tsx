import { paths } from "@/app/_server/paths";
import { translator, type Locale } from "@/messages";
import type { BookRating, ReviewView } from "@/shop/reviews/model";
import { ShopLink } from "../frame/shop-link";
import { SectionHead } from "../home/section-head";
import { LinkButton, buttonClass } from "../ui/button";
import { Histogram } from "./rated";
import { ReviewItem } from "./review-item";
import { averageWords, Stars } from "./stars";

/** Figure, stars and histogram, and the way to write one. */
export function Score({ rating, slug, locale }: { rating: BookRating; slug: string; locale: Locale }) {
  const t = translator(locale, "web.reviews");
  return (
    <div>
      {rating.average !== null && (
        <>
          <p className="score" aria-hidden="true">
            {averageWords(rating.average, locale)}
          </p>
          <p>
            <Stars value={rating.average} locale={locale} />{" "}
            <span className="muted">{t("count", { count: rating.count })}</span>
          </p>
          <Histogram rating={rating} locale={locale} />
        </>
      )}
      <p className={rating.average === null ? undefined : "mt-4"}>
        <LinkButton href={paths.mine.writeReview(slug)} rel="nofollow">
          {t("section.write")}
        </LinkButton>
      </p>
    </div>
  );
}

/** What a book's own page shows of its reviews: the newest few, and the way to all of them. */
export function ReviewsSection({
  slug,
  rating,
  reviews,
  locale,
  timeZone,
}: {
  slug: string;
  rating: BookRating;
  reviews: readonly ReviewView[];
  locale: Locale;
  timeZone: string;
}) {
  const t = translator(locale, "web.reviews.section");
  return (
    <section className="sec" id="reviews" aria-labelledby="reviews-head">
      <SectionHead id="reviews-head" title={t("heading")} aside={t("only")} />
      <div className="revs">
        <Score rating={rating} slug={slug} locale={locale} />
        <div>
          {reviews.length === 0 && <p className="muted s:leading-[var(--tap)]">{t("none")}</p>}
          {reviews.map((review) => (
            <ReviewItem key={review.id} review={review} locale={locale} timeZone={timeZone} />
          ))}
          {rating.count > reviews.length && (
            <ShopLink className={buttonClass({})} href={paths.bookReviews(locale, slug)}>
              {t("all", { count: rating.count })}
            </ShopLink>
          )}
        </div>
      </div>
    </section>
  );
}
