/** What can happen, and what is told of it. */
export interface ShopEvents {
  "order.placed": { orderId: string; email: string; locale: string };
  "order.paid": { orderId: string; email: string; locale: string; revived: boolean };
  "order.shipped": { orderId: string; email: string; locale: string };
  "order.delivered": { orderId: string; email: string; locale: string };
  "order.cancelled": { orderId: string; email: string; locale: string; reason: "expired" | "customer" | "admin" };
  "payment.succeeded": { paymentId: string; orderId: string; amountMinor: number; currency: string };
  "payment.failed": { paymentId: string; orderId: string; failure: string };
  "refund.succeeded": { refundId: string; orderId: string; amountMinor: number; reason: string };
  "stock.restocked": { bookIds: string[] };
}
export type EventKind = keyof ShopEvents;
