import { translator, type Locale } from "@/messages";
import { formatMoney, money } from "@/shop/_kernel/money";
import type { Incident } from "@/shop/payments/model";
import type { FormAction } from "../form/model";
import { Tag } from "../ui/tag";
import { actWords } from "./act-words";
import { OrderAct } from "./order-act";
import { Fold } from "./fold";
import { longWhen, type DeskClock } from "./when";

/** Money of an order that needs a person's look, each with what is known of it and the way to settle it. */
export function OrderIncidents({
  incidents,
  clock,
  resolve,
  number,
}: {
  incidents: readonly Incident[];
  clock: DeskClock;
  resolve: FormAction;
  number: string;
}) {
  const { locale } = clock;
  const t = translator(locale, "web.admin.money.incidents");
  return (
    <ul className="grid gap-4">
      {incidents.map((incident) => (
        <li key={incident.id} className="wrap-anywhere">
          <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
            <p className="font-operate">{sentenceOf(incident, locale)}</p>
            {incident.resolvedAt ? <Tag kind="off">{t("settledTag")}</Tag> : <Tag kind="bad">{t("waits")}</Tag>}
          </div>
          <p className="faint">
            <time dateTime={incident.openedAt.toISOString()}>{longWhen(incident.openedAt, clock)}</time>
            {incident.facts.reference && ` · ${t("reference", { reference: incident.facts.reference })}`}
            {incident.facts.reason && ` · ${t("reason", { reason: incident.facts.reason })}`}
            {incident.facts.won !== undefined && ` · ${t(incident.facts.won ? "won" : "lost")}`}
          </p>
          {incident.resolvedAt ? (
            <p className="muted">
              {incident.resolvedBy
                ? t("settledBy", { when: longWhen(incident.resolvedAt, clock), name: incident.resolvedBy })
                : t("settled", { when: longWhen(incident.resolvedAt, clock) })}
              {incident.note && <span className="block whitespace-pre-line">{incident.note}</span>}
            </p>
          ) : (
            <Fold words={t("act")}>
              <OrderAct
                action={resolve}
                prefix={`incident-${incident.id}-`}
                hidden={{ number, incidentId: incident.id }}
                fields={[
                  {
                    name: "note",
                    label: t("note"),
                    optional: translator(locale, "web.admin.money")("refund.optional"),
                    kind: "text",
                    maxLength: 500,
                  },
                ]}
                words={{ ...actWords(t("act"), locale), busy: t("busy") }}
                look="line"
              />
            </Fold>
          )}
        </li>
      ))}
    </ul>
  );
}

function sentenceOf({ kind, facts }: Incident, locale: Locale): string {
  const t = translator(locale, "web.admin.money.incidents");
  const inWords = (minor?: number, currency?: string) =>
    minor === undefined || currency === undefined ? t("amountUnknown") : formatMoney(money(minor, currency), locale);
  const amount = inWords(facts.amountMinor, facts.currency);
  return kind === "wrong_amount"
    ? t("kinds.wrong_amount", {
        amount,
        expected: inWords(facts.expectedMinor, facts.expectedCurrency ?? facts.currency),
      })
    : t(`kinds.${kind}`, { amount });
}
