import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { refundsIn } from "../../tests/refunds.ts";
import {
  aBook,
  anOrder,
  as,
  guest,
  job,
  letExpire,
  mailsOf,
  openTestShop,
  orderRow,
  pay,
  sessionOf,
  stockOf,
} from "../../tests/world.ts";
import { payOrder } from "../checkout/index.ts";
import { decideDemoSession, findDemoSession, recordGatewayEvent } from "../payments/index.ts";
import { expireOrders, getTrackedOrder } from "./index.ts";

const shop = openTestShop();
const ctx = as(shop, guest);
const { refundsOf } = refundsIn(shop);

describe("CHK-7 paying", () => {
  it("CHK-7 PAY-4 MSG-7 only a successful payment confirms, once, however often it is announced", async () => {
    const order = await anOrder(ctx, [{ bookId: (await aBook(shop)).id }]);
    const session = await sessionOf(ctx, order.id);
    const answers = await Promise.all(Array.from({ length: 6 }, () => decideDemoSession(ctx, session, "pay")));
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(await orderRow(shop, order.id)).toMatchObject({ state: "paid", payment_state: "paid" });
    expect(await mailsOf(shop, order.id)).toEqual(["order_received", "order_confirmed"]);
    expect(await payOrder(ctx, order.id)).toEqual({ ok: false, code: "ORDER_NOT_PAYABLE" });
  });

  it("CHK-7 clicking Pay now twice leads to the same page", async () => {
    const order = await anOrder(ctx, [{ bookId: (await aBook(shop)).id }]);
    const pages = await Promise.all(Array.from({ length: 5 }, () => sessionOf(ctx, order.id)));
    expect(new Set(pages).size).toBe(1);
    expect(await sessionOf(ctx, order.id)).toBe(pages[0]);
  });

  it("CHK-7 a declined payment leaves the order waiting, says so, mails once, and can be tried again", async () => {
    const book = await aBook(shop, { stock: 2 });
    const order = await anOrder(ctx, [{ bookId: book.id }]);
    const first = await sessionOf(ctx, order.id);
    expect(await decideDemoSession(ctx, first, "decline")).toMatchObject({ ok: true });
    expect(await getTrackedOrder(ctx, order.token)).toMatchObject({
      state: "pending_payment",
      lastPaymentFailed: true,
    });
    expect(await decideDemoSession(ctx, first, "pay")).toMatchObject({ code: "PAYMENT_SESSION_CLOSED" });
    const second = await sessionOf(ctx, order.id);
    expect(second).not.toBe(first);
    await decideDemoSession(ctx, second, "decline");
    await pay(ctx, order.id);
    expect((await orderRow(shop, order.id)).state).toBe("paid");
    expect(await mailsOf(shop, order.id)).toEqual(["order_received", "payment_failed", "order_confirmed"]);
    expect(await stockOf(shop, book.id)).toBe(1);
  });

  it("CHK-7 one that was left can be taken up again at the same page", async () => {
    const order = await anOrder(ctx, [{ bookId: (await aBook(shop)).id }]);
    const session = await sessionOf(ctx, order.id);
    expect(await decideDemoSession(ctx, session, "leave")).toMatchObject({ ok: true });
    expect(await sessionOf(ctx, order.id)).toBe(session);
  });

  it("CHK-7 a gateway's session always ends before its order", async () => {
    const order = await anOrder(ctx, [{ bookId: (await aBook(shop)).id }]);
    const session = await sessionOf(ctx, order.id);
    const { rows } = await ctx.db.execute<{ earlier: boolean; minutes: number }>(sql`
      select s.expires_at < o.expires_at as earlier, extract(epoch from o.expires_at - o.placed_at)::int / 60 as minutes
      from demo_sessions s, orders o where s.id = ${session} and o.id = ${order.id}`);
    expect(rows[0]).toEqual({ earlier: true, minutes: 45 });
    await ctx.db.execute(sql`update orders set expires_at = now() + interval '1 minute' where id = ${order.id}`);
    expect(await payOrder(ctx, order.id)).toEqual({ ok: false, code: "ORDER_EXPIRED" });
    await letExpire(shop, order.id);
    await expireOrders(as(shop, job));
  });

  it("PAY-4 an unknown session is nobody's, an expired one takes no money", async () => {
    expect(await decideDemoSession(ctx, "x".repeat(43), "pay")).toEqual({ ok: false, code: "NOT_FOUND" });
    expect(await findDemoSession(ctx, "../../etc/passwd")).toBeNull();
    const order = await anOrder(ctx, [{ bookId: (await aBook(shop)).id }]);
    const session = await sessionOf(ctx, order.id);
    await ctx.db.execute(sql`update demo_sessions set expires_at = now() - interval '1 second' where id = ${session}`);
    expect((await findDemoSession(ctx, session))?.state).toBe("expired");
    expect(await decideDemoSession(ctx, session, "pay")).toMatchObject({ code: "PAYMENT_SESSION_CLOSED" });
  });

  it("PAY-4 with another gateway there is no demo page", async () => {
    const order = await anOrder(ctx, [{ bookId: (await aBook(shop)).id }]);
    const session = await sessionOf(ctx, order.id);
    const stripe = as({ ...shop, payments: { ...shop.payments, name: "stripe" } }, guest);
    expect(await findDemoSession(stripe, session)).toBeNull();
    expect(await decideDemoSession(stripe, session, "pay")).toEqual({ ok: false, code: "NOT_FOUND" });
  });

  it("CHK-7 a gateway that does not answer leaves an order that can be paid later", async () => {
    const down = { ...shop.payments, createSession: () => Promise.reject(new Error("no answer")) };
    const order = await anOrder(ctx, [{ bookId: (await aBook(shop)).id }]);
    expect(await payOrder(as({ ...shop, payments: down }, guest), order.id)).toEqual({
      ok: false,
      code: "PAYMENT_UNAVAILABLE",
    });
    await pay(ctx, order.id);
    expect((await orderRow(shop, order.id)).state).toBe("paid");
  });

  it("CHK-6 an amount that differs is not accepted", async () => {
    const order = await anOrder(ctx, [{ bookId: (await aBook(shop)).id }]);
    const sessionRef = await sessionOf(ctx, order.id);
    const event = {
      gateway: "demo",
      eventId: "odd",
      sessionRef,
      kind: "payment.succeeded",
      amountMinor: 1,
      currency: "EUR",
    } as const;
    expect(await recordGatewayEvent(ctx, event)).toEqual({ applied: true, orderId: order.id });
    expect(await orderRow(shop, order.id)).toMatchObject({ state: "pending_payment", payment_state: "unpaid" });
    expect(await refundsOf(order.id)).toMatchObject([{ reason: "wrong_amount", state: "requested", amount_minor: 1 }]);
  });
});
