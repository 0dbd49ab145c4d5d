import { paths } from "@/app/_server/paths";
import { registry, translator } from "@/messages";
import { formatMoney } from "@/shop/_kernel/money";
import { demoActs, type DemoAct, type DemoSession } from "@/shop/payments/model";
import { ActForm } from "../form/act-form";
import type { FormAction } from "../form/model";
import type { DeskClock } from "./when";

/** What fits a session as it stands. */
const fits: Record<DemoAct, (session: DemoSession) => boolean> = {
  pay_late: ({ state }) => state === "open" || state === "expired",
  confirm_slow: ({ state }) => state === "pending",
  fail_slow: ({ state }) => state === "pending",
  dispute: ({ state, dispute }) => state === "paid" && dispute === null,
  dispute_won: ({ dispute }) => dispute === "open",
  dispute_lost: ({ dispute }) => dispute === "open",
  refuse_refunds: ({ state, refusesRefunds }) => state === "paid" && !refusesRefunds,
  take_refunds: ({ refusesRefunds }) => refusesRefunds,
};

/** The demo gateway from behind: what happens there without the shopper. */
export function DemoOperator({
  sessions,
  clock: { locale },
  operate,
}: {
  sessions: readonly DemoSession[];
  clock: DeskClock;
  operate: FormAction;
}) {
  const t = translator(locale, "web.incidents.demo");
  return (
    <section className="mt-7" aria-labelledby="demo-gateway">
      <h2 id="demo-gateway">{t("heading")}</h2>
      <p className="muted mt-2 mb-4">{sessions.length > 0 ? t("text") : t("none")}</p>
      <ul className="panel">
        {sessions.map((session) => (
          <li
            key={session.id}
            className="flex min-h-[3.25rem] flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-rule px-4 py-2 last:border-0"
          >
            <p>
              <a className="mono" href={paths.admin.order(session.orderNumber)}>
                {session.orderNumber}
              </a>{" "}
              {formatMoney(session.amount, locale)} · {t(`states.${session.state}`)}
            </p>
            <div className="flex flex-wrap gap-2">
              {demoActs
                .filter((act) => fits[act](session))
                .map((act) => (
                  <ActForm
                    key={act}
                    action={operate}
                    fields={{ id: session.id, act }}
                    look="line"
                    words={t(`acts.${act}`)}
                    busyWords={translator(locale, "web.pay")("busy")}
                    failedWords={registry[locale].web.form}
                  />
                ))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
