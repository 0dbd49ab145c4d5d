export const orderStates = ["pending_payment", "paid", "processing", "shipped", "delivered", "cancelled"] as const;
export type OrderState = (typeof orderStates)[number];

export const paymentStates = ["unpaid", "pending", "paid", "partly_refunded", "refunded", "disputed"] as const;
export type PaymentState = (typeof paymentStates)[number];

export const cancelReasons = ["expired", "customer", "admin"] as const;
export type CancelReason = (typeof cancelReasons)[number];

/** CHK-8 as data: from where each act may start, and where it leads. */
export const transitions = {
  pay: { from: ["pending_payment"], to: "paid" },
  /** A payment that arrives after expiry (CHK-7). */
  revive: { from: ["cancelled"], to: "paid" },
  process: { from: ["paid"], to: "processing" },
  ship: { from: ["processing"], to: "shipped" },
  deliver: { from: ["shipped"], to: "delivered" },
  cancel: { from: ["pending_payment", "paid", "processing"], to: "cancelled" },
  expire: { from: ["pending_payment"], to: "cancelled" },
} as const satisfies Record<string, { from: readonly OrderState[]; to: OrderState }>;
export type OrderAct = keyof typeof transitions;

export interface Standing {
  state: OrderState;
  paymentState: PaymentState;
  cancelReason: CancelReason | null;
  /** A parcel has left already, so that it can no longer be cancelled as a whole. */
  partlyShipped: boolean;
}

const startsFrom = (act: OrderAct, order: Standing): boolean =>
  (transitions[act].from as readonly OrderState[]).includes(order.state);

/** One answer for button, command and API. */
export const orderCan = {
  pay: (o: Standing) => startsFrom("pay", o),
  revive: (o: Standing) => startsFrom("revive", o) && o.cancelReason === "expired",
  process: (o: Standing) =>
    startsFrom("process", o) && (o.paymentState === "paid" || o.paymentState === "partly_refunded"),
  /** A part of it may be put into a parcel; packing the first one begins the processing. */
  pack: (o: Standing) => o.state === "processing" || orderCan.process(o),
  ship: (o: Standing) => startsFrom("ship", o),
  deliver: (o: Standing) => startsFrom("deliver", o),
  cancel: (o: Standing) => startsFrom("cancel", o) && !o.partlyShipped,
  expire: (o: Standing) => startsFrom("expire", o),
  /** Its books may be put back into the cart. */
  refill: (o: Standing) => o.state === "cancelled",
  /** Its books may be put into the cart once more, at today's prices. */
  reorder: (o: Standing) => o.state !== "pending_payment",
} as const;

/** The acts a bookseller does by hand. */
export const deskActs = ["process", "ship", "deliver", "cancel"] as const;
export type DeskAct = (typeof deskActs)[number];
