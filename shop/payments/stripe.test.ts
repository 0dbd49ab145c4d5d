import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import {
  anOrderAtStripe,
  openStripeShop,
  paymentsOf,
  post,
  refundsOf,
  sessionFor,
  settleAll,
} from "../../tests/stripe/shop.ts";
import { anOrder, aBook, letExpire, mailsOf, orderRow, stockOf } from "../../tests/world.ts";
import { cancelTrackedOrder, expireOrders } from "../orders/index.ts";
import { payOrder } from "../checkout/index.ts";
import { countOpenIncidents, listIncidentsOf } from "./index.ts";

const { stripe, shop, buyer, worker } = await openStripeShop();
afterAll(() => stripe.stop());

const eventOf = (type: string, session: string) =>
  stripe.books.events.findLast((event) => event.type === type && JSON.stringify(event.data.object).includes(session)) ??
  expect.fail(`no ${type}`);
const intentOf = (session: string) => stripe.books.sessions.get(session)?.payment_intent ?? expect.fail("no intent");

/** A paid order, as the webhook left it. */
async function aPaidOrder(given: { price?: number; quantity?: number } = {}) {
  const order = await anOrderAtStripe(buyer, given);
  expect(await post(shop, stripe.books.pay(order.session))).toEqual({ ok: true, value: { applied: 1 } });
  return { ...order, intent: intentOf(order.session) };
}

describe("PAY-1 the session", () => {
  it("PAY-1 CHK-6 asks Stripe for lines, delivery and total as they were ordered, and for one page however often", async () => {
    const book = await aBook(shop, { title: "Stoner", price: 1_299 });
    const order = await anOrder(buyer, [{ bookId: book.id, quantity: 2 }]);
    const pages = await Promise.all([1, 2, 3].map(() => sessionFor(buyer, order.id)));
    expect(new Set(pages).size).toBe(1);
    const [payment] = await paymentsOf(buyer, order.id);
    const asked = stripe.requests.findLast(({ method, path }) => method === "POST" && path === "/v1/checkout/sessions");
    expect(asked?.key).toBe(payment?.id);
    expect(asked?.form).toMatchObject({
      mode: "payment",
      client_reference_id: payment?.id,
      customer_email: "aoife@example.org",
      line_items: {
        0: { quantity: "2", price_data: { currency: "eur", unit_amount: "1299", product_data: { name: "Stoner" } } },
      },
      shipping_options: {
        0: { shipping_rate_data: { display_name: "Delivery", fixed_amount: { amount: "290", currency: "eur" } } },
      },
      metadata: { payment_id: payment?.id, order_id: order.id, order_number: order.number },
      payment_intent_data: { metadata: { payment_id: payment?.id } },
      adaptive_pricing: { enabled: "false" },
    });
    expect(stripe.books.sessions.get(pages[0] ?? "")).toMatchObject({ amount_total: 2_888, currency: "eur" });
    expect(Object.values(asked?.form.excluded_payment_method_types ?? {})).toContain("sepa_debit");
  });

  it("CHK-7 PAY-1 a session lasts at least Stripe's half hour and ends before its order", async () => {
    const order = await anOrderAtStripe(buyer);
    const { rows } = await buyer.db.execute<{ ends: string }>(
      sql`select extract(epoch from expires_at)::bigint as ends from orders where id = ${order.id}`,
    );
    const session = stripe.books.sessions.get(order.session);
    expect(session?.expires_at).toBeLessThan(Number(rows[0]?.ends));
    expect((session?.expires_at ?? 0) - (session?.created ?? 0)).toBeGreaterThanOrEqual(30 * 60);
  });

  it("CHK-7 a try late in an order's life is closed by the shop, because Stripe would keep its page open longer", async () => {
    const book = await aBook(shop);
    const order = await anOrder(buyer, [{ bookId: book.id }]);
    await buyer.db.execute(sql`update orders set expires_at = now() + interval '10 minutes' where id = ${order.id}`);
    await buyer.db.execute(sql`update payments set state = 'failed' where order_id = ${order.id}`);
    const session = await sessionFor(buyer, order.id);
    await letExpire(shop, order.id);
    await expireOrders(worker);
    const { closeSession } = await import("./index.ts");
    await closeSession(worker, session);
    expect(stripe.books.sessions.get(session)?.status).toBe("expired");
    expect(() => stripe.books.pay(session)).toThrow();
  });

  it("PAY-1 Stripe's refusal closes the try, so that the next click asks anew; silence keeps it", async () => {
    const order = await anOrder(buyer, [{ bookId: (await aBook(shop)).id }]);
    stripe.fail("POST", /sessions$/, "break");
    expect(await payOrder(buyer, order.id)).toEqual({ ok: false, code: "PAYMENT_UNAVAILABLE" });
    expect((await paymentsOf(buyer, order.id)).map(({ state }) => state)).toEqual(["failed"]);
    stripe.fail("POST", /sessions$/, "refuse", 4);
    expect(await payOrder(buyer, order.id)).toEqual({ ok: false, code: "PAYMENT_UNAVAILABLE" });
    const session = await sessionFor(buyer, order.id);
    await post(shop, stripe.books.pay(session));
    expect((await paymentsOf(buyer, order.id)).map(({ state }) => state)).toEqual(["failed", "succeeded"]);
  });

  it("PAY-1 an answer that is lost on its way makes no second session", async () => {
    const order = await anOrder(buyer, [{ bookId: (await aBook(shop)).id }]);
    const before = stripe.books.sessions.size;
    stripe.fail("POST", /sessions$/, "lose", 4);
    expect(await payOrder(buyer, order.id)).toEqual({ ok: false, code: "PAYMENT_UNAVAILABLE" });
    await sessionFor(buyer, order.id);
    expect(stripe.books.sessions.size).toBe(before + 1);
  });
});

