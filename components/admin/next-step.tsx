import { translator, type Locale } from "@/messages";
import { formatMoney } from "@/shop/_kernel/money";
import { orderCan, type DeskAct, type Order } from "@/shop/orders/model";
import type { FormAction } from "../form/model";
import { Icon } from "../ui/icon";
import { OrderAct, type ActField } from "./order-act";
import { longWhen, type DeskClock } from "./when";

/** Known to most booksellers here; any other name may be typed. */
const carriers = ["DHL", "Deutsche Post", "DPD", "GLS", "Hermes", "UPS", "FedEx", "Royal Mail", "USPS"];

/** What may be done to an order as it stands: the lawful next step, and the way to end it. */
export function NextStep({
  order,
  clock,
  actions,
}: {
  order: Order;
  clock: DeskClock;
  actions: Record<DeskAct, FormAction>;
}) {
  const { locale } = clock;
  const t = translator(locale, "web.admin.order");
  const failed = translator(locale, "web.form");
  const words = (act: string) => ({
    act,
    busy: t("acts.busy"),
    one: t("errors.one"),
    other: t("errors.other"),
    kept: t("errors.kept"),
    failed: failed("failed"),
    reference: failed("reference"),
  });
  const note: ActField = {
    name: "note",
    label: t("acts.note"),
    hint: t("acts.noteHint"),
    optional: t("acts.optional"),
    kind: "text",
    maxLength: 500,
  };
  const parcel: ActField[] = [
    { name: "carrier", label: t("acts.carrier"), maxLength: 60, offers: carriers },
    { name: "trackingNumber", label: t("acts.trackingNumber"), maxLength: 60 },
  ];
  const step = (["process", "ship", "deliver"] as const).find((act) => orderCan[act](order));
  return (
    <section className="panel" aria-labelledby="next">
      <h2 id="next">{t("next.heading")}</h2>
      <p className="muted">{nextWords(order, clock)}</p>
      {step && (
        <div className="mt-4">
          <OrderAct
            key={step}
            action={actions[step]}
            hidden={{ number: order.number }}
            fields={step === "ship" ? [...parcel, note] : [note]}
            words={words(t(`acts.${step}`))}
          />
        </div>
      )}
      {orderCan.cancel(order) && (
        <details className="mt-4 border-t border-rule pt-2">
          <summary className="flex min-h-tap cursor-pointer list-none items-center gap-2 text-ink-2 hover:text-ink">
            <Icon name="chevron" small />
            {t("cancel.open")}
          </summary>
          <p className="font-semibold">{t("cancel.question", { number: order.number })}</p>
          <p className="muted mb-4">
            {order.paymentState === "paid"
              ? t("cancel.paid", { total: formatMoney(order.total, locale) })
              : t("cancel.unpaid")}
          </p>
          <OrderAct
            action={actions.cancel}
            hidden={{ number: order.number }}
            fields={[{ ...note, name: "reason", label: t("cancel.reason"), hint: t("cancel.reasonHint") }]}
            words={words(t("cancel.act", { number: order.number }))}
            look="line"
          />
        </details>
      )}
    </section>
  );
}

function nextWords(order: Order, clock: DeskClock): string {
  const t = translator(clock.locale, "web.admin.order.next");
  switch (order.state) {
    case "pending_payment":
      return order.expiresAt > clock.now
        ? t("pending_payment", { when: longWhen(order.expiresAt, clock) })
        : t("pendingOver");
    case "cancelled":
      return t(order.cancelReason ?? "admin");
    default:
      return t(order.state);
  }
}

const leadsTo = { process: "processing", ship: "shipped", deliver: "delivered", cancel: "cancelled" } as const;
const actOf = (told: unknown) => (Object.keys(leadsTo) as DeskAct[]).find((name) => name === told);

/** The sentence after a step that was done; null where the order does not stand where it leads. */
export function doneWords(told: unknown, order: Order, locale: Locale): string | null {
  const act = actOf(told);
  return act && leadsTo[act] === order.state ? translator(locale, "web.admin.order.done")(act) : null;
}

/** The sentence after a step that came too late; null where it could be taken now. */
export function refusedWords(told: unknown, order: Order, locale: Locale): string | null {
  const t = translator(locale, "web.admin");
  const act = actOf(told);
  return act && !orderCan[act](order) ? t("order.refused.text", { state: t(`states.${order.state}`) }) : null;
}
