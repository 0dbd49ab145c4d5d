import { notFound, redirect } from "next/navigation";
import { requireAccount } from "@/app/_server/account";
import { paths } from "@/app/_server/paths";
import { Cover } from "@/components/book/cover";
import { ActForm } from "@/components/form/act-form";
import { ReviewForm } from "@/components/review/review-form";
import { LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { registry } from "@/messages";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { displayName } from "@/shop/_kernel/display-name";
import { findSlugRedirect, listCards, listCardsById } from "@/shop/catalog";
import { listReviewable } from "@/shop/reviews";
import { MOST_TEXT } from "@/shop/reviews/model";
import { changeMine, deleteMine, postMine } from "../actions";
import { reviewWords } from "../words";

const t = localWords("web.reviews.form");

export const generateMetadata = titled(() => t("title"));

/** The form for a book's review: whether one may write it depends on the person, so it stands at the desk. */
export default async function WriteReviewPage({ params }: PageProps<"/account/reviews/[slug]">) {
  const ctx = await requireAccount();
  const [{ slug }, mine] = await Promise.all([params, listReviewable(ctx)]);
  // also of books that are not sold any more
  const bought = await listCardsById(
    ctx,
    mine.map(({ bookId }) => bookId),
  );
  const book = bought.find((each) => each.slug === slug);
  if (!book) {
    const [other] = await listCards(ctx, [slug]);
    const moved = other ? null : await findSlugRedirect(ctx, "book", slug);
    if (moved) redirect(paths.mine.writeReview(moved));
    if (!other) notFound();
    return (
      <Empty
        heading={t("not.heading")}
        action={<LinkButton href={paths.book(locale(), other.slug)}>{t("not.action")}</LinkButton>}
      >
        <p className="muted">{t("not.text")}</p>
      </Empty>
    );
  }
  const review = mine.find(({ bookId }) => bookId === book.id)?.review ?? null;
  return (
    <div className="grid gap-5">
      <div className="flex items-start gap-4">
        <span className="w-[4.5rem] flex-none">
          <Cover book={book} />
        </span>
        <div className="min-w-0">
          <h1>{t(review ? "titleChange" : "title")}</h1>
          <p className="muted mt-2 wrap-anywhere">{t("of", { title: book.title })}</p>
          <p className="faint mt-1">{t("signed", { name: displayName(ctx.actor.name) })}</p>
        </div>
      </div>
      <ReviewForm
        key={review?.id ?? "new"}
        action={review ? changeMine : postMine}
        hidden={review ? { id: review.id } : { book: book.id }}
        rating={review?.rating ?? null}
        text={review?.text ?? ""}
        words={reviewWords(review === null)}
        mostText={MOST_TEXT}
      />
      {review && (
        <ActForm
          action={deleteMine}
          fields={{ id: review.id }}
          look="bare"
          words={t("remove")}
          busyWords={t("removing")}
          failedWords={registry[locale()].web.form}
        />
      )}
    </div>
  );
}