describe("PAY-2 the webhook", () => {
  it("PAY-2 only the webhook confirms; five times is once, at once too", async () => {
    const order = await anOrderAtStripe(buyer);
    const event = stripe.books.pay(order.session);
    expect(await orderRow(shop, order.id)).toMatchObject({ state: "pending_payment", payment_state: "unpaid" });
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(shop, event)));
    expect(answers.filter((answer) => answer.ok && answer.value.applied === 1)).toHaveLength(1);
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(await orderRow(shop, order.id)).toMatchObject({ state: "paid", payment_state: "paid" });
    expect(await mailsOf(shop, order.id)).toEqual(["order_received", "order_confirmed"]);
  });

  it("PAY-2 what is forged, altered, stale or unsigned changes nothing", async () => {
    const order = await anOrderAtStripe(buyer);
    const event = stripe.books.pay(order.session);
    const refused = { ok: false, code: "WEBHOOK_REFUSED" };
    const now = Math.floor(Date.now() / 1_000);
    expect(await post(shop, event, { secret: "whsec_of_somebody_else" })).toEqual(refused);
    expect(await post(shop, event, { at: now - 400 })).toEqual(refused);
    const altered = JSON.stringify(event).replace('"livemode":false', '"livemode": false');
    expect(await post(shop, event, { body: altered })).toEqual(refused);
    expect(await post(shop, event, { body: "" })).toEqual(refused);
    const { receiveWebhook } = await import("./index.ts");
    expect(await receiveWebhook(buyer, JSON.stringify(event), new Headers())).toEqual(refused);
    expect((await orderRow(shop, order.id)).state).toBe("pending_payment");
    expect(await post(shop, event, { at: now - 250 })).toEqual({ ok: true, value: { applied: 1 } });
    expect(await post(shop, event, { secret: "whsec_an_older_one" })).toEqual({ ok: true, value: { applied: 0 } });
  });

  it("PAY-2 kinds it has no use for, and another shop's, are acknowledged", async () => {
    const order = await anOrderAtStripe(buyer);
    const event = stripe.books.pay(order.session);
    const none = { ok: true, value: { applied: 0 } };
    expect(await post(shop, { ...event, id: "evt_other_kind", type: "customer.created" })).toEqual(none);
    const foreign = {
      ...event,
      id: "evt_foreign",
      data: {
        object: {
          ...event.data.object,
          id: "cs_foreign",
          metadata: {},
          client_reference_id: null,
          payment_intent: "pi_foreign",
        },
      },
    };
    const before = await countOpenIncidents(worker);
    expect(await post(shop, foreign)).toEqual(none);
    expect(await countOpenIncidents(worker)).toBe(before);
    expect(await post(shop, { ...event, id: "evt_live", livemode: true as false })).toEqual(none);
    expect((await orderRow(shop, order.id)).state).toBe("pending_payment");
  });

  it("CHK-7 money for an order the shop does not know is put before the desk", async () => {
    const order = await anOrderAtStripe(buyer);
    const event = stripe.books.pay(order.session);
    const unknown = {
      ...event,
      id: "evt_unknown",
      data: {
        object: {
          ...event.data.object,
          id: "cs_unknown",
          payment_intent: "pi_unknown",
          metadata: { payment_id: crypto.randomUUID() },
        },
      },
    };
    const before = await countOpenIncidents(worker);
    expect(await post(shop, unknown)).toEqual({ ok: true, value: { applied: 0 } });
    expect(await post(shop, unknown)).toEqual({ ok: true, value: { applied: 0 } });
    expect(await countOpenIncidents(worker)).toBe(before + 1);
  });

  it.each([
    ["amount", { amount: 999 }],
    ["currency", { currency: "usd" }],
  ])(
    "CHK-6 CHK-7 another %s is never accepted: it goes back, the desk is told, the order waits on",
    async (_, other) => {
      const order = await anOrderAtStripe(buyer);
      const event = stripe.books.pay(order.session, other);
      expect(await post(shop, event)).toMatchObject({ ok: true });
      expect(await post(shop, event)).toMatchObject({ ok: true });
      expect(await orderRow(shop, order.id)).toMatchObject({ state: "pending_payment", payment_state: "unpaid" });
      expect(await refundsOf(buyer, order.id)).toMatchObject([
        {
          reason: "wrong_amount",
          amount_minor: "amount" in other ? 999 : 1_540,
          currency: "currency" in other ? "USD" : "EUR",
        },
      ]);
      expect(await listIncidentsOf(worker, order.id)).toMatchObject([
        { kind: "wrong_amount", facts: { expectedMinor: 1_540, expectedCurrency: "EUR" } },
      ]);
      await settleAll(worker, order.id);
      expect(await refundsOf(buyer, order.id)).toMatchObject([{ state: "succeeded" }]);
      const again = await sessionFor(buyer, order.id);
      await post(shop, stripe.books.pay(again));
      expect(await orderRow(shop, order.id)).toMatchObject({ state: "paid", payment_state: "paid" });
    },
  );

  it("PAY-3 a declined card leaves the page open, mails once, and the next card pays", async () => {
    const order = await anOrderAtStripe(buyer);
    await post(shop, stripe.books.decline(order.session));
    await post(shop, stripe.books.decline(order.session));
    expect(await paymentsOf(buyer, order.id)).toMatchObject([{ state: "open", failure: "insufficient_funds" }]);
    expect(await sessionFor(buyer, order.id)).toBe(order.session);
    await post(shop, stripe.books.pay(order.session));
    expect(await mailsOf(shop, order.id)).toEqual(["order_received", "payment_failed", "order_confirmed"]);
  });

  it("PAY-3 the way of a decline that is told after the payment changes nothing", async () => {
    const order = await anOrderAtStripe(buyer);
    const declined = stripe.books.decline(order.session);
    await post(shop, stripe.books.pay(order.session));
    await post(shop, declined);
    expect(await orderRow(shop, order.id)).toMatchObject({ state: "paid", payment_state: "paid" });
    expect(await mailsOf(shop, order.id)).toEqual(["order_received", "order_confirmed"]);
  });

  it("CHK-7 slow money holds the books beyond the order's time, and pays when it comes", async () => {
    const order = await anOrderAtStripe(buyer, { stock: 1 });
    await post(shop, stripe.books.paySlowly(order.session));
    expect(await orderRow(shop, order.id)).toMatchObject({ state: "pending_payment", payment_state: "pending" });
    expect(await payOrder(buyer, order.id)).toEqual({ ok: false, code: "ORDER_NOT_PAYABLE" });
    await buyer.db.execute(
      sql`update orders set placed_at = placed_at - interval '2 hours', expires_at = now() - interval '1 minute' where id = ${order.id}`,
    );
    await expireOrders(worker);
    expect((await orderRow(shop, order.id)).state).toBe("pending_payment");
    expect(await stockOf(shop, order.book.id)).toBe(0);
    await post(shop, stripe.books.confirmSlow(order.session));
    expect(await orderRow(shop, order.id)).toMatchObject({ state: "paid", payment_state: "paid" });
  });

  it("CHK-7 slow money that does not come leaves time for another try", async () => {
    const order = await anOrderAtStripe(buyer);
    await post(shop, stripe.books.paySlowly(order.session));
    await buyer.db.execute(
      sql`update orders set placed_at = placed_at - interval '2 hours', expires_at = now() - interval '1 minute' where id = ${order.id}`,
    );
    await post(shop, stripe.books.failSlow(order.session));
    expect(await orderRow(shop, order.id)).toMatchObject({ state: "pending_payment", payment_state: "unpaid" });
    const again = await sessionFor(buyer, order.id);
    expect(again).not.toBe(order.session);
    await post(shop, stripe.books.pay(again));
    expect((await orderRow(shop, order.id)).state).toBe("paid");
    expect(await mailsOf(shop, order.id)).toEqual(["order_received", "payment_failed", "order_confirmed"]);
  });

  it("PAY-3 an expired session is closed, and its announcement after the money is nothing", async () => {
    const order = await anOrderAtStripe(buyer);
    stripe.books.expire(order.session);
    await post(shop, eventOf("checkout.session.expired", order.session));
    expect(await paymentsOf(buyer, order.id)).toMatchObject([{ state: "expired" }]);
    const paid = await aPaidOrder();
    const expired = {
      ...eventOf("checkout.session.completed", paid.session),
      id: "evt_late_expiry",
      type: "checkout.session.expired",
    };
    await post(shop, expired);
    expect((await orderRow(shop, paid.id)).state).toBe("paid");
  });

  it("CHK-7 late money that cannot be used goes back in full, one mail, one incident", async () => {
    const book = await aBook(shop, { stock: 1 });
    const order = await anOrder(buyer, [{ bookId: book.id }]);
    const session = await sessionFor(buyer, order.id);
    const event = stripe.books.pay(session);
    await letExpire(shop, order.id);
    await expireOrders(worker);
    await anOrder(buyer, [{ bookId: book.id }]);
    await post(shop, event);
    await settleAll(worker, order.id);
    expect(await refundsOf(buyer, order.id)).toMatchObject([{ reason: "late_payment", state: "succeeded" }]);
    expect(stripe.books.refundedOf(intentOf(session))).toBe(1_540);
    expect(await listIncidentsOf(worker, order.id)).toMatchObject([{ kind: "late_payment", resolvedAt: null }]);
    expect((await mailsOf(shop, order.id)).filter((kind) => kind === "refund_sent")).toHaveLength(1);
    for (const event of stripe.books.events.filter(({ type }) => /refund/.test(type))) await post(shop, event);
    expect((await mailsOf(shop, order.id)).filter((kind) => kind === "refund_sent")).toHaveLength(1);
  });
});

