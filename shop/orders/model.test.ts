import fc from "fast-check";
import { expect, it } from "vitest";
import {
  cancelReasons,
  comesBack,
  orderCan,
  orderNumberSchema,
  orderStates,
  paymentStates,
  transitions,
  type OrderAct,
  type OrderState,
} from "./model.ts";

const acts = Object.keys(transitions) as OrderAct[];
const standing = fc.record({
  state: fc.constantFrom(...orderStates),
  paymentState: fc.constantFrom(...paymentStates),
  cancelReason: fc.constantFrom(null, ...cancelReasons),
  partlyShipped: fc.boolean(),
});

it("CHK-8 every act starts from and leads to a known state", () => {
  for (const { from, to } of Object.values(transitions))
    for (const state of [...from, to]) expect(orderStates).toContain(state);
});

it("CHK-8 an order goes forward only, but for a late payment", () => {
  const rank = (state: OrderState) => orderStates.indexOf(state);
  for (const act of acts.filter((a) => a !== "revive")) {
    for (const state of transitions[act].from) expect(rank(transitions[act].to), act).toBeGreaterThan(rank(state));
  }
});

it("CHK-8 whatever is done in whatever order, what was sent is never cancelled and what was not paid never sent", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...acts), { maxLength: 30 }), (doings) => {
      const seen: OrderState[] = [];
      let order = {
        state: "pending_payment" as OrderState,
        paymentState: "unpaid" as const,
        cancelReason: null as null | "expired" | "admin",
        partlyShipped: false,
      };
      let paid = false;
      for (const act of doings) {
        const now = { ...order, paymentState: paid ? ("paid" as const) : ("unpaid" as const) };
        if (!orderCan[act](now)) continue;
        if (act === "pay" || act === "revive") paid = true;
        order = {
          ...order,
          state: transitions[act].to,
          cancelReason: act === "expire" ? "expired" : act === "cancel" ? "admin" : null,
        };
        seen.push(order.state);
      }
      const shipped = seen.indexOf("shipped");
      if (shipped >= 0) {
        expect(seen.slice(0, shipped)).toContain("paid");
        expect(seen.slice(shipped)).not.toContain("cancelled");
      }
    }),
  );
});

it("CHK-8 only one that expired can be revived, and delivered ones stay delivered", () => {
  fc.assert(
    fc.property(standing, (order) => {
      if (orderCan.revive(order)) expect(order).toMatchObject({ state: "cancelled", cancelReason: "expired" });
      if (order.state === "delivered") for (const act of acts) expect(orderCan[act](order), act).toBe(false);
    }),
  );
});

it("CHK-12 an order number from a form is a number of an order or nothing", () => {
  expect(orderNumberSchema.parse(" 26-01001 ")).toBe("26-01001");
  for (const bad of ["", "26", "26-1", "26–01001", "26-01001; drop", "x".repeat(500)]) {
    expect(orderNumberSchema.safeParse(bad).success, bad).toBe(false);
  }
});

it("CHK-6 CHK-9 what a cancelled order gives back is what is left of it", () => {
  const euros = (minor: number) => ({ minor, currency: "EUR" });
  const refund = (minor: number, change: object = {}) => ({
    ...{ id: "", reason: "goodwill" as const, amount: euros(minor), state: "succeeded" as const },
    ...{ requestedAt: new Date(), settledAt: null, ...change },
  });
  const back = (paymentState: (typeof paymentStates)[number], ...refunds: ReturnType<typeof refund>[]) =>
    comesBack({ total: euros(2_000), paymentState, refunds }).minor;
  expect(back("paid")).toBe(2_000);
  expect(
    back("partly_refunded", refund(300), refund(200, { state: "requested" }), refund(900, { state: "failed" })),
  ).toBe(1_500);
  expect(back("paid", refund(2_000, { reason: "duplicate_payment" }))).toBe(2_000);
  for (const state of ["unpaid", "pending", "disputed", "refunded"] as const) expect(back(state)).toBe(0);
});
