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
  "user.registered": { userId: string };
  "user.logged_in": { userId: string; cartToken: string | null };
  /** The person has proven that the address is theirs. */
  "user.verified": { userId: string; email: string };
  /** The account is about to vanish; `email` only where the person had proven it. */
  "user.deleted": { userId: string; email: string | null };
}
export type EventKind = keyof ShopEvents;
