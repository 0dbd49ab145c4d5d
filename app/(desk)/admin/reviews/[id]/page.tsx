import { settings } from "@/app/_cache/settings";
import { settle } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { Told } from "@/components/admin/told";
import { ActForm } from "@/components/form/act-form";
import { ReplyForm } from "@/components/review/reply-form";
import { ReviewItem } from "@/components/review/review-item";
import { registry } from "@/messages";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { getDeskReview } from "@/shop/reviews";
import { MOST_REPLY } from "@/shop/reviews/model";
import { reply, takeReplyBack } from "../actions";

const t = localWords("web.reviews");

export const generateMetadata = titled(() => t("desk.title"));

/** One review at the desk, and the shop's answer to it. */
export default async function ReviewDeskPage({ params, searchParams }: PageProps<"/admin/reviews/[id]">) {
  const ctx = await requireDesk("reviews.manage");
  const [{ id }, query, { shop }] = await Promise.all([params, searchParams, settings(locale())]);
  const review = await settle(() => getDeskReview(ctx, id));
  const told =
    query.done === "replied" ? t("desk.reply.done") : query.done === "removed" ? t("desk.reply.removed") : null;
  return (
    <>
      <div className="ahead">
        <h1 className="wrap-anywhere">{t("page.one", { title: review.title })}</h1>
        <p>
          <a className="link inline-flex min-h-tap items-center" href={paths.admin.reviews({ book: review.bookId })}>
            {t("page.onlyOne")}
          </a>
        </p>
      </div>
      <Told words={told} />
      <div className="panel grid max-w-measure gap-4 p-5">
        <ReviewItem review={review} locale={locale()} timeZone={shop.timezone} />
        <ReplyForm
          key={review.reply?.at ?? "none"}
          action={reply}
          id={review.id}
          text={review.reply?.text ?? ""}
          mostText={MOST_REPLY}
          words={{
            ...registry[locale()].web.form,
            label: t("desk.reply.label", { author: review.author }),
            act: t("desk.reply.act"),
            busy: t("desk.reply.busy"),
          }}
        />
        {review.reply && (
          <ActForm
            action={takeReplyBack}
            fields={{ id: review.id }}
            look="bare"
            words={t("desk.reply.remove")}
            busyWords={t("desk.reply.removing")}
            failedWords={registry[locale()].web.form}
          />
        )}
      </div>
    </>
  );
}
