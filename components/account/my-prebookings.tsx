import { paths } from "@/app/_server/paths";
import { registry, translator } from "@/messages";
import { formatMoney } from "@/shop/_kernel/money";
import type { MyPrebooking } from "@/shop/prebooking/model";
import { longWhen, type DeskClock } from "../admin/when";
import { AvailabilityLine } from "../book/availability";
import { Cover } from "../book/cover";
import { ActForm } from "../form/act-form";
import type { FormAction } from "../form/model";
import { Tag } from "../ui/tag";
import { tongue } from "../ui/tongue";

const kinds = { waiting: "wait", notified: "done", cancelled: "off" } as const;

/** A person's pre-bookings: the book, where each stands since when, and the way out of those that wait. */
export function MyPrebookings({
  rows,
  cancel,
  clock,
}: {
  rows: readonly MyPrebooking[];
  cancel: FormAction;
  clock: DeskClock;
}) {
  const { locale } = clock;
  const t = translator(locale, "web.prebooking");
  return (
    <ul className="grid" aria-label={t("caption")}>
      {rows.map(({ id, state, createdAt, notifiedAt, cancelledAt, book }) => (
        <li
          key={id}
          className="grid grid-cols-[4.5rem_minmax(0,1fr)] items-start gap-4 border-t border-rule py-4 s:grid-cols-[4.5rem_minmax(0,1fr)_auto]"
        >
          <Cover book={{ id: book.id, coverKey: book.coverKey }} />
          <div className="min-w-0">
            <p className="wrap-anywhere" lang={tongue(book.language, locale)}>
              {book.sold ? (
                <a className="bt" href={paths.book(locale, book.slug)}>
                  {book.title}
                </a>
              ) : (
                <b>{book.title}</b>
              )}
            </p>
            {book.authors && <p className="muted small">{book.authors}</p>}
            <p className="mt-1">
              {book.sold ? (
                <>
                  <span className="num">{formatMoney(book.price, locale)}</span>{" "}
                  <AvailabilityLine availability={book.availability} locale={locale} small />
                </>
              ) : (
                <span className="faint">{t("gone")}</span>
              )}
            </p>
            <p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
              <Tag kind={kinds[state]}>{t(`states.${state}`)}</Tag>
              <span className="faint small">
                {t("since", { when: longWhen(createdAt, clock) })}
                {notifiedAt && <> · {t("toldAt", { when: longWhen(notifiedAt, clock) })}</>}
                {cancelledAt && <> · {t("cancelledAt", { when: longWhen(cancelledAt, clock) })}</>}
              </span>
            </p>
            {state === "notified" && book.sold && book.availability.kind === "out" && (
              <p className="muted small mt-1">{t("again")}</p>
            )}
          </div>
          {state === "waiting" && (
            <div className="col-start-2 s:col-start-3">
              <ActForm
                action={cancel}
                fields={{ id }}
                words={t("cancel")}
                name={t("cancelName", { title: book.title })}
                busyWords={t("cancelling")}
                failedWords={registry[locale].web.form}
              />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
