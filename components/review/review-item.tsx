import { paths } from "@/app/_server/paths";
import { translator, type Locale } from "@/messages";
import type { ReviewView } from "@/shop/reviews/model";
import { formatDate } from "../ui/format";
import { tongueOf } from "../ui/tongue";
import { Stars } from "./stars";

/** The paragraphs of a text that a reader wrote: plain text, in which nothing is a link. */
function Written({ text, locale }: { text: string; locale: Locale }) {
  return (
    <div className="prose" dir="auto" lang={tongueOf(text, locale)}>
      {text.split(/\n{2,}/).map((paragraph, i) => (
        <p key={i} className="whitespace-pre-line wrap-anywhere">
          {paragraph}
        </p>
      ))}
    </div>
  );
}

/** One review as anybody sees it, with the shop's answer below. */
export function ReviewItem({ review, locale, timeZone }: { review: ReviewView; locale: Locale; timeZone: string }) {
  const t = translator(locale, "web.reviews.section");
  const on = (at: string) => formatDate(new Date(at), locale, timeZone);
  const { reply } = review;
  return (
    <article className="rev" id={`review-${review.id}`}>
      <header>
        <Stars value={review.rating} locale={locale} />
        <span className="muted">
          <bdi>{review.author}</bdi>
          {review.verified && (
            <>
              , <span className="rev__bought">{t("bought")}</span>
            </>
          )}
          ,{" "}
          <a className="rev__at" href={paths.review(review.id)} rel="nofollow">
            <time dateTime={review.postedAt}>{on(review.postedAt)}</time>
            <span className="vh"> {t("link", { author: review.author })}</span>
          </a>
          {review.editedAt && <span className="faint"> ({t("edited", { date: on(review.editedAt) })})</span>}
        </span>
      </header>
      {review.text && <Written text={review.text} locale={locale} />}
      {reply && (
        <div className="rev__reply">
          <p className="muted small">{t("reply", { by: reply.by, date: on(reply.at) })}</p>
          <Written text={reply.text} locale={locale} />
        </div>
      )}
    </article>
  );
}
