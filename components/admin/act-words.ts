import { translator, type Locale } from "@/messages";
import type { ActWords } from "./order-act";

/** What every form at the desk may have to say, and what its button says. */
export function actWords(act: string, locale: Locale): ActWords {
  const t = translator(locale, "web.admin.order");
  const failed = translator(locale, "web.form");
  return {
    act,
    busy: t("acts.busy"),
    one: t("errors.one"),
    other: t("errors.other"),
    kept: t("errors.kept"),
    failed: failed("failed"),
    reference: failed("reference"),
  };
}
