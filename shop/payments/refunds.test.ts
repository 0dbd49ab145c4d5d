import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { newId } from "../_kernel/ids.ts";
import { money } from "../_kernel/money.ts";
import {
  aBook,
  anOrder,
  as,
  guest,
  job,
  mailsOf,
  openTestShop,
  orderRow,
  pay,
  person,
  sessionOf,
  stockOf,
} from "../../tests/world.ts";
import { refundsOf, settleAll } from "../../tests/stripe/shop.ts";
import {
  actOnDemoSession,
  decideDemoSession,
  listDemoSessions,
  listIncidents,
  listIncidentsOf,
  listPayments,
  listRefunds,
  moneyStanding,
  reconcilePayment,
  recordManualPayment,
  recordManualRefund,
  refundedParts,
  repeatRefund,
  requestRefund,
  resolveIncident,
  settleRefundByHand,
  sweepRefunds,
  type RefundInput,
} from "./index.ts";
import { incidentFilter } from "./model.ts";

const shop = openTestShop();
const ctx = as(shop, guest);
const worker = as(shop, job);
const staff = as(shop, person("staff"));
const customer = as(shop, person("customer"));

async function aPaidOrder(price = 1_000, quantity = 2) {
  const book = await aBook(shop, { price });
  const order = await anOrder(ctx, [{ bookId: book.id, quantity }]);
  const session = await sessionOf(ctx, order.id);
  await decideDemoSession(ctx, session, "pay");
  const { rows } = await ctx.db.execute<{ id: string; total_minor: number }>(
    sql`select l.id, o.total_minor from order_lines l join orders o on o.id = l.order_id where o.id = ${order.id}`,
  );
  return { ...order, session, lineId: rows[0]?.id ?? "", total: rows[0]?.total_minor ?? 0 };
}

const ask = (orderId: string, amountMinor: number, more: Partial<RefundInput> = {}) =>
  staff.transact((tx) => requestRefund(tx, staff, { orderId, amountMinor, reason: "returned", ...more }));

