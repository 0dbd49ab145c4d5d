import type { ProgressTold } from "@/components/admin/import-progress";
import { localWords } from "@/app/_server/language";
import type { ImportProgress } from "@/shop/import/model";

/** How far an import is, in words. */
export function toldProgress({ state, phase, rows, done, rate, remaining }: ImportProgress): ProgressTold {
  const t = localWords("web.imports.progress");
  const percent = Math.floor(done * 100);
  return {
    state,
    heading: state === "mapped" ? t("waiting") : t(phase),
    facts: [
      t("rows", { rows }),
      rate === null ? null : t("rate", { rate: Math.round(rate) }),
      remaining === null ? null : t("remaining", { minutes: Math.round(remaining / 60) }),
    ]
      .filter(Boolean)
      .join(" · "),
    part: done,
    meter: t("meter", { percent }),
  };
}
