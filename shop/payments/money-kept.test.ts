import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { aBook, anOrder, as, guest, job, openTestShop, orderRow, pay, person, sessionOf } from "../../tests/world.ts";
import { payOrder } from "../checkout/index.ts";
import { paymentsOf, refundsOf, settleAll } from "../../tests/stripe/shop.ts";
import { listInvoices } from "../invoices/index.ts";
import { cancelTrackedOrder, refundOrder } from "../orders/index.ts";
import { refundInput } from "../orders/model.ts";
import { newId } from "../_kernel/ids.ts";
import {
  actOnDemoSession,
  decideDemoSession,
  listIncidentsOf,
  moneyStanding,
  recordGatewayEvent,
  repeatRefund,
  requestRefund,
  resolveIncident,
  settleRefundByHand,
} from "./index.ts";

const shop = openTestShop();
const ctx = as(shop, guest);
const worker = as(shop, job);
const staff = as(shop, person("staff"));
const cash = { means: "cash", note: null } as const;

async function aPaidOrder() {
  const order = await anOrder(ctx, [{ bookId: (await aBook(shop, { price: 1_000 })).id, quantity: 2 }]);
  const session = await sessionOf(ctx, order.id);
  await pay(ctx, order.id);
  return { ...order, session, total: 2_290 };
}

const goodwill = (orderId: string, amountMinor: number) =>
  staff.transact((tx) => requestRefund(tx, staff, { orderId, amountMinor, reason: "goodwill" }));

/** The bank sends a refund back that had gone through. */
async function bounce(session: string, refund: { id: string; amount_minor: number }) {
  await recordGatewayEvent(worker, {
    gateway: "demo",
    eventId: `bounced:${refund.id}`,
    kind: "refund.changed",
    sessionRef: session,
    refundRef: refund.id,
    refundId: refund.id,
    state: "failed",
    amountMinor: refund.amount_minor,
    currency: "EUR",
    failure: "lost_or_stolen_card",
  });
}

const audited = async (orderId: string) =>
  (
    await ctx.db.execute<{ action: string; name: string; facts: object }>(
      sql`select action, subject_name as name, facts from audit_entries where subject_id = ${orderId} order by at, id`,
    )
  ).rows;

describe("CHK-10 money that came back from the bank", () => {
  it("CHK-10 CHK-14 is kept for the refund that it was, whose credit note stands: no other takes its place", async () => {
    const order = await aPaidOrder();
    await goodwill(order.id, 2_000);
    await settleAll(worker, order.id);
    const [refund] = await refundsOf(ctx, order.id);
    if (!refund) throw new Error("no refund");
    await bounce(order.session, refund);
    expect(await refundsOf(ctx, order.id)).toMatchObject([{ state: "failed" }]);
    expect(await orderRow(shop, order.id)).toMatchObject({ payment_state: "paid" });
    expect(await moneyStanding(staff.db, order.id)).toMatchObject({ refundedMinor: 0, leftMinor: 290 });
    expect(await goodwill(order.id, 2_000)).toEqual({ ok: false, code: "REFUND_TOO_MUCH", leftMinor: 290 });
    expect(await goodwill(order.id, 290)).toMatchObject({ ok: true });
    await settleAll(worker, order.id);
    expect(await settleRefundByHand(staff, refund.id, cash)).toEqual({ ok: true, value: null });
    expect(await orderRow(shop, order.id)).toMatchObject({ payment_state: "refunded" });
    const papers = await listInvoices(staff, order.number);
    expect(papers.map(({ kind, gross }) => [kind, gross.minor])).toEqual([
      ["invoice", 2_290],
      ["credit_note", 2_000],
      ["credit_note", 290],
    ]);
  });

  it("CHK-10 does not go back by hand once the payer's bank took it", async () => {
    const order = await aPaidOrder();
    await actOnDemoSession(staff, order.session, "refuse_refunds");
    await goodwill(order.id, 2_000);
    await settleAll(worker, order.id, true);
    await actOnDemoSession(staff, order.session, "dispute");
    const [refund] = await refundsOf(ctx, order.id);
    const tooMuch = { ok: false, code: "REFUND_TOO_MUCH" };
    expect(await settleRefundByHand(staff, refund?.id ?? "", cash)).toEqual(tooMuch);
    await actOnDemoSession(staff, order.session, "dispute_lost");
    expect(await repeatRefund(staff, refund?.id ?? "")).toEqual(tooMuch);
    expect((await moneyStanding(staff.db, order.id)).refundedMinor).toBe(2_290);
  });
});