describe("CHK-10 refunds in part", () => {
  it("CHK-8 CHK-10 by line, by amount, with delivery: they add up, and the order's money follows", async () => {
    const order = await aPaidOrder();
    const lines = [{ orderLineId: order.lineId, quantity: 1, amountMinor: 1_000, restocked: true }];
    expect(await ask(order.id, 1_290, { lines, shippingMinor: 290, note: "came back" })).toMatchObject({ ok: true });
    expect(await ask(order.id, 500, { reason: "goodwill" })).toMatchObject({ ok: true });
    expect(await ask(order.id, 501)).toEqual({ ok: false, code: "REFUND_TOO_MUCH", leftMinor: 500 });
    expect(await ask(order.id, 0)).toMatchObject({ code: "REFUND_TOO_MUCH" });
    await settleAll(worker, order.id);
    expect(await orderRow(shop, order.id)).toMatchObject({ state: "paid", payment_state: "partly_refunded" });
    expect(await ask(order.id, 500)).toMatchObject({ ok: true });
    await settleAll(worker, order.id);
    expect(await orderRow(shop, order.id)).toMatchObject({ payment_state: "refunded" });
    expect(await moneyStanding(staff.db, order.id)).toMatchObject({
      paidMinor: 2_290,
      refundedMinor: 2_290,
      leftMinor: 0,
    });
    const [first] = await listRefunds(staff, order.id);
    expect(first).toMatchObject({
      amount: money(1_290, "EUR"),
      shipping: money(290, "EUR"),
      lines,
      note: "came back",
      requestedBy: "A staff",
      state: "succeeded",
    });
    const parts = await staff.transact((tx) => refundedParts(tx, order.id));
    expect([...parts.quantities]).toEqual([[order.lineId, 1]]);
    expect(parts.shippingMinor).toBe(290);
    expect((await mailsOf(shop, order.id)).filter((kind) => kind === "refund_sent")).toHaveLength(3);
  });

  it("CHK-10 sixteen at once never give back more than was paid", async () => {
    const order = await aPaidOrder();
    const answers = await Promise.all(Array.from({ length: 16 }, () => ask(order.id, 400)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(5);
    await Promise.all((await refundsOf(ctx, order.id)).map(() => settleAll(worker, order.id)));
    expect((await moneyStanding(staff.db, order.id)).refundedMinor).toBe(2_000);
  });

  it("CHK-10 parts that are more than the whole are a mistake of the caller's", async () => {
    const order = await aPaidOrder();
    const lines = [{ orderLineId: order.lineId, quantity: 1, amountMinor: 1_000, restocked: false }];
    await expect(ask(order.id, 999, { lines })).rejects.toThrow(RangeError);
    expect(await refundsOf(ctx, order.id)).toEqual([]);
  });

  it("CHK-10 an unpaid order has nothing to give back", async () => {
    const order = await anOrder(ctx, [{ bookId: (await aBook(shop)).id }]);
    expect(await ask(order.id, 1)).toEqual({ ok: false, code: "REFUND_TOO_MUCH", leftMinor: 0 });
  });
});

describe("CHK-11 money without the gateway", () => {
  const byHand = { means: "bank_transfer", note: "statement 12" } as const;

  it("CHK-11 a payment counts like any other: the order is paid, its page closed, and says by whom", async () => {
    const order = await anOrder(ctx, [{ bookId: (await aBook(shop)).id }]);
    const session = await sessionOf(ctx, order.id);
    await staff.transact((tx) =>
      recordManualPayment(tx, staff, { ...byHand, orderId: order.id, amount: money(1_540, "EUR") }),
    );
    expect(await orderRow(shop, order.id)).toMatchObject({ state: "paid", payment_state: "paid" });
    expect(await mailsOf(shop, order.id)).toEqual(["order_received", "order_confirmed"]);
    const found = await listPayments(staff, order.id);
    expect(found.map(({ gateway, state }) => [gateway, state])).toEqual([
      ["demo", "expired"],
      ["manual", "succeeded"],
    ]);
    expect(found[1]).toMatchObject({ ...byHand, recordedBy: "A staff", amount: money(1_540, "EUR") });
    await reconcilePayment(worker, found[0]?.id ?? "");
    expect(await decideDemoSession(ctx, session, "pay")).toMatchObject({ code: "PAYMENT_SESSION_CLOSED" });
  });

  it("CHK-11 what was paid by hand goes back by hand, when the desk says so, once", async () => {
    const order = await anOrder(ctx, [{ bookId: (await aBook(shop)).id }]);
    await staff.transact((tx) =>
      recordManualPayment(tx, staff, { ...byHand, orderId: order.id, amount: money(1_540, "EUR") }),
    );
    await ask(order.id, 540);
    await settleAll(worker, order.id);
    await sweepRefunds(worker);
    const [refund] = await refundsOf(ctx, order.id);
    expect(refund).toMatchObject({ state: "requested" });
    await expect(settleRefundByHand(customer, refund?.id ?? "", byHand)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(settleRefundByHand(ctx, refund?.id ?? "", byHand)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    await expect(settleRefundByHand(staff, newId(new Date()), byHand)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(settleRefundByHand(staff, "x", byHand)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await settleRefundByHand(staff, refund?.id ?? "", byHand)).toEqual({ ok: true, value: null });
    expect(await settleRefundByHand(staff, refund?.id ?? "", byHand)).toEqual({ ok: false, code: "REFUND_SETTLED" });
    expect(await repeatRefund(staff, refund?.id ?? "")).toEqual({ ok: false, code: "REFUND_SETTLED" });
    expect(await orderRow(shop, order.id)).toMatchObject({ payment_state: "partly_refunded" });
  });

  it("CHK-11 cash for what the gateway took counts at once, and never beyond what is left", async () => {
    const order = await aPaidOrder();
    const give = (amountMinor: number) =>
      staff.transact((tx) =>
        recordManualRefund(tx, staff, { orderId: order.id, amountMinor, reason: "goodwill", means: "cash" }),
      );
    expect(await give(2_000)).toMatchObject({ ok: true });
    expect(await give(291)).toEqual({ ok: false, code: "REFUND_TOO_MUCH", leftMinor: 290 });
    expect(await orderRow(shop, order.id)).toMatchObject({ payment_state: "partly_refunded" });
    expect(await listRefunds(staff, order.id)).toMatchObject([{ state: "succeeded", means: "cash" }]);
  });

  it("CHK-7 a refund the gateway will not make is put before the desk, who repeats it or pays by hand", async () => {
    const [one, other] = [await aPaidOrder(), await aPaidOrder()];
    for (const order of [one, other]) {
      await actOnDemoSession(staff, order.session, "refuse_refunds");
      await ask(order.id, 2_290);
      await settleAll(worker, order.id, true);
      expect(await refundsOf(ctx, order.id)).toMatchObject([{ state: "failed" }]);
      expect(await listIncidentsOf(staff, order.id)).toMatchObject([{ kind: "refund_failed", resolvedAt: null }]);
      await actOnDemoSession(staff, order.session, "take_refunds");
    }
    const [first] = await refundsOf(ctx, one.id);
    const [second] = await refundsOf(ctx, other.id);
    await expect(repeatRefund(customer, first?.id ?? "")).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await repeatRefund(staff, first?.id ?? "")).toEqual({ ok: true, value: null });
    await settleAll(worker, one.id);
    expect(await settleRefundByHand(staff, second?.id ?? "", byHand)).toEqual({ ok: true, value: null });
    for (const order of [one, other]) {
      expect(await orderRow(shop, order.id)).toMatchObject({ payment_state: "refunded" });
      expect((await listIncidentsOf(staff, order.id))[0]?.resolvedAt).not.toBeNull();
    }
  });
});

describe("CHK-10 a refund that failed", () => {
  it("CHK-10 is not repeated, nor paid by hand, once its money went back by another", async () => {
    const order = await aPaidOrder();
    await actOnDemoSession(staff, order.session, "refuse_refunds");
    await ask(order.id, 2_000);
    await settleAll(worker, order.id, true);
    await actOnDemoSession(staff, order.session, "take_refunds");
    expect(await ask(order.id, 2_290)).toMatchObject({ ok: true });
    await settleAll(worker, order.id);
    const failed = (await refundsOf(ctx, order.id)).find(({ state }) => state === "failed");
    const tooMuch = { ok: false, code: "REFUND_TOO_MUCH" };
    expect(await repeatRefund(staff, failed?.id ?? "")).toEqual(tooMuch);
    expect(await settleRefundByHand(staff, failed?.id ?? "", { means: "cash", note: null })).toEqual(tooMuch);
    expect(await orderRow(shop, order.id)).toMatchObject({ payment_state: "refunded" });
  });
});

describe("CHK-7 refunds that were forgotten", () => {
  it("CHK-7 one whose job was lost, or died at its last try, is taken up again within a minute or two", async () => {
    const order = await aPaidOrder();
    await ask(order.id, 2_290);
    const [refund] = await refundsOf(ctx, order.id);
    await ctx.db.execute(
      sql`delete from pgboss.job where name = 'settle-refund' and data ->> 'refundId' = ${refund?.id}`,
    );
    await sweepRefunds(worker);
    const waiting = () =>
      ctx.db.execute(
        sql`select 1 from pgboss.job where name = 'settle-refund' and data ->> 'refundId' = ${refund?.id} and state < 'active'`,
      );
    expect((await waiting()).rows).toHaveLength(0);
    await ctx.db.execute(sql`update refunds set requested_at = now() - interval '2 minutes' where id = ${refund?.id}`);
    await sweepRefunds(worker);
    await sweepRefunds(worker);
    expect((await waiting()).rows.length).toBeGreaterThan(0);
    await settleAll(worker, order.id);
    expect(await refundsOf(ctx, order.id)).toMatchObject([{ state: "succeeded" }]);
  });

  it("CHK-7 workers that die each time do not try for ever: the desk gets it", async () => {
    const order = await aPaidOrder();
    await ask(order.id, 100);
    const [refund] = await refundsOf(ctx, order.id);
    await ctx.db.execute(sql`update refunds set attempts = 11 where id = ${refund?.id}`);
    await actOnDemoSession(staff, order.session, "refuse_refunds");
    await settleAll(worker, order.id);
    expect(await refundsOf(ctx, order.id)).toMatchObject([{ state: "failed" }]);
  });
});

describe("CHK-7 incidents", () => {
  it("CHK-7 are listed for the desk and resolved once, with a name and a note", async () => {
    const order = await aPaidOrder();
    await actOnDemoSession(staff, order.session, "dispute");
    await expect(listIncidents(customer, incidentFilter.parse({}))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(listIncidentsOf(ctx, order.id)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    const open = await listIncidents(staff, incidentFilter.parse({ open: true }));
    const [incident] = open.items;
    expect(incident).toMatchObject({ kind: "dispute", orderId: order.id });
    await expect(resolveIncident(customer, incident?.id ?? "", { note: null })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(resolveIncident(staff, "x", { note: null })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await resolveIncident(staff, incident?.id ?? "", { note: "sent papers" });
    await resolveIncident(staff, incident?.id ?? "", { note: "again" });
    expect(await listIncidentsOf(staff, order.id)).toMatchObject([{ resolvedBy: "A staff", note: "sent papers" }]);
    const closed = await listIncidents(staff, incidentFilter.parse({ open: false }));
    expect(closed.items.map(({ id }) => id)).toContain(incident?.id);
  });
});

describe("PAY-4 the demo gateway's operator", () => {
  it("PAY-4 only the desk acts, on sessions that are there, as they stand", async () => {
    const order = await aPaidOrder();
    await expect(actOnDemoSession(ctx, order.session, "dispute")).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    await expect(actOnDemoSession(customer, order.session, "dispute")).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(listDemoSessions(customer)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await actOnDemoSession(staff, "x".repeat(43), "dispute")).toEqual({ ok: false, code: "NOT_FOUND" });
    expect(await actOnDemoSession(staff, order.session, "fail_slow")).toMatchObject({
      code: "PAYMENT_SESSION_CLOSED",
    });
    expect(await actOnDemoSession(staff, order.session, "dispute_won")).toMatchObject({
      code: "PAYMENT_SESSION_CLOSED",
    });
    expect((await listDemoSessions(staff, order.number)).map(({ id }) => id)).toEqual([order.session]);
    const other = as({ ...shop, payments: { ...shop.payments, name: "stripe" } }, staff.actor);
    expect(await listDemoSessions(other)).toEqual([]);
  });

  it("PAY-4 CHK-7 slow money comes, or does not; a dispute is opened and lost", async () => {
    const slow = await anOrder(ctx, [{ bookId: (await aBook(shop)).id }]);
    const session = await sessionOf(ctx, slow.id);
    expect(await decideDemoSession(ctx, session, "pay_slowly")).toMatchObject({ ok: true });
    expect(await orderRow(shop, slow.id)).toMatchObject({ payment_state: "pending" });
    expect(await actOnDemoSession(staff, session, "confirm_slow")).toEqual({ ok: true, value: null });
    expect(await actOnDemoSession(staff, session, "confirm_slow")).toEqual({ ok: true, value: null });
    expect(await orderRow(shop, slow.id)).toMatchObject({ state: "paid" });
    await actOnDemoSession(staff, session, "dispute");
    expect(await orderRow(shop, slow.id)).toMatchObject({ payment_state: "disputed" });
    await actOnDemoSession(staff, session, "dispute_lost");
    expect(await orderRow(shop, slow.id)).toMatchObject({ payment_state: "refunded" });

    const never = await anOrder(ctx, [{ bookId: (await aBook(shop)).id }]);
    const other = await sessionOf(ctx, never.id);
    await decideDemoSession(ctx, other, "pay_slowly");
    await actOnDemoSession(staff, other, "fail_slow");
    expect(await orderRow(shop, never.id)).toMatchObject({ state: "pending_payment", payment_state: "unpaid" });
    await pay(ctx, never.id);
    expect(await orderRow(shop, never.id)).toMatchObject({ state: "paid" });
  });

  it("PAY-4 CHK-7 money after the page has ended is late money", async () => {
    const book = await aBook(shop, { stock: 1 });
    const order = await anOrder(ctx, [{ bookId: book.id }]);
    const session = await sessionOf(ctx, order.id);
    await ctx.db.execute(sql`update demo_sessions set expires_at = now() - interval '1 second' where id = ${session}`);
    expect(await decideDemoSession(ctx, session, "pay")).toMatchObject({ code: "PAYMENT_SESSION_CLOSED" });
    expect(await actOnDemoSession(staff, session, "pay_late")).toEqual({ ok: true, value: null });
    expect(await orderRow(shop, order.id)).toMatchObject({ state: "paid" });
    expect(await stockOf(shop, book.id)).toBe(0);
  });
});
