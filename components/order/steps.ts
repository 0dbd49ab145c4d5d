import type { HistoryCode, HistoryEntry, Order, OrderState } from "@/shop/orders/model";

/** What can stand on the way of an order, past or to come. */
export type StepKind =
  | "placed"
  | "paid"
  | "paidLate"
  | "processing"
  | "shipped"
  | "delivered"
  | "declined"
  | "expired"
  | "cancelled"
  | "cancelledByShop"
  | "refundRequested"
  | "refunded"
  | "latePayment"
  | "duplicatePayment"
  | "paymentPending"
  | "wrongAmount";

export interface Step {
  kind: StepKind;
  /** done: behind us · now: where the order stands · next: still to come */
  when: "done" | "now" | "next";
  at: Date | null;
  /** The bookseller who did it. */
  name: string | null;
}

const ahead: Record<OrderState, StepKind[]> = {
  pending_payment: ["paid", "processing", "shipped", "delivered"],
  paid: ["processing", "shipped", "delivered"],
  processing: ["shipped", "delivered"],
  shipped: ["delivered"],
  delivered: [],
  cancelled: [],
};

/** Null is the desk's business, and no step on the customer's way. */
const codes = {
  payment_failed: "declined",
  payment_pending: "paymentPending",
  duplicate_payment: "duplicatePayment",
  wrong_amount: "wrongAmount",
  refund_requested: "refundRequested",
  refunded: "refunded",
  refund_failed: null,
  disputed: null,
  dispute_won: null,
  dispute_lost: null,
  claimed: null,
  account_deleted: null,
} as const satisfies Record<Exclude<HistoryCode, "late_payment">, StepKind | null>;

function kindOf(entry: HistoryEntry): StepKind | null {
  if (entry.code === "late_payment") return entry.to === "paid" ? "paidLate" : "latePayment";
  if (entry.code) return codes[entry.code];
  if (entry.to === "pending_payment") return "placed";
  if (entry.to !== "cancelled") return entry.to;
  return entry.by === "shop" ? "expired" : entry.by === "desk" ? "cancelledByShop" : "cancelled";
}

/**
 * The way of an order as its customer follows it: what happened, where it stands, what is still to come. An unpaid order stands
 * at its payment; one that is under way at the last thing that happened; one that is over nowhere.
 */
export function stepsOf(order: Pick<Order, "state" | "history">): Step[] {
  const past = order.history.flatMap((entry): Step[] => {
    const kind = kindOf(entry);
    return kind === null ? [] : [{ kind, when: "done", at: entry.at, name: entry.name }];
  });
  const coming = ahead[order.state].map((kind): Step => ({ kind, when: "next", at: null, name: null }));
  const stand = order.state === "pending_payment" ? coming[0] : coming.length > 0 ? past.at(-1) : undefined;
  if (stand) stand.when = "now";
  return [...past, ...coming];
}
