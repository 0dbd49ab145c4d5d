import { translator, type Locale } from "@/messages";
import type { OrderState, PaymentState } from "@/shop/orders/model";
import { Tag } from "../ui/tag";

/** Money of a cancelled order that has not gone back yet. */
export const isRefundDue = (order: { state: OrderState; paymentState: PaymentState }): boolean =>
  order.state === "cancelled" && (order.paymentState === "paid" || order.paymentState === "partly_refunded");

export function OrderStateTag({
  order,
  locale,
}: {
  order: { state: OrderState; paymentState: PaymentState };
  locale: Locale;
}) {
  const t = translator(locale, "web.admin.states");
  if (isRefundDue(order)) return <Tag kind="wait">{t("refundDue")}</Tag>;
  switch (order.state) {
    case "pending_payment":
      return <Tag kind="wait">{t("pending_payment")}</Tag>;
    case "paid":
      return (
        <Tag kind="move" step={25}>
          {t("paid")}
        </Tag>
      );
    case "processing":
      return (
        <Tag kind="move" step={50}>
          {t("processing")}
        </Tag>
      );
    case "shipped":
      return (
        <Tag kind="move" step={75}>
          {t("shipped")}
        </Tag>
      );
    case "delivered":
      return <Tag kind="done">{t("delivered")}</Tag>;
    case "cancelled":
      return <Tag kind="off">{t("cancelled")}</Tag>;
  }
}