describe("CHK-8 an order that is cancelled while its payment is in dispute", () => {
  it("CHK-7 CHK-8 gives back what the shop won, once", async () => {
    const order = await aPaidOrder();
    await actOnDemoSession(staff, order.session, "dispute");
    expect(await cancelTrackedOrder(ctx, order.token)).toEqual({ ok: true, value: null });
    expect(await refundsOf(ctx, order.id)).toEqual([]);
    await actOnDemoSession(staff, order.session, "dispute_won");
    await actOnDemoSession(staff, order.session, "dispute_won");
    expect(await refundsOf(ctx, order.id)).toMatchObject([{ amount_minor: 2_290, reason: "cancelled" }]);
    await settleAll(worker, order.id);
    expect(await orderRow(shop, order.id)).toMatchObject({ state: "cancelled", payment_state: "refunded" });
  });

  it("CHK-8 gives nothing back where the shop lost", async () => {
    const order = await aPaidOrder();
    await actOnDemoSession(staff, order.session, "dispute");
    await cancelTrackedOrder(ctx, order.token);
    await actOnDemoSession(staff, order.session, "dispute_lost");
    expect(await refundsOf(ctx, order.id)).toEqual([]);
    expect(await orderRow(shop, order.id)).toMatchObject({ state: "cancelled", payment_state: "refunded" });
  });
});

describe("CHK-10 a second click on Refund", () => {
  it("CHK-10 is the same refund, also of two at once; another form's is another", async () => {
    const order = await aPaidOrder();
    const key = newId(new Date());
    const input = refundInput.parse({ reason: "goodwill", lines: [], extraMinor: 300, key });
    const [one, two] = await Promise.all([1, 2].map(() => refundOrder(staff, order.number, input)));
    const first = { ok: true, value: { refundId: key, amountMinor: 300 } };
    expect([one, two, await refundOrder(staff, order.number, input)]).toEqual([first, first, first]);
    expect(await refundsOf(ctx, order.id)).toMatchObject([{ id: key, amount_minor: 300 }]);
    expect(await refundOrder(staff, order.number, { ...input, key: newId(new Date()) })).toMatchObject({ ok: true });
    expect(await refundsOf(ctx, order.id)).toHaveLength(2);
    // a key that somebody made of another order's refund names none of this one's
    const other = await aPaidOrder();
    expect(await refundOrder(staff, other.number, input)).toMatchObject({ ok: true });
    expect(await refundsOf(ctx, other.id)).toHaveLength(1);
  });
});

describe("CHK-7 two clicks on Pay after a declined payment", () => {
  it("CHK-7 lead to one page, also at the same moment", async () => {
    const order = await anOrder(ctx, [{ bookId: (await aBook(shop)).id }]);
    await decideDemoSession(ctx, await sessionOf(ctx, order.id), "decline");
    const pages = await Promise.all(Array.from({ length: 8 }, () => payOrder(ctx, order.id)));
    expect(pages.every(({ ok }) => ok)).toBe(true);
    expect(new Set(pages.map((page) => page.ok && page.value.url)).size).toBe(1);
    expect((await paymentsOf(ctx, order.id)).map(({ state }) => state)).toEqual(["failed", "open"]);
  });
});

describe("SEC-5 what the desk does about money", () => {
  it("SEC-5 CHK-11 refunds that are made by hand or asked for again, and incidents looked after, are written down once", async () => {
    const order = await aPaidOrder();
    await actOnDemoSession(staff, order.session, "refuse_refunds");
    await goodwill(order.id, 500);
    await settleAll(worker, order.id, true);
    const [refund] = await refundsOf(ctx, order.id);
    await repeatRefund(staff, refund?.id ?? "");
    await settleAll(worker, order.id, true);
    const open = (await listIncidentsOf(staff, order.id)).find(({ resolvedAt }) => resolvedAt === null);
    for (const note of ["called the bank", "again"]) await resolveIncident(staff, open?.id ?? "", { note });
    for (let click = 0; click < 2; click++) await settleRefundByHand(staff, refund?.id ?? "", cash);
    expect(await audited(order.id)).toEqual([
      { action: "order.refund_repeated", name: order.number, facts: { amountMinor: 500, currency: "EUR" } },
      {
        action: "order.incident_resolved",
        name: order.number,
        facts: { reason: "refund_failed", note: "called the bank" },
      },
      {
        action: "order.refund_settled",
        name: order.number,
        facts: { reason: "cash", amountMinor: 500, currency: "EUR" },
      },
    ]);
  });

  it("SEC-5 so is money without an order", async () => {
    await recordGatewayEvent(worker, {
      gateway: "demo",
      eventId: "stray",
      kind: "payment.succeeded",
      sessionRef: "stray",
      paymentId: newId(new Date()),
      amountMinor: 700,
      currency: "EUR",
    });
    const { rows } = await ctx.db.execute<{ id: string }>(sql`select id from order_incidents where order_id is null`);
    const id = rows[0]?.id ?? "";
    for (const note of ["sent it back", "again"]) await resolveIncident(staff, id, { note });
    expect(await audited(id)).toEqual([
      { action: "incident.resolved", name: null, facts: { reason: "unknown_payment", note: "sent it back" } },
    ]);
  });
});
