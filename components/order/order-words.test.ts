import { describe, expect, it } from "vitest";
import type { HistoryEntry, Order, OrderState } from "@/shop/orders/model";
import { maskEmail } from "./mask.ts";
import { hasTimeToPay, stateWords } from "./state.ts";
import { stepsOf } from "./steps.ts";
import { formatNext, formatWhen, timeLeft } from "./times.ts";

const now = new Date("2025-11-20T09:42:00Z");
const entry = (to: OrderState, more: Partial<HistoryEntry> = {}): HistoryEntry => ({
  at: now,
  name: null,
  by: "customer",
  from: null,
  to,
  note: null,
  code: null,
  ...more,
});
const way = (state: OrderState, ...history: HistoryEntry[]) =>
  stepsOf({ state, history }).map((step) => `${step.kind} ${step.when}`);

describe("the way of an order", () => {
  it("CHK-9 an unpaid one stands at its payment", () => {
    expect(
      way("pending_payment", entry("pending_payment"), entry("pending_payment", { code: "payment_failed" })),
    ).toEqual(["placed done", "declined done", "paid now", "processing next", "shipped next", "delivered next"]);
  });

  it("CHK-9 one under way stands at the last thing that happened", () => {
    expect(way("shipped", entry("pending_payment"), entry("paid"), entry("processing"), entry("shipped"))).toEqual([
      "placed done",
      "paid done",
      "processing done",
      "shipped now",
      "delivered next",
    ]);
  });

  it("CHK-9 CHK-8 one that is over has nothing ahead, and tells who ended it", () => {
    expect(way("delivered", entry("pending_payment"), entry("delivered"))).toEqual(["placed done", "delivered done"]);
    expect(way("cancelled", entry("cancelled", { by: "shop" }))).toEqual(["expired done"]);
    expect(way("cancelled", entry("cancelled", { by: "desk" }))).toEqual(["cancelledByShop done"]);
    expect(way("cancelled", entry("cancelled"), entry("cancelled", { code: "refund_requested" }))).toEqual([
      "cancelled done",
      "refundRequested done",
    ]);
  });

  it("CHK-7 late money either revives it or goes back", () => {
    expect(way("paid", entry("cancelled", { by: "shop" }), entry("paid", { code: "late_payment" }))).toContain(
      "paidLate now",
    );
    expect(way("cancelled", entry("cancelled", { code: "late_payment" }))).toEqual(["latePayment done"]);
  });
});

describe("where it stands, in a sentence", () => {
  const order = (more: Partial<Order>) =>
    ({
      state: "pending_payment",
      paymentState: "unpaid",
      cancelReason: null,
      lastPaymentFailed: false,
      parcels: [],
      total: { minor: 4640, currency: "EUR" },
      expiresAt: new Date(now.getTime() + 45 * 60_000),
      ...more,
    }) as unknown as Order;
  const say = (more: Partial<Order>) => stateWords(order(more), now, "en");

  it("CHK-7 CHK-8 waiting, declined, out of time", () => {
    expect(say({})).toBe("Your books are put aside. They wait for €46.40.");
    expect(say({ lastPaymentFailed: true })).toContain("Nothing was charged");
    const late = { expiresAt: new Date(now.getTime() + 60_000) };
    expect(say(late)).toContain("The time to pay is over");
    expect([hasTimeToPay(order({}), now), hasTimeToPay(order(late), now)]).toEqual([true, false]);
  });

  it("CHK-8 on its way, arrived, ended", () => {
    expect(say({ state: "shipped", parcels: [{ carrier: "DHL" }] as Order["parcels"] })).toBe("On its way with DHL.");
    expect(say({ state: "delivered" })).toContain("arrived");
    expect(say({ state: "cancelled", cancelReason: "expired" })).toContain("not paid in time");
    expect(say({ state: "cancelled", cancelReason: "customer" })).toContain("as you asked");
    expect(say({ state: "cancelled", cancelReason: "admin" })).toContain("We had to cancel");
  });
});

it("CHK-9 times are told on the shop's clock, the day only when it changes", () => {
  expect(formatWhen(now, "en", "Europe/Berlin")).toMatch(/^Thu,? 20 Nov,? (at )?10:42$/);
  expect(formatNext(new Date("2025-11-20T22:59:00Z"), now, "en", "Europe/Berlin")).toBe("23:59");
  expect(formatNext(new Date("2025-11-20T23:01:00Z"), now, "en", "Europe/Berlin")).toMatch(
    /Fri,? 21 Nov,? (at )?00:01/,
  );
  expect(formatNext(now, null, "en", "America/New_York")).toMatch(/04:42$/);
});

it("CHK-7 the time left is told as people tell it", () => {
  const left = (minutes: number) => timeLeft(new Date(now.getTime() + minutes * 60_000), now);
  expect(left(44.9)).toEqual({ unit: "minutes", count: 44 });
  expect(left(119)).toEqual({ unit: "minutes", count: 119 });
  expect(left(150)).toEqual({ unit: "hours", count: 2 });
  expect(left(3 * 24 * 60 + 5)).toEqual({ unit: "days", count: 3 });
  expect(left(-5)).toEqual({ unit: "minutes", count: 0 });
});

it("CHK-9 an address is never shown in full", () => {
  expect(maskEmail("aoife@example.org")).toBe("a•••@example.org");
  expect(maskEmail("a@example.org")).toBe("a•••@example.org");
  expect(maskEmail('"a@b"@example.org')).toBe('"•••@example.org');
  expect(maskEmail("nothing")).toBe("•••");
});
