import type { Metadata } from "next";
import { cache } from "react";
import { notFound } from "next/navigation";
import { settings } from "@/app/_cache/settings";
import { settle } from "@/app/_server/action";
import { requestContext } from "@/app/_server/context";
import { paths } from "@/app/_server/paths";
import { ReviewItem } from "@/components/review/review-item";
import { locale, localWords } from "@/app/_server/language";
import { listCardsById } from "@/shop/catalog";
import { getReview } from "@/shop/reviews";

const t = localWords("web.reviews.page");

const asked = cache(async (id: string) => {
  const ctx = await requestContext();
  const review = await settle(() => getReview(ctx, id));
  const [book] = await listCardsById(ctx, [review.bookId]);
  if (!book) notFound();
  return { review, book };
});

export async function generateMetadata({ params }: PageProps<"/reviews/[id]">): Promise<Metadata> {
  const { book } = await asked((await params).id);
  // it stands on its book's pages, where it is found
  return { title: t("one", { title: book.title }), robots: { index: false, follow: true } };
}

/** One review at an address of its own (REV-5). */
export default async function ReviewPage({ params }: PageProps<"/reviews/[id]">) {
  const [{ review, book }, { shop }] = await Promise.all([asked((await params).id), settings(locale())]);
  return (
    <div className="wrap">
      <h1 className="mb-5 mt-5 wrap-anywhere">{t("one", { title: book.title })}</h1>
      <div className="max-w-measure">
        <ReviewItem review={review} locale={locale()} timeZone={shop.timezone} />
        {book.sold && (
          <p className="flex flex-wrap gap-x-5">
            <a className="link inline-flex min-h-tap items-center" href={paths.book(locale(), book.slug)}>
              {t("back")}
            </a>
            <a className="link inline-flex min-h-tap items-center" href={paths.bookReviews(locale(), book.slug)}>
              {t("onlyOne")}
            </a>
          </p>
        )}
      </div>
    </div>
  );
}
