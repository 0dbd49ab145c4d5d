export { closeOpenPayment, findLatestPayment, openPayment, openSession, type LatestPayment } from "./open-payment.ts";
export { recordGatewayEvent, type Recorded } from "./record-event.ts";
export { receiveWebhook } from "./webhook.ts";
export {
  acceptPayment,
  recordManualRefund,
  refundOrder,
  requestRefund,
  returnPayment,
  type RefundInput,
  type RefundTooMuch,
} from "./request-refund.ts";
export { recordManualPayment, repeatRefund, settleRefundByHand } from "./by-hand.ts";
export { settleRefund, sweepRefunds, type Settled } from "./settle-refund.ts";
export { closeSession, reconcilePayment, reconcilePayments } from "./reconcile.ts";
export { listPayments, listRefunds, refundedParts, refundsOf } from "./list-payments.ts";
export { countOpenIncidents, listIncidents, listIncidentsOf, resolveIncident } from "./incidents.ts";
export { moneyStanding } from "./rows.ts";
export { actOnDemoSession, decideDemoSession, findDemoSession, listDemoSessions } from "./demo-desk.ts";
export { demoGateway } from "./gateways/demo.ts";
export { stripeGateway, type StripeOptions } from "./gateways/stripe.ts";
export { readRefund, type RefundParts } from "./read-refund.ts";
