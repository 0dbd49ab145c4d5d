import { paths } from "@/app/_server/paths";
import { translator, type Locale } from "@/messages";
import type { ImportFormat, ImportRow } from "@/shop/import/model";
import { Tag } from "../ui/tag";
import { fieldName, problemWords, valueWords } from "./import-words";

const looks = { create: "done", update: "move", unchanged: "off", error: "bad" } as const;

/** Rows of a file that do something, or cannot: what changes from what to what, and what is wrong. */
export function ImportRowsTable({
  rows,
  format,
  currency,
  locale,
}: {
  rows: readonly ImportRow[];
  format: ImportFormat;
  currency: string;
  locale: Locale;
}) {
  const t = translator(locale, "web.imports.rows");
  return (
    <table className="tbl stack">
      <caption className="vh">{t("caption")}</caption>
      <thead className="max-s:hidden">
        <tr>
          <th className="r">{t("columns.at")}</th>
          <th>{t("columns.book")}</th>
          <th>{t("columns.outcome")}</th>
          <th>{t("columns.facts")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.at} className="row max-s:grid-cols-[minmax(0,1fr)_auto]! max-s:px-4!">
            <td className="r faint num max-s:text-right max-s:[grid-area:1/2]!">{row.at}</td>
            <td className="wrap-anywhere max-s:block! max-s:[grid-area:1/1]!">
              {row.bookId ? (
                <a className="font-operate" href={paths.admin.book(row.bookId)}>
                  {row.title ?? t("noTitle")}
                </a>
              ) : (
                <span className="font-operate">{row.title ?? t("noTitle")}</span>
              )}
              <span className="faint block">
                {[row.isbn, format === "onix" && row.reference ? t("record", { reference: row.reference }) : null]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </td>
            <td className="max-s:[grid-area:2/1]!">
              <Tag kind={looks[row.outcome]}>{t(`outcomes.${row.outcome}`)}</Tag>
            </td>
            <td className="wrap-anywhere max-s:block! max-s:[grid-area:3/1/4/3]!">
              <Facts row={row} currency={currency} locale={locale} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Facts({ row, currency, locale }: { row: ImportRow; currency: string; locale: Locale }) {
  const t = translator(locale, "web.imports.rows");
  return (
    <ul className="grid gap-0.5">
      {row.undo && (
        <li className={row.undo === "undone" ? "muted" : "text-red"}>
          {row.undo === "undone" ? t("undone") : t(`undo.${row.undo}`)}
        </li>
      )}
      {row.problems.map((problem, index) => (
        <li key={index} className={problem.note ? "faint" : undefined}>
          {problemWords(problem, locale)}
        </li>
      ))}
      {row.changes.map((change) => (
        <li key={change.field}>
          {t("change", {
            field: fieldName(change.field, locale),
            before: valueWords(change, change.before, currency, locale),
            after: valueWords(change, change.after, currency, locale),
          })}
        </li>
      ))}
    </ul>
  );
}
