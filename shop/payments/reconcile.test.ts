import { sql } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { anOrderAtStripe, openStripeShop, paymentsOf, post, refundsOf, settleAll } from "../../tests/stripe/shop.ts";
import { as, guest, letExpire, mailsOf, orderRow, person, stockOf } from "../../tests/world.ts";
import { cancelTrackedOrder, expireOrders } from "../orders/index.ts";
import { closeSession, listIncidentsOf, reconcilePayment, reconcilePayments } from "./index.ts";

const { stripe, shop, buyer, worker } = await openStripeShop();
afterAll(() => stripe.stop());

/** What minutes would do. */
const later = (orderId: string) =>
  buyer.db.execute(sql`
    update payments set created_at = created_at - interval '1 hour', checked_at = checked_at - interval '1 hour',
      settled_at = settled_at - interval '1 hour' where order_id = ${orderId}`);

it("PAY-5 a payment whose webhook was lost is found, once", async () => {
  const order = await anOrderAtStripe(buyer);
  const lost = stripe.books.pay(order.session);
  expect(await reconcilePayments(worker)).toBe(0); // it may still come
  await later(order.id);
  expect(await reconcilePayments(worker)).toBe(1);
  expect(await reconcilePayments(worker)).toBe(0);
  expect(await orderRow(shop, order.id)).toMatchObject({ state: "paid", payment_state: "paid" });
  await post(shop, lost);
  expect(await mailsOf(shop, order.id)).toEqual(["order_received", "order_confirmed"]);
});

it("PAY-5 webhook and reconciliation at once are one payment", async () => {
  for (let i = 0; i < 4; i++) {
    const order = await anOrderAtStripe(buyer);
    const event = stripe.books.pay(order.session);
    const [payment] = await paymentsOf(buyer, order.id);
    await Promise.all([
      post(shop, event),
      reconcilePayment(worker, payment?.id ?? ""),
      post(shop, event),
      reconcilePayment(worker, payment?.id ?? ""),
    ]);
    expect(await orderRow(shop, order.id)).toMatchObject({ state: "paid", payment_state: "paid" });
    expect(await refundsOf(buyer, order.id)).toEqual([]);
    expect(await mailsOf(shop, order.id)).toEqual(["order_received", "order_confirmed"]);
  }
});

it("PAY-5 PAY-1 a process that died before it could write the session's name down loses nothing: the money names its payment", async () => {
  const order = await anOrderAtStripe(buyer);
  await buyer.db.execute(sql`update payments set session_ref = null, session_url = null where order_id = ${order.id}`);
  await post(shop, stripe.books.pay(order.session));
  expect(await orderRow(shop, order.id)).toMatchObject({ state: "paid" });
  expect(await paymentsOf(buyer, order.id)).toMatchObject([{ session_ref: order.session }]);
});

it("PAY-5 CHK-7 a page that nobody paid on is closed when its time is over, and the order's books come back", async () => {
  const order = await anOrderAtStripe(buyer, { stock: 1 });
  await buyer.db.execute(
    sql`update payments set expires_at = now() - interval '1 second' where order_id = ${order.id}`,
  );
  await later(order.id);
  await reconcilePayments(worker);
  expect(stripe.books.sessions.get(order.session)?.status).toBe("expired");
  expect(await paymentsOf(buyer, order.id)).toMatchObject([{ state: "expired" }]);
  await letExpire(shop, order.id);
  await expireOrders(worker);
  expect(await stockOf(shop, order.book.id)).toBe(1);
});

it("PAY-5 CHK-7 money that came while the order was ended, and whose webhook was lost, is found when its page is closed", async () => {
  const order = await anOrderAtStripe(buyer);
  stripe.books.pay(order.session);
  await cancelTrackedOrder(buyer, order.token);
  await closeSession(worker, order.session);
  expect(await refundsOf(buyer, order.id)).toMatchObject([{ reason: "late_payment", state: "requested" }]);
  await settleAll(worker, order.id);
  expect(stripe.books.refundedOf(stripe.books.sessions.get(order.session)?.payment_intent ?? "")).toBe(1_540);
});

it("PAY-5 so is one whose closing job was lost too", async () => {
  const order = await anOrderAtStripe(buyer);
  stripe.books.pay(order.session);
  await cancelTrackedOrder(buyer, order.token);
  await later(order.id);
  expect(await reconcilePayments(worker)).toBe(1);
  await settleAll(worker, order.id);
  expect(await orderRow(shop, order.id)).toMatchObject({ state: "cancelled", payment_state: "unpaid" });
});

it("PAY-5 slow money and slow refunds are asked after", async () => {
  const order = await anOrderAtStripe(buyer);
  await post(shop, stripe.books.paySlowly(order.session));
  stripe.books.confirmSlow(order.session);
  await later(order.id);
  expect(await reconcilePayments(worker)).toBe(1);
  expect(await orderRow(shop, order.id)).toMatchObject({ state: "paid" });
  await cancelTrackedOrder(buyer, order.token);
  stripe.books.balance = 0;
  await settleAll(worker, order.id);
  stripe.books.balance = 1_000_000_000;
  const intent = stripe.books.sessions.get(order.session)?.payment_intent ?? "";
  stripe.books.settleRefund(stripe.books.refundsOf(intent)[0]?.id ?? "", "succeeded");
  await later(order.id);
  expect(await reconcilePayments(worker)).toBe(1);
  expect(await orderRow(shop, order.id)).toMatchObject({ payment_state: "refunded" });
});

it("PAY-5 refunds made at Stripe's own desk, of which only the sum was told, are read from its books", async () => {
  const order = await anOrderAtStripe(buyer);
  await post(shop, stripe.books.pay(order.session));
  const intent = stripe.books.sessions.get(order.session)?.payment_intent ?? "";
  stripe.books.refund({ payment_intent: intent, amount: "100" });
  const told = stripe.books.events.findLast(({ type }) => type === "charge.refunded") ?? expect.fail();
  await post(shop, told);
  const { rows } = await buyer.db.execute<{ data: { paymentId: string } }>(
    sql`select data from pgboss.job where name = 'reconcile-payment' order by created_on desc limit 1`,
  );
  await reconcilePayment(worker, rows[0]?.data.paymentId ?? "");
  expect(await orderRow(shop, order.id)).toMatchObject({ payment_state: "partly_refunded" });
  expect(await listIncidentsOf(worker, order.id)).toMatchObject([{ kind: "refund_outside" }]);
});

it("PAY-5 a gateway that does not answer for one holds up no other, and is asked again", async () => {
  const [one, other] = [await anOrderAtStripe(buyer), await anOrderAtStripe(buyer)];
  stripe.books.pay(one.session);
  stripe.books.pay(other.session);
  await later(one.id);
  await later(other.id);
  stripe.fail("GET", new RegExp(one.session), "refuse", 4);
  expect(await reconcilePayments(worker)).toBe(1);
  expect(await reconcilePayments(worker)).toBe(1);
  for (const order of [one, other]) expect(await orderRow(shop, order.id)).toMatchObject({ state: "paid" });
});

it("PAY-5 is the shop's own work, or the desk's", async () => {
  for (const [actor, code] of [
    [guest, "UNAUTHENTICATED"],
    [person("customer"), "FORBIDDEN"],
  ] as const) {
    await expect(reconcilePayments(as(shop, actor))).rejects.toMatchObject({ code });
    await expect(reconcilePayment(as(shop, actor), "x")).rejects.toMatchObject({ code });
    await expect(closeSession(as(shop, actor), "x")).rejects.toMatchObject({ code });
  }
});
