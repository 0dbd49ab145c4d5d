import { translator, type Locale } from "@/messages";
import { formatMoney } from "@/shop/_kernel/money";
import { orderCan, type Order } from "@/shop/orders/model";

/** A try to pay is not begun when so little time is left. */
const TOO_LATE_MS = 2 * 60_000;

export const hasTimeToPay = (order: Order, now: Date): boolean =>
  orderCan.pay(order) && order.paymentState !== "pending" && order.expiresAt.getTime() - now.getTime() > TOO_LATE_MS;

/** Where the order stands, in one sentence. */
export function stateWords(order: Order, now: Date, locale: Locale): string {
  const t = translator(locale, "web.order.state");
  switch (order.state) {
    case "pending_payment":
      if (order.paymentState === "pending") return t("pending");
      if (!hasTimeToPay(order, now)) return t("lastMinutes");
      return order.lastPaymentFailed ? t("declined") : t("unpaid", { total: formatMoney(order.total, locale) });
    case "paid":
    case "processing":
    case "delivered":
      return t(order.state);
    case "shipped": {
      const carrier = order.parcels[0]?.carrier;
      return carrier ? t("shippedWith", { carrier }) : t("shipped");
    }
    case "cancelled":
      return t(
        order.cancelReason === "expired" ? "expired" : order.cancelReason === "admin" ? "cancelledByShop" : "cancelled",
      );
  }
}
