/** What can happen, and what is told of it. */
export interface ShopEvents {
  "order.placed": { orderId: string; email: string; locale: string };
  "order.paid": { orderId: string; email: string; locale: string; revived: boolean };
  "order.shipped": { orderId: string; email: string; locale: string };
  "parcel.shipped": { orderId: string; parcelId: string; email: string; locale: string };
  "order.delivered": { orderId: string; email: string; locale: string };
  "order.cancelled": { orderId: string; email: string; locale: string; reason: "expired" | "customer" | "admin" };
  /** Something about an order's money is about to change: the order locks itself first, as everywhere. Never written down. */
  "payment.changing": { orderId: string };
  /** Somebody at the desk did something about an order's money. Never written down here, but among what the desk did. */
  "payment.handled": {
    orderId: string;
    act: "refund_settled" | "refund_repeated" | "incident_resolved";
    facts: { reason?: string; note?: string | null; amountMinor?: number; currency?: string };
  };
  /** A slow method's money is on its way. */
  "payment.pending": { paymentId: string; orderId: string };
  "payment.succeeded": { paymentId: string; orderId: string; amountMinor: number; currency: string };
  /** `final`: nothing more will come of this try; else its page is still open. */
  "payment.failed": { paymentId: string; orderId: string; failure: string; final: boolean };
  /** More or less came than was asked; it goes back, and the order goes on waiting. */
  "payment.doubtful": { paymentId: string; orderId: string; amountMinor: number; currency: string };
  "refund.requested": { refundId: string; orderId: string; amountMinor: number; currency: string; reason: string };
  "refund.succeeded": { refundId: string; orderId: string; amountMinor: number; reason: string };
  "refund.failed": { refundId: string; orderId: string; amountMinor: number; reason: string };
  "dispute.opened": { orderId: string; amountMinor: number; currency: string };
  "dispute.closed": { orderId: string; amountMinor: number; currency: string; won: boolean };
  "incident.opened": { incidentId: string; orderId: string | null; kind: string };
  "stock.restocked": { bookIds: string[] };
  /** The shop answered a review; `userId` is null for a guest's. */
  "review.replied": { reviewId: string; bookId: string; userId: string | null };
  /** An order has arrived some days ago: its customer may be asked what the books were like. */
  "review.invited": { orderId: string };
  /** Orders whose customer is to be forgotten. Never written down. */
  "orders.forgotten": { orderIds: readonly string[] };
  "user.registered": { userId: string };
  "user.logged_in": { userId: string; cartToken: string | null };
  /** The person has proven that the address is theirs. */
  "user.verified": { userId: string; email: string };
  /** The account is about to vanish; `email` only where the person had proven it. */
  "user.deleted": { userId: string; email: string | null };
}
export type EventKind = keyof ShopEvents;
