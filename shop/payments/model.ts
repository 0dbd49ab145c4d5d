import type { Money } from "../_kernel/money.ts";

export const paymentTryStates = ["open", "pending", "succeeded", "failed", "expired", "surplus"] as const;
export type PaymentTryState = (typeof paymentTryStates)[number];

export const refundReasons = ["cancelled", "late_payment", "duplicate_payment"] as const;
export type RefundReason = (typeof refundReasons)[number];

/** What a gateway tells the shop, whichever gateway it is. `eventId` is its own: the same one is applied once. */
export type GatewayEvent = { gateway: string; eventId: string; sessionRef: string } & (
  | { kind: "payment.succeeded"; amountMinor: number; currency: string }
  | { kind: "payment.failed"; failure: string }
  | { kind: "session.expired" }
);

/** A gateway's session lasts this long at most, and always ends this much before its order does (CHK-7). */
export const SESSION_MINUTES = 30;
export const SESSION_ENDS_BEFORE_ORDER_SECONDS = 60;

/** What the demo gateway's page shows. */
export interface DemoSession {
  id: string;
  orderNumber: string;
  amount: Money;
  state: "open" | "paid" | "declined" | "expired";
  returnUrl: string;
}

export const demoDecisions = ["pay", "decline", "leave"] as const;
export type DemoDecision = (typeof demoDecisions)[number];
