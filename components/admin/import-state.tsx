import { translator, type Locale } from "@/messages";
import { rowsOf, type ImportRecord } from "@/shop/import/model";
import { Note } from "../ui/note";
import { failureWords } from "./import-words";

/** Where an import stands, and what that means for the shop. */
export function ImportState({ found, locale }: { found: ImportRecord; locale: Locale }) {
  const t = translator(locale, "web.imports.page");
  const { state, planned, committed, undone, failure } = found;
  const note = "mb-4 px-4! py-3!";
  const differs =
    planned && committed && JSON.stringify(planned) !== JSON.stringify(committed) && state === "committed";
  const refused = undone?.refused ?? 0;
  switch (state) {
    case "planned":
      return (
        <Note className={note}>
          <p>{t("planned")}</p>
        </Note>
      );
    case "committed":
      return (
        <Note kind={refused > 0 ? "bad" : "done"} className={note}>
          <strong>{refused > 0 ? t("blocked", { refused }) : t("committed")}</strong>
          {differs && <p>{t("differs", { ...planned })}</p>}
        </Note>
      );
    case "undone":
      return (
        <Note kind="done" className={note}>
          <strong>{t("undone", { undone: undone?.undone ?? 0 })}</strong>
          {refused > 0 && <p>{t("left", { refused })}</p>}
        </Note>
      );
    case "cancelled":
      return (
        <Note kind="wait" className={note}>
          <p>{t(committed && rowsOf(committed) > 0 ? "stopped" : "stoppedPlan")}</p>
          {!found.hasFile && <p>{t("gone")}</p>}
        </Note>
      );
    case "failed":
      return (
        <Note kind="bad" className={note}>
          <strong>{t("failed")}</strong>
          {failure && <p>{failureWords(failure, locale)}</p>}
          {failure?.at != null && <p>{t("failedAt", { at: failure.at })}</p>}
        </Note>
      );
    default:
      return null;
  }
}
