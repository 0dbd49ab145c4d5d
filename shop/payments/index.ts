export { closeOpenPayment, findLatestPayment, openPayment, openSession } from "./open-payment.ts";
export { recordGatewayEvent } from "./record-event.ts";
export { acceptPayment, listRefunds, refundOrder, returnPayment, settleRefund } from "./settle.ts";
export { decideDemoSession, findDemoSession } from "./demo-desk.ts";
export { demoGateway } from "./gateways/demo.ts";
