import { paths } from "@/app/_server/paths";
import { translator } from "@/messages";
import { formatMoney, money } from "@/shop/_kernel/money";
import type { Incident, IncidentFacts } from "@/shop/payments/model";
import type { FormAction } from "../form/model";
import { OrderAct } from "./order-act";
import { longWhen, type DeskClock } from "./when";

/** Money that needs a look: what happened, to which order, and a place to say that it is settled. */
export function Incidents({
  incidents,
  numbers,
  clock,
  resolve,
}: {
  incidents: readonly Incident[];
  /** Numbers of their orders, by id. */
  numbers: ReadonlyMap<string, string>;
  clock: DeskClock;
  resolve: FormAction;
}) {
  const { locale } = clock;
  const t = translator(locale, "web.incidents");
  const amount = (minor: number | undefined, currency: string | undefined) =>
    minor === undefined || currency === undefined ? "" : formatMoney(money(minor, currency), locale);
  const sentence = (kind: Incident["kind"], facts: IncidentFacts) =>
    t(`kinds.${kind}`, {
      amount: amount(facts.amountMinor, facts.currency),
      expected: amount(facts.expectedMinor, facts.expectedCurrency),
    });
  const order = translator(locale, "web.admin.order");
  const failed = translator(locale, "web.form");
  return (
    <ul className="grid gap-4" aria-label={t("list")}>
      {incidents.map(({ id, kind, orderId, facts, openedAt, resolvedAt, resolvedBy, note }) => {
        const number = orderId === null ? undefined : numbers.get(orderId);
        return (
          <li key={id} className="panel grid gap-3 p-5">
            <h2 className="font-operate text-base">
              {number ? <a href={paths.admin.order(number)}>{t("order", { number })}</a> : t("noOrder")}
            </h2>
            <p>{sentence(kind, facts)}</p>
            {kind === "dispute" && facts.won !== undefined && <p>{t(facts.won ? "won" : "lost")}</p>}
            {facts.reason && <p className="muted wrap-anywhere">{t("said", { reason: facts.reason })}</p>}
            {facts.reference && (
              <p className="muted mono wrap-anywhere">{t("reference", { reference: facts.reference })}</p>
            )}
            <p className="faint">
              {resolvedAt
                ? resolvedBy
                  ? t("resolvedBy", { when: longWhen(resolvedAt, clock), name: resolvedBy })
                  : t("resolved", { when: longWhen(resolvedAt, clock) })
                : t("opened", { when: longWhen(openedAt, clock) })}
            </p>
            {note && <p className="wrap-anywhere">{note}</p>}
            {!resolvedAt && (
              <OrderAct
                action={resolve}
                hidden={{ id }}
                fields={[
                  {
                    name: "note",
                    label: t("note"),
                    hint: t("noteHint"),
                    optional: order("acts.optional"),
                    kind: "text",
                    maxLength: 500,
                  },
                ]}
                look="line"
                words={{
                  act: t("resolve"),
                  busy: order("acts.busy"),
                  one: order("errors.one"),
                  other: order("errors.other"),
                  kept: order("errors.kept"),
                  failed: failed("failed"),
                  reference: failed("reference"),
                }}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}
