import type { ProgressTold } from "@/components/admin/import-progress";
import { progressWords } from "@/components/admin/import-words";
import { locale, localWords } from "@/app/_server/language";
import type { ImportProgress } from "@/shop/import/model";

/** How far an import is, in words. */
export function toldProgress(progress: ImportProgress): ProgressTold {
  const { state, phase, done } = progress;
  const t = localWords("web.imports.progress");
  const percent = Math.floor(done * 100);
  return {
    state,
    heading: state === "mapped" ? t("waiting") : t(phase),
    facts: progressWords(progress, locale()),
    part: done,
    meter: t("meter", { percent }),
  };
}
