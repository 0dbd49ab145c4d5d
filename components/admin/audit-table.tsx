import { translator } from "@/messages";
import type { AuditEntry } from "@/shop/audit/model";
import { actorWords, AuditFactsList, subjectPath, subjectWords, type Names } from "./audit-entry";
import { longWhen, type DeskClock } from "./when";

/** Rows of the audit log; below 760 px each is a card. */
export function AuditTable({
  entries,
  names,
  caption,
  clock,
}: {
  entries: readonly AuditEntry[];
  names: Names;
  caption: string;
  clock: DeskClock;
}) {
  const { locale } = clock;
  const t = translator(locale, "web.audit");
  return (
    <table className="tbl tbl--rows stack">
      <caption className="vh">{caption}</caption>
      <thead className="max-s:hidden">
        <tr>
          <th>{t("columns.at")}</th>
          <th>{t("columns.actor")}</th>
          <th>{t("columns.action")}</th>
          <th>{t("columns.subject")}</th>
          <th>{t("columns.facts")}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => {
          const href = subjectPath(entry, names);
          const subject = subjectWords(entry, names, locale);
          return (
            <tr key={entry.id} className="row max-s:grid-cols-[minmax(0,1fr)_auto]! max-s:px-4!">
              <td className="faint max-s:text-right max-s:[grid-area:1/2]!">
                <time dateTime={entry.at.toISOString()}>{longWhen(entry.at, clock)}</time>
              </td>
              <td className="wrap-anywhere max-s:[grid-area:2/1/3/3]!">{actorWords(entry, locale)}</td>
              <td className="max-s:block! max-s:[grid-area:1/1]!">
                <b className="font-operate">{t(`actions.${entry.action}`)}</b>
              </td>
              <td className="wrap-anywhere max-s:[grid-area:3/1/4/3]!">
                {href ? (
                  <a className="link quiet" href={href}>
                    {subject}
                  </a>
                ) : (
                  <span className="muted">{subject}</span>
                )}
              </td>
              <td className="max-s:[grid-area:4/1/5/3]!">
                <AuditFactsList entry={entry} locale={locale} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
