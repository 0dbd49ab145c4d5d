import { translator, type Locale } from "@/messages";
import { formatMoney } from "@/shop/_kernel/money";
import { comesBack, orderCan, type DeskAct, type Order } from "@/shop/orders/model";
import type { FormAction } from "../form/model";
import { actWords } from "./act-words";
import { Icon } from "../ui/icon";
import { OrderAct, type ActField } from "./order-act";
import { shipmentFields } from "./shipment";
import { longWhen, type DeskClock } from "./when";

/** What the steps are called where books are collected. */
const pickupActs = { process: "process", ship: "ready", deliver: "collected" } as const;

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
  const words = (act: string) => actWords(act, locale);
  const pickup = order.delivery === "pickup";
  const note: ActField = {
    name: "note",
    label: t("acts.note"),
    hint: t("acts.noteHint"),
    optional: t("acts.optional"),
    kind: "text",
    maxLength: 500,
  };
  const parcel = pickup ? [] : shipmentFields(locale);
  const back = comesBack(order);
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
            hidden={{ number: order.number, ...(pickup && step === "ship" && { delivery: "pickup" }) }}
            fields={step === "ship" ? [...parcel, note] : [note]}
            words={words(t(`acts.${pickup ? pickupActs[step] : step}`))}
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
            {back.minor > 0
              ? t("cancel.paid", { total: formatMoney(back, locale) })
              : t(order.paidAt === null ? "cancel.unpaid" : "cancel.nothing")}
          </p>
          <OrderAct
            action={actions.cancel}
            hidden={{ number: order.number }}
            fields={[{ ...note, name: "reason", label: t("cancel.reason"), hint: t("cancel.reasonHint") }]}
            words={words(t("cancel.act", { number: order.number }))}
            look="line"
            prefix="cancel-"
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
    case "processing":
    case "shipped":
      return t(order.delivery === "pickup" ? `pickup.${order.state}` : order.state);
    default:
      return t(order.state);
  }
}

/** What is done to a part of an order, and may be told wherever the order stands. */
const partial = [
  "pack",
  "unpack",
  "shipOne",
  "deliverOne",
  "note",
  "links",
  "refund",
  "refundByHand",
  "paid",
  "incident",
] as const;

const leadsTo = { process: "processing", ship: "shipped", deliver: "delivered", cancel: "cancelled" } as const;
const actOf = (told: unknown) => (Object.keys(leadsTo) as DeskAct[]).find((name) => name === told);

/** The sentence after a step that was done; null where the order does not stand where it leads. */
export function doneWords(told: unknown, order: Order, locale: Locale): string | null {
  const t = translator(locale, "web.admin.order.done");
  const part = partial.find((name) => name === told);
  if (part === "paid" && order.state === "cancelled") return t("paidLate");
  if (part) return t(part);
  const act = actOf(told);
  return act && leadsTo[act] === order.state ? t(act) : null;
}

/** The sentence after a step that came too late; null where it could be taken now. */
export function refusedWords(told: unknown, order: Order, locale: Locale): string | null {
  const t = translator(locale, "web.admin");
  const act = actOf(told);
  const late = act ? !orderCan[act](order) : partial.some((name) => name === told);
  return late ? t("order.refused.text", { state: t(`states.${order.state}`) }) : null;
}
