import { paths } from "@/app/_server/paths";
import { translator } from "@/messages";
import type { MailRow } from "@/shop/outbox/model";
import { ActForm } from "../form/act-form";
import type { FormAction } from "../form/model";
import { mailName, MailStateTag, mailTongue } from "./mail-state";
import { longWhen, shortWhen, type DeskClock } from "./when";

/** The outbox: what was written, to whom, and what became of it. Below 760 px each row is a card. */
export function MailsTable({
  mails,
  clock,
  retry,
}: {
  mails: readonly MailRow[];
  clock: DeskClock;
  retry: FormAction;
}) {
  const { locale } = clock;
  const t = translator(locale, "web.admin.mail");
  const failed = translator(locale, "web.form");
  return (
    <table className="tbl tbl--rows stack">
      <caption className="vh">{t("caption")}</caption>
      <thead className="max-s:hidden">
        <tr>
          <th>{t("columns.subject")}</th>
          <th>{t("columns.to")}</th>
          <th>{t("columns.state")}</th>
          <th className="r max-m:hidden!">{t("columns.tries")}</th>
          <th className="r">{t("columns.made")}</th>
          <th>
            <span className="vh">{t("columns.next")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {mails.map((mail) => (
          <tr key={mail.id} className="row relative max-s:grid-cols-[minmax(0,1fr)_auto]! max-s:px-4!">
            <td className="max-s:block! max-s:[grid-area:1/1]!">
              <a
                className="font-operate max-s:after:absolute max-s:after:inset-0"
                href={paths.admin.mail(mail.id)}
                lang={mailTongue(mail, locale)}
              >
                {mailName(mail, locale)}
              </a>
              {mail.state !== "sent" && mail.lastError && (
                <span className={`block wrap-anywhere ${mail.state === "dead" ? "text-red" : "faint"}`}>
                  {t("reason", { reason: mail.lastError })}
                </span>
              )}
              {mail.state === "queued" && mail.attempts > 0 && (
                <span className="faint block">{t("nextTry", { when: longWhen(mail.nextAttemptAt, clock) })}</span>
              )}
            </td>
            <td className="muted wrap-anywhere max-s:[grid-area:2/1]!">{mail.recipient}</td>
            <td className="max-s:text-right max-s:[grid-area:2/2]!">
              <MailStateTag mail={mail} locale={locale} />
            </td>
            <td className="r max-m:hidden!">
              {mail.attempts}
              <span className="vh"> {t("triesUnit", { count: mail.attempts })}</span>
            </td>
            <td className="r faint max-s:[grid-area:1/2]!">
              <time dateTime={mail.createdAt.toISOString()}>{shortWhen(mail.createdAt, clock)}</time>
            </td>
            <td className="r max-s:relative max-s:[grid-area:3/1/4/3]!">
              {mail.state === "dead" && (
                <ActForm
                  action={retry}
                  fields={{ mailId: mail.id }}
                  words={t("retry")}
                  busyWords={t("retryBusy")}
                  failedWords={{ failed: failed("failed"), reference: failed("reference") }}
                />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
