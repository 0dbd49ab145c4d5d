import type { ReactNode } from "react";
import { translator, type Locale } from "@/messages";
import { formatMoney } from "@/shop/_kernel/money";
import type { Order } from "@/shop/orders/model";
import { maskEmail } from "./mask";
import { stepsOf, type Step, type StepKind } from "./steps";
import { formatNext } from "./times";

/** What is behind us and was no step forward: it does not look like one. */
const setbacks: Partial<Record<StepKind, "bad" | "off">> = {
  declined: "bad",
  refundFailed: "bad",
  expired: "off",
  cancelled: "off",
  cancelledByShop: "off",
};

/** What happened to an order, and what comes next. */
export function Timeline({
  order,
  locale,
  timeZone,
  deliveryDays,
}: {
  order: Order;
  locale: Locale;
  timeZone: string;
  deliveryDays: { from: number; to: number } | null;
}) {
  const t = translator(locale, "web.order");
  const steps = stepsOf(order);
  return (
    <>
      <h2 className="vh">{t("way")}</h2>
      <ol className="way">
        {steps.map((step, index) => {
          const { title, text } = tell(step, order, locale, deliveryDays);
          const before = steps[index - 1]?.at ?? null;
          return (
            <li
              key={`${step.kind} ${step.at?.getTime() ?? ""} ${index}`}
              className={step.when === "done" ? setbacks[step.kind] : step.when}
              aria-current={step.when === "now" ? "step" : undefined}
            >
              <div>
                <b>{title}</b>
                {text && <p>{text}</p>}
              </div>
              {step.at && (
                <time className="at" dateTime={step.at.toISOString()}>
                  {formatNext(step.at, before, locale, timeZone)}
                </time>
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
}

function tell(
  { kind, when, name }: Step,
  order: Order,
  locale: Locale,
  days: { from: number; to: number } | null,
): { title: string; text?: ReactNode } {
  const t = translator(locale, "web.order.steps");
  const total = formatMoney(order.total, locale);
  const email = maskEmail(order.email);
  const [parcel, ...more] = order.parcels.filter(({ shippedAt }) => shippedAt !== null);
  const pickup = order.delivery === "pickup";
  const past = when === "done" || (when === "now" && !(kind === "paid" && order.state === "pending_payment"));
  switch (kind) {
    case "placed": {
      const count = order.lines.reduce((sum, line) => sum + line.quantity, 0);
      return { title: t("placed", { count }), text: t("receipt", { email }) };
    }
    case "paid":
      return past
        ? { title: t("paid"), text: t("paidText", { total, email }) }
        : { title: t("next.paid"), text: t("next.paidText", { total }) };
    case "paidLate":
      return { title: t("paidLate"), text: t("paidLateText", { total, email }) };
    case "processing":
      if (!past) return { title: t("next.processing") };
      if (when === "now") return { title: t("processing") };
      return { title: name ? t("packedBy", { name }) : t("packed") };
    case "shipped":
      if (!past)
        return pickup
          ? { title: t("next.ready"), text: t("next.readyText") }
          : { title: t("next.shipped"), text: t("next.shippedText") };
      if (pickup) return { title: t("ready") };
      if (!parcel?.carrier || more.length > 0) return { title: t("shippedPlain") };
      return {
        title: t("shipped", { carrier: parcel.carrier }),
        text: t.rich("parcel", {
          number: parcel.trackingNumber ?? "",
          n: (words) => <span className="mono num">{words}</span>,
        }),
      };
    case "delivered":
      if (past) return { title: t(pickup ? "collected" : "delivered") };
      if (pickup) return { title: t("next.collected") };
      return { title: t("next.delivered"), text: days ? t("next.deliveredText", days) : undefined };
    case "declined":
      return { title: t("declined"), text: t("declinedText") };
    case "expired":
      return { title: t("expired"), text: t("expiredText") };
    case "cancelled":
      return { title: t("cancelled"), text: t("cancelledText") };
    case "cancelledByShop":
      return { title: t("cancelledByShop"), text: t("cancelledText") };
    case "refundRequested":
      return { title: t("refundRequested"), text: t("refundRequestedText", { total }) };
    case "refunded":
      return { title: t("refunded") };
    case "latePayment":
      return { title: t("latePayment"), text: t("latePaymentText") };
    case "paymentPending":
      return { title: t("paymentPending"), text: t("paymentPendingText") };
    case "wrongAmount":
      return { title: t("wrongAmount"), text: t("wrongAmountText", { total }) };
    case "duplicatePayment":
      return { title: t("duplicatePayment"), text: t("duplicatePaymentText") };
    case "refundFailed":
      return { title: t("refundFailed"), text: t("refundFailedText") };
    case "partCancelled":
    case "returned":
    case "parcelShipped":
    case "parcelDelivered":
    case "disputed":
    case "disputeWon":
    case "disputeLost":
      return { title: t(kind) };
  }
}
