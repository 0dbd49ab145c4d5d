import { registry, translator, type Locale } from "@/messages";
import { ActForm } from "../form/act-form";
import type { FormAction } from "../form/model";

/** After a guest has bought: an account with the order's address, which the shop carries along. */
export function Invitation({ action, token, locale }: { action: FormAction; token: string; locale: Locale }) {
  const t = translator(locale, "web.order.invitation");
  return (
    <section className="no-print px-5 pt-5" aria-labelledby="invitation">
      <h2 id="invitation" className="text-lg">
        {t("heading")}
      </h2>
      <p className="muted mt-1 mb-3">{t("text")}</p>
      <ActForm
        action={action}
        fields={{ token }}
        words={t("act")}
        busyWords={t("busy")}
        failedWords={registry[locale].web.form}
      />
    </section>
  );
}
