import { requestContext } from "@/app/_server/context";
import { paths } from "@/app/_server/paths";
import { titled } from "@/app/_server/titled";
import { Cover } from "@/components/book/cover";
import { ActForm } from "@/components/form/act-form";
import { ReviewForm } from "@/components/review/review-form";
import { LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Note } from "@/components/ui/note";
import { registry } from "@/messages";
import { locale, localWords } from "@/app/_server/language";
import { listCardsById } from "@/shop/catalog";
import { findGuestReviewable } from "@/shop/reviews";
import { MOST_TEXT } from "@/shop/reviews/model";
import { reviewWords } from "../../account/reviews/words";
import { changeByLink, deleteByLink, postByLink } from "./actions";
import { tongue } from "@/components/ui/tongue";

const t = localWords("web.reviews");

// "no-referrer" would have browsers post forms with `Origin: null`, which no server action takes
export const generateMetadata = titled(() => t("guest.title"), {
  referrer: "same-origin",
  robots: { index: false, follow: false },
});

/** What a guest bought, to be reviewed by the link in a mail: without an account, and nothing else. */
export default async function GuestReviewPage({ params, searchParams }: PageProps<"/review/[token]">) {
  const [ctx, { token }, query] = await Promise.all([requestContext(), params, searchParams]);
  const found = await findGuestReviewable(ctx, token);
  if (!found || found.claimed) {
    const kind = found ? "claimed" : "gone";
    const href = found ? paths.mine.reviews() : paths.account();
    return (
      <div className="wrap">
        <Empty
          heading={t(`guest.${kind}.heading`)}
          action={
            <LinkButton look="go" href={href}>
              {t(`guest.${kind}.action`)}
            </LinkButton>
          }
        >
          <p className="muted">{t(`guest.${kind}.text`)}</p>
        </Empty>
      </div>
    );
  }
  const books = await listCardsById(
    ctx,
    found.books.map(({ bookId }) => bookId),
  );
  const done = (["posted", "changed", "deleted"] as const).find((each) => each === query.done);
  return (
    <div className="wrap grid gap-6 pt-6">
      <div>
        <h1>{t("guest.title")}</h1>
        <p className="muted mt-2 max-w-measure">{t("guest.lead")}</p>
      </div>
      {done && (
        <Note kind="done">
          <strong>{t(`mine.${done}`)}</strong>
        </Note>
      )}
      {books.map((book) => {
        const review = found.books.find(({ bookId }) => bookId === book.id)?.review ?? null;
        const about = { token, book: book.id };
        return (
          <section key={book.id} className="grid gap-4 border-t border-ink pt-5" aria-labelledby={`b-${book.id}`}>
            <div className="flex items-center gap-4">
              <span className="w-[3.5rem] flex-none">
                <Cover book={book} />
              </span>
              <h2 id={`b-${book.id}`} className="text-lg wrap-anywhere" lang={tongue(book.language, locale())}>
                {book.title}
              </h2>
            </div>
            <ReviewForm
              key={review?.id ?? "new"}
              action={review ? changeByLink : postByLink}
              hidden={about}
              rating={review?.rating ?? null}
              text={review?.text ?? ""}
              words={reviewWords(review === null)}
              mostText={MOST_TEXT}
              prefix={books.length > 1 ? `${book.id}-` : ""}
            />
            {review && (
              <ActForm
                action={deleteByLink}
                fields={about}
                look="bare"
                words={t("form.remove")}
                busyWords={t("form.removing")}
                failedWords={registry[locale()].web.form}
              />
            )}
          </section>
        );
      })}
    </div>
  );
}
