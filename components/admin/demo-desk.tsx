import { translator, type Locale } from "@/messages";
import { formatMoney } from "@/shop/_kernel/money";
import type { DemoAct, DemoSession } from "@/shop/payments/model";
import type { FormAction } from "../form/model";
import { actWords } from "./act-words";
import { OrderAct } from "./order-act";

/** What a session's state lets happen next. */
function actsOf(session: DemoSession): DemoAct[] {
  switch (session.state) {
    case "pending":
      return ["confirm_slow", "fail_slow"];
    case "expired":
    case "declined":
    case "open":
      return ["pay_late"];
    case "paid":
      return [
        ...(session.dispute === null ? (["dispute"] as const) : []),
        ...(session.dispute === "open" ? (["dispute_won", "dispute_lost"] as const) : []),
        session.refusesRefunds ? "take_refunds" : "refuse_refunds",
      ];
  }
}

/** The operator's panel of the demo gateway: what a real one does behind the shopper's back. */
export function DemoDesk({
  sessions,
  number,
  locale,
  action,
}: {
  sessions: readonly DemoSession[];
  number: string;
  locale: Locale;
  action: FormAction;
}) {
  const t = translator(locale, "web.admin.money.demo");
  if (sessions.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="demo">
      <h2 id="demo">{t("heading")}</h2>
      <p className="muted">{t("text")}</p>
      <ul className="mt-3 grid gap-3">
        {sessions.map((session) => (
          <li key={session.id}>
            <p>{t(`states.${session.state}`, { amount: formatMoney(session.amount, locale) })}</p>
            <div className="mt-1 flex flex-wrap gap-2">
              {actsOf(session).map((act) => (
                <OrderAct
                  key={act}
                  action={action}
                  prefix={`demo-${session.id}-${act}-`}
                  hidden={{ number, sessionId: session.id, act }}
                  fields={[]}
                  words={actWords(t(`acts.${act}`), locale)}
                  look="line"
                />
              ))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
