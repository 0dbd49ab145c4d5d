import { paths } from "@/app/_server/paths";
import { translator } from "@/messages";
import type { ImportRecord } from "@/shop/import/model";
import { Tag } from "../ui/tag";
import { sizeWords, stateLooks } from "./import-words";
import { longWhen, shortWhen, type DeskClock } from "./when";

/** Files that came in; below 760 px each is a card. */
export function ImportsTable({ rows, clock }: { rows: readonly ImportRecord[]; clock: DeskClock }) {
  const { locale } = clock;
  const t = translator(locale, "web.imports");
  return (
    <table className="tbl tbl--rows stack">
      <caption className="vh">{t("caption")}</caption>
      <thead className="max-s:hidden">
        <tr>
          <th>{t("columns.file")}</th>
          <th>{t("columns.state")}</th>
          <th className="r">{t("columns.rows")}</th>
          <th>{t("columns.by")}</th>
          <th className="r">{t("columns.at")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const counts = row.committed ?? row.planned;
          return (
            <tr key={row.id} className="row relative max-s:grid-cols-[minmax(0,1fr)_auto]! max-s:px-4!">
              <td className="max-s:block! max-s:[grid-area:1/1]!">
                <a
                  className="font-operate wrap-anywhere max-s:after:absolute max-s:after:inset-0"
                  href={paths.admin.import(row.id)}
                >
                  {row.fileName}
                </a>
                <span className="faint block">
                  {t(`formats.${row.format}`)}, {sizeWords(row.bytes, locale)}
                </span>
              </td>
              <td className="max-s:text-right max-s:[grid-area:1/2]!">
                <Tag {...stateLooks[row.state]}>{t(`states.${row.state}`)}</Tag>
              </td>
              <td className="r num max-s:text-left! max-s:[grid-area:2/1]!">
                {counts ? t("counts", { ...counts }) : <span className="faint">–</span>}
              </td>
              <td className="muted max-s:hidden!">{row.actor.kind === "user" ? row.actor.name : t("system")}</td>
              <td className="r faint max-s:[grid-area:2/2]!">
                <time dateTime={row.createdAt.toISOString()} title={longWhen(row.createdAt, clock)}>
                  {shortWhen(row.createdAt, clock)}
                </time>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
