import { settings } from "@/app/_cache/settings";
import { requireAccount } from "@/app/_server/account";
import { paths } from "@/app/_server/paths";
import { Cover } from "@/components/book/cover";
import { Stars } from "@/components/review/stars";
import { LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { formatDate, listNames } from "@/components/ui/format";
import { Note } from "@/components/ui/note";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { listCardsById } from "@/shop/catalog";
import { listReviewable } from "@/shop/reviews";
import { tongue, tongueOf } from "@/components/ui/tongue";

const t = localWords("web.reviews.mine");

export const generateMetadata = titled(() => t("title"));

/** What one may review, and what one has. */
export default async function MyReviewsPage({ searchParams }: PageProps<"/account/reviews">) {
  const ctx = await requireAccount();
  const [mine, { shop }, params] = await Promise.all([listReviewable(ctx), settings(locale()), searchParams]);
  const cards = new Map(
    (
      await listCardsById(
        ctx,
        mine.map(({ bookId }) => bookId),
      )
    ).map((card) => [card.id, card]),
  );
  const done = (["posted", "changed", "deleted"] as const).find((each) => each === params.done);
  return (
    <div className="grid gap-5">
      <div>
        <h1>{t("title")}</h1>
        <p className="muted mt-2 max-w-measure">{t("lead")}</p>
      </div>
      {done && (
        <Note kind="done">
          <strong>{t(done)}</strong>
        </Note>
      )}
      {mine.length === 0 ? (
        <Empty
          level={2}
          heading={t("none.heading")}
          action={
            <LinkButton look="go" href={paths.home(locale())}>
              {t("none.action")}
            </LinkButton>
          }
        >
          <p className="muted">{t("none.text")}</p>
        </Empty>
      ) : (
        <ul className="grid gap-0 border-t border-ink">
          {mine.map(({ bookId, review }) => {
            const book = cards.get(bookId);
            if (!book) return null;
            return (
              <li
                key={bookId}
                className="grid grid-cols-[3.5rem_minmax(0,1fr)] gap-4 border-b border-rule py-4 s:grid-cols-[3.5rem_minmax(0,1fr)_auto]"
              >
                <Cover book={book} />
                <div className="min-w-0">
                  <h2 className="text-md wrap-anywhere" lang={tongue(book.language, locale())}>
                    {book.sold ? <a href={paths.book(locale(), book.slug)}>{book.title}</a> : book.title}
                  </h2>
                  <p className="muted">
                    {listNames(
                      book.authors.map(({ name }) => name),
                      locale(),
                    )}{" "}
                    <span className="faint small">{localWords("web.book")(`formats.${book.format}`)}</span>
                  </p>
                  {review ? (
                    <>
                      <p className="mt-2 flex flex-wrap items-center gap-2">
                        <Stars value={review.rating} locale={locale()} />
                        <a className="link inline-flex min-h-[1.5rem] items-center" href={paths.review(review.id)}>
                          {formatDate(new Date(review.postedAt), locale(), shop.timezone)}
                        </a>
                      </p>
                      {review.text && (
                        <p className="mt-1 line-clamp-3 wrap-anywhere" lang={tongueOf(review.text, locale())}>
                          {review.text}
                        </p>
                      )}
                    </>
                  ) : (
                    <p className="faint mt-2">{t("open")}</p>
                  )}
                </div>
                <p className="col-start-2 s:col-start-3">
                  <LinkButton
                    href={paths.mine.writeReview(book.slug)}
                    aria-label={t(review ? "changeName" : "writeName", { title: book.title })}
                  >
                    {t(review ? "change" : "write")}
                  </LinkButton>
                </p>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
