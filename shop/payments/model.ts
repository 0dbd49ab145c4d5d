import { z } from "zod";
import type { Money } from "../_kernel/money.ts";

export const paymentTryStates = ["open", "pending", "succeeded", "failed", "expired", "surplus"] as const;
/** `pending`: a slow method's money is on its way. `surplus`: money the order cannot use; it goes back. */
export type PaymentTryState = (typeof paymentTryStates)[number];

export const refundStates = ["requested", "succeeded", "failed"] as const;
export type RefundState = (typeof refundStates)[number];

export const refundReasons = [
  "cancelled",
  "returned",
  "damaged",
  "goodwill",
  "late_payment",
  "duplicate_payment",
  "wrong_amount",
  /** Made at the gateway's own desk, and found there. */
  "outside",
] as const;
export type RefundReason = (typeof refundReasons)[number];

/** Of these the order never had the money: they say nothing of what the order's own payment is worth. */
export const surplusReasons = ["late_payment", "duplicate_payment", "wrong_amount"] as const;

/** Reasons that somebody at the desk may give. */
export const deskRefundReasons = ["cancelled", "returned", "damaged", "goodwill"] as const;

/** How money moves without a gateway (CHK-11). */
export const manualMeans = ["bank_transfer", "cash", "card_terminal", "other"] as const;
export type ManualMeans = (typeof manualMeans)[number];

/** What the order's money comes to (CHK-8). */
export const moneyStates = ["unpaid", "pending", "paid", "partly_refunded", "refunded", "disputed"] as const;
export type MoneyState = (typeof moneyStates)[number];

/** An order's money in minor units: what it was paid, what went back or is on its way, and what is left to give back. */
export interface MoneyStanding {
  state: MoneyState;
  currency: string | null;
  paidMinor: number;
  /** Gone: refunds that succeeded and disputes that were lost. */
  refundedMinor: number;
  /** On its way back. */
  requestedMinor: number;
  /** May still be refunded. */
  leftMinor: number;
}

/** The one rule for the state of an order's money. */
export function moneyState(facts: {
  paidMinor: number;
  refundedMinor: number;
  pending: boolean;
  disputed: boolean;
}): MoneyState {
  if (facts.paidMinor === 0) return facts.pending ? "pending" : "unpaid";
  if (facts.disputed) return "disputed";
  if (facts.refundedMinor >= facts.paidMinor) return "refunded";
  return facts.refundedMinor > 0 ? "partly_refunded" : "paid";
}

/** A part of a refund: how many copies of an order line, and what was paid back for them. */
export interface RefundLine {
  orderLineId: string;
  quantity: number;
  amountMinor: number;
  /** Whether the copies went back on the shelf. */
  restocked: boolean;
}

export interface RefundView {
  id: string;
  paymentId: string;
  amount: Money;
  state: RefundState;
  reason: RefundReason;
  /** Null for one that went through the gateway. */
  means: ManualMeans | null;
  note: string | null;
  failure: string | null;
  lines: RefundLine[];
  shipping: Money;
  requestedBy: string | null;
  requestedAt: Date;
  /** Taken by the gateway, whose bank has not answered yet. */
  sentAt: Date | null;
  settledAt: Date | null;
}

export interface PaymentView {
  id: string;
  gateway: "demo" | "stripe" | "manual";
  state: PaymentTryState;
  amount: Money;
  /** What really came, where that differs from what was asked. */
  received: Money | null;
  means: ManualMeans | null;
  note: string | null;
  failure: string | null;
  /** The gateway's own name for it, to look it up there. */
  reference: string | null;
  recordedBy: string | null;
  createdAt: Date;
  settledAt: Date | null;
}

export const incidentKinds = [
  "wrong_amount",
  "late_payment",
  "duplicate_payment",
  "unknown_payment",
  "refund_failed",
  "refund_outside",
  "dispute",
] as const;
/** Money that needs a person's look. */
export type IncidentKind = (typeof incidentKinds)[number];

export interface Incident {
  id: string;
  kind: IncidentKind;
  orderId: string | null;
  /** Amounts as minor units with their currency, and the gateway's references. */
  facts: IncidentFacts;
  openedAt: Date;
  resolvedAt: Date | null;
  resolvedBy: string | null;
  note: string | null;
}

export interface IncidentFacts {
  paymentId?: string;
  refundId?: string;
  /** What came, went back, or is in dispute. */
  amountMinor?: number;
  currency?: string;
  /** What was expected instead. */
  expectedMinor?: number;
  expectedCurrency?: string;
  reference?: string;
  reason?: string;
  won?: boolean;
}

export const INCIDENTS_PER_PAGE = 25;
export const incidentFilter = z.object({
  open: z.boolean().optional(),
  page: z.number().int().min(1).max(10_000).default(1),
});
export type IncidentFilter = z.output<typeof incidentFilter>;

const note = z
  .string()
  .trim()
  .max(500)
  .regex(/^[^\u0000]*$/)
  .transform((text) => text || null);
/** What the desk says of money that moved without the gateway. */
export const manualInput = z.object({ means: z.enum(manualMeans), note });
export type ManualInput = z.output<typeof manualInput>;
export const incidentNote = z.object({ note });

/**
 * A session ends this much before its order does (CHK-7), so that money hardly ever comes late. Where a gateway's own
 * minimum would outlive the order, the shop closes the session itself at that moment.
 */
export const SESSION_ENDS_BEFORE_ORDER_SECONDS = 60;

/** What the demo gateway's page shows. */
export interface DemoSession {
  id: string;
  orderNumber: string;
  amount: Money;
  state: "open" | "pending" | "paid" | "declined" | "expired";
  successUrl: string;
  cancelUrl: string;
  dispute: "open" | "won" | "lost" | null;
  refusesRefunds: boolean;
}

/** What a shopper may decide on the demo gateway's page. */
export const demoDecisions = ["pay", "pay_slowly", "decline", "leave"] as const;
export type DemoDecision = (typeof demoDecisions)[number];

/** What the operator of the demo gateway may let happen behind the shopper's back. */
export const demoActs = [
  "pay_late",
  "confirm_slow",
  "fail_slow",
  "dispute",
  "dispute_won",
  "dispute_lost",
  "refuse_refunds",
  "take_refunds",
] as const;
export type DemoAct = (typeof demoActs)[number];
