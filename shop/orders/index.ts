export { createOrder, type CreatedOrder, type NewOrder } from "./create-order.ts";
export { cancelOrder, cancelTrackedOrder, expireOrders } from "./cancel-order.ts";
export { deliverOrder, processOrder, shipOrder } from "./fulfil-order.ts";
export { getOrder, getOrderById, getTrackedOrder } from "./get-order.ts";
export { countOrders, listOrders } from "./list-orders.ts";
export {
  lockForPayment,
  onDispute,
  onPaymentDoubtful,
  onPaymentFailed,
  onPaymentPending,
  onPaymentSucceeded,
  onRefundFailed,
  onRefundSucceeded,
} from "./on-payment.ts";
export { listOrderNumbers } from "./order-numbers.ts";
export { getMyOrder, listMyOrders } from "./my-orders.ts";
export { mailOn } from "./mails.ts";
export { refillFromOrder } from "./refill.ts";
export { ensureTrackingLink, findTrackedOrderId, requestTrackingLink, trackingToken, trackingUrl } from "./tracking.ts";
export { lockPayableOrder, type IllegalTransition } from "./move-order.ts";
export { claimOnLogIn, claimOrders } from "./claim-orders.ts";
export { inviteGuest } from "./invite-guest.ts";
export { forgetCustomers, letGoOfOrders } from "./forget-customer.ts";
export { countPersonalOrders, listPersonalOrders } from "./personal-orders.ts";