describe("PAY-3 refunds and disputes", () => {
  it("CHK-8 CHK-9 a webhook and the customer's cancelling at once: cancelled, and all the money goes back, once", async () => {
    for (let i = 0; i < 6; i++) {
      const order = await anOrderAtStripe(buyer);
      const event = stripe.books.pay(order.session);
      const [cancelled] = await Promise.all([cancelTrackedOrder(buyer, order.token), post(shop, event)]);
      expect(cancelled).toEqual({ ok: true, value: null });
      await settleAll(worker, order.id);
      expect((await orderRow(shop, order.id)).state).toBe("cancelled");
      expect(await stockOf(shop, order.book.id)).toBe(10);
      expect(stripe.books.refundedOf(intentOf(order.session))).toBe(1_540);
      expect(await refundsOf(buyer, order.id)).toMatchObject([{ state: "succeeded", amount_minor: 1_540 }]);
    }
  });

  it("CHK-9 PAY-3 a cancelled order's money goes back once, though the answer was lost and its webhook came first", async () => {
    const order = await aPaidOrder();
    await cancelTrackedOrder(buyer, order.token);
    stripe.fail("POST", /refunds$/, "lose", 4);
    await expect(settleAll(worker, order.id)).rejects.toThrow();
    await settleAll(worker, order.id);
    expect(stripe.books.refundsOf(order.intent)).toHaveLength(1);
    expect(await orderRow(shop, order.id)).toMatchObject({ state: "cancelled", payment_state: "refunded" });
    await post(shop, eventOf("refund.created", order.intent));
    await post(shop, eventOf("charge.refunded", order.intent));
    expect(await refundsOf(buyer, order.id)).toHaveLength(1);
    expect((await mailsOf(shop, order.id)).filter((kind) => kind === "refund_sent")).toHaveLength(1);
  });

  it("PAY-3 a refund that Stripe's bank has not made yet stays open until it is, by webhook", async () => {
    const order = await aPaidOrder();
    await cancelTrackedOrder(buyer, order.token);
    stripe.books.balance = 0;
    await settleAll(worker, order.id);
    stripe.books.balance = 1_000_000_000;
    expect(await refundsOf(buyer, order.id)).toMatchObject([{ state: "requested" }]);
    expect(await orderRow(shop, order.id)).toMatchObject({ payment_state: "paid" });
    const [refund] = stripe.books.refundsOf(order.intent);
    await post(shop, stripe.books.settleRefund(refund?.id ?? "", "succeeded"));
    expect(await refundsOf(buyer, order.id)).toMatchObject([{ state: "succeeded" }]);
    expect(await orderRow(shop, order.id)).toMatchObject({ payment_state: "refunded" });
  });

  it("PAY-3 one that the bank sends back days later comes back to the desk, who repeats it under a new key", async () => {
    const order = await aPaidOrder();
    await cancelTrackedOrder(buyer, order.token);
    await settleAll(worker, order.id);
    const [sent] = stripe.books.refundsOf(order.intent);
    await post(shop, stripe.books.settleRefund(sent?.id ?? "", "failed"));
    expect(await orderRow(shop, order.id)).toMatchObject({ payment_state: "paid" });
    expect(await listIncidentsOf(worker, order.id)).toMatchObject([{ kind: "refund_failed", resolvedAt: null }]);
    const [failed] = await refundsOf(buyer, order.id);
    const { repeatRefund } = await import("./index.ts");
    expect(await repeatRefund(worker, failed?.id ?? "")).toEqual({ ok: true, value: null });
    expect(await repeatRefund(worker, failed?.id ?? "")).toEqual({ ok: false, code: "REFUND_SETTLED" });
    // the same failure, told once more, is not this round's
    await post(shop, eventOf("refund.failed", sent?.id ?? ""));
    await settleAll(worker, order.id);
    expect(await refundsOf(buyer, order.id)).toMatchObject([{ state: "succeeded", round: 2 }]);
    expect(stripe.books.refundedOf(order.intent)).toBe(1_540);
    expect((await listIncidentsOf(worker, order.id))[0]?.resolvedAt).not.toBeNull();
  });

  it("PAY-3 money sent back at Stripe's own desk reaches the order and the customer", async () => {
    const order = await aPaidOrder();
    stripe.books.refund({ payment_intent: order.intent, amount: "500" });
    await post(shop, eventOf("refund.created", order.intent));
    await post(shop, eventOf("charge.refunded", order.intent));
    expect(await refundsOf(buyer, order.id)).toMatchObject([
      { reason: "outside", state: "succeeded", amount_minor: 500 },
    ]);
    expect(await orderRow(shop, order.id)).toMatchObject({ state: "paid", payment_state: "partly_refunded" });
    expect(await listIncidentsOf(worker, order.id)).toMatchObject([{ kind: "refund_outside" }]);
    expect(await mailsOf(shop, order.id)).toContain("refund_sent");
  });

  it("PAY-3 a dispute is the order's state until it is over; a lost one is money gone", async () => {
    for (const [ending, state] of [
      ["won", "paid"],
      ["lost", "refunded"],
    ] as const) {
      const order = await aPaidOrder();
      const dispute = stripe.books.dispute(order.intent);
      await post(shop, eventOf("charge.dispute.created", dispute.id));
      await post(shop, eventOf("charge.dispute.created", dispute.id));
      expect(await orderRow(shop, order.id)).toMatchObject({ payment_state: "disputed" });
      await post(shop, stripe.books.closeDispute(dispute.id, ending));
      expect(await orderRow(shop, order.id)).toMatchObject({ payment_state: state });
      expect(await listIncidentsOf(worker, order.id)).toMatchObject([
        { kind: "dispute", facts: { won: ending === "won" } },
      ]);
    }
  });

  it("PAY-2 a dispute whose payment the shop has not heard of yet waits for it", async () => {
    const order = await anOrderAtStripe(buyer);
    const paid = stripe.books.pay(order.session);
    const dispute = stripe.books.dispute(intentOf(order.session));
    expect(await post(shop, eventOf("charge.dispute.created", dispute.id))).toEqual({
      ok: true,
      value: { applied: 0 },
    });
    expect((await orderRow(shop, order.id)).payment_state).toBe("unpaid");
    await post(shop, paid);
    expect(await orderRow(shop, order.id)).toMatchObject({ state: "paid", payment_state: "disputed" });
    await post(shop, stripe.books.closeDispute(dispute.id, "won"));
    expect(await orderRow(shop, order.id)).toMatchObject({ payment_state: "paid" });
  });
});
