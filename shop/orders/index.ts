export { createOrder, type CreatedOrder, type NewOrder } from "./create-order.ts";
export { cancelMyOrder, cancelOrder, cancelTrackedOrder, expireOrders } from "./cancel-order.ts";
export { deliverOrder, processOrder, shipOrder } from "./fulfil-order.ts";
export { findOrderNumbers } from "./find-numbers.ts";
export { getOrder, getOrderById, getTrackedOrder } from "./get-order.ts";
export { countOrders, listOrders } from "./list-orders.ts";
export { getMyOrder, listMyOrders } from "./my-orders.ts";
export {
  lockForPayment,
  onDispute,
  onPaymentDoubtful,
  onPaymentFailed,
  onPaymentPending,
  onPaymentSucceeded,
  onRefundFailed,
  onRefundSucceeded,
  recordHandled,
} from "./on-payment.ts";
export { mailOn, mailOnParcel } from "./mails.ts";
export { noticeOn, noticeOnRefund } from "./notices.ts";
export { refillFromOrder, reorderMine, reorderTracked } from "./refill.ts";
export { getRefundable, refundOrder, type RefundRefusal } from "./refund-order.ts";
export { recordOrderPayment } from "./record-payment.ts";
export {
  deliverParcel,
  packParcel,
  shipParcel,
  unpackParcel,
  type NothingChosen,
  type QuantityTooMuch,
} from "./parcels.ts";
export { addOrderNote } from "./desk-notes.ts";
export { moveOrders, type BulkAct } from "./bulk-orders.ts";
export { exportColumns, exportOrders, type ExportColumn } from "./export-orders.ts";
export {
  ensureTrackingLink,
  findTrackedOrderId,
  limitLinks,
  requestTrackingLink,
  revokeTrackingLinks,
  trackingToken,
  trackingUrl,
} from "./tracking.ts";
export { listOrderNumbers } from "./order-numbers.ts";
export { lockPayableOrder, type IllegalTransition } from "./move-order.ts";
export { findOrdersOfLines } from "./orders-of-lines.ts";
export { claimOnLogIn, claimOrders } from "./claim-orders.ts";
export { inviteGuest } from "./invite-guest.ts";
export { forgetCustomers, letGoOfOrders } from "./forget-customer.ts";
export { countPersonalOrders, listPersonalOrders } from "./personal-orders.ts";
export { followReviewRights, mailReviewInvitation } from "./review-rights.ts";
export { findOrderId, readSale, type Sale } from "./read-sale.ts";
