import { translator, type Locale } from "@/messages";
import type { BookRating } from "@/shop/reviews/model";
import { averageWords, Stars } from "./stars";

/** Stars and count below a book's title, with the way to the reviews; nothing where there are none. */
export function Rated({ rating, href, locale }: { rating: BookRating; href: string; locale: Locale }) {
  if (rating.average === null) return null;
  return (
    <p className="rated">
      <Stars value={rating.average} locale={locale} />
      <span className="num" aria-hidden="true">
        {averageWords(rating.average, locale)}
      </span>
      <a href={href} className="muted">
        {translator(locale, "web.reviews")("count", { count: rating.count })}
      </a>
    </p>
  );
}

/** How many gave how many stars; the figures say it, the bars show it from afar. */
export function Histogram({ rating, locale }: { rating: BookRating; locale: Locale }) {
  const t = translator(locale, "web.reviews.section");
  return (
    <ul className="hist" aria-label={t("histogram")}>
      {[5, 4, 3, 2, 1].map((stars) => {
        const count = rating.histogram[stars - 1] ?? 0;
        const width = rating.count === 0 ? 0 : Math.round((count / rating.count) * 1000) / 10;
        return (
          <li key={stars}>
            <span>{t("row", { stars })}</span>
            <svg className="tr" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
              <rect width={width} height="1" />
            </svg>
            <span className="n" aria-hidden="true">
              {count}
            </span>
            <span className="vh">{t("rowCount", { count })}</span>
          </li>
        );
      })}
    </ul>
  );
}
