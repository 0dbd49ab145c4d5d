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
  person,
  sessionOf,
  stockOf,
} from "../../tests/world.ts";
import { countCart } from "../cart/index.ts";
import { decideDemoSession, settleRefund } from "../payments/index.ts";
import { expireOrders, getOrder, refillFromOrder } from "./index.ts";

const shop = openTestShop();
const ctx = as(shop, guest);
const staff = as(shop, person("staff"));
const { refundsOf, settleAll } = refundsIn(shop);

describe("CHK-7 expiry", () => {
  it("CHK-7 cancels, gives the stock back, closes the payment, tells the customer, and offers to refill the cart", async () => {
    const book = await aBook(shop, { stock: 2 });
    const order = await anOrder(ctx, [{ bookId: book.id, quantity: 2 }]);
    const session = await sessionOf(ctx, order.id);
    expect(await refillFromOrder(ctx, order.token, null)).toMatchObject({ code: "ILLEGAL_TRANSITION" });
    await letExpire(shop, order.id);
    expect(await expireOrders(as(shop, job))).toBe(1);
    expect(await expireOrders(as(shop, job))).toBe(0);
    expect(await orderRow(shop, order.id)).toMatchObject({ state: "cancelled", cancel_reason: "expired" });
    expect(await stockOf(shop, book.id)).toBe(2);
    expect(await mailsOf(shop, order.id)).toEqual(["order_received", "order_cancelled"]);
    const { rows } = await ctx.db.execute(
      sql`select 1 from pgboss.job where name = 'close-session' and data ->> 'sessionRef' = ${session}`,
    );
    expect(rows).toHaveLength(1);
    const refilled = await refillFromOrder(ctx, order.token, null);
    expect(refilled.ok && (await countCart(ctx, refilled.value.cartToken))).toBe(2);
  });

  it("CHK-7 one that is paid in the same moment is either paid or expired, never both", async () => {
    const book = await aBook(shop, { stock: 5 });
    for (let i = 0; i < 5; i++) {
      const order = await anOrder(ctx, [{ bookId: book.id }]);
      const session = await sessionOf(ctx, order.id);
      await letExpire(shop, order.id);
      await Promise.all([decideDemoSession(ctx, session, "pay"), expireOrders(as(shop, job))]);
      // late money revives it, since there is stock
      expect(await orderRow(shop, order.id)).toMatchObject({ state: "paid", payment_state: "paid" });
    }
    expect(await stockOf(shop, book.id)).toBe(0);
  });

  it("CHK-7 only the shop's own job, or the desk, may", async () => {
    await expect(expireOrders(ctx)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    await expect(expireOrders(as(shop, person("customer")))).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("CHK-7 money that comes late", () => {
  async function lateMoney(stock: number, taken: number) {
    const book = await aBook(shop, { stock });
    const order = await anOrder(ctx, [{ bookId: book.id }]);
    const session = await sessionOf(ctx, order.id);
    await letExpire(shop, order.id);
    await expireOrders(as(shop, job));
    for (let i = 0; i < taken; i++) await anOrder(ctx, [{ bookId: book.id }]);
    // the gateway took it in time, the announcement comes after expiry
    expect(await decideDemoSession(ctx, session, "pay")).toMatchObject({ ok: true });
    return { book, order, session };
  }

  it("CHK-7 revives the order while its books can be had", async () => {
    const { book, order } = await lateMoney(1, 0);
    expect(await orderRow(shop, order.id)).toMatchObject({ state: "paid", payment_state: "paid", cancel_reason: null });
    expect(await stockOf(shop, book.id)).toBe(0);
    expect(await mailsOf(shop, order.id)).toEqual(["order_received", "order_cancelled", "order_confirmed"]);
    const last = (await getOrder(staff, order.number)).history.at(-1);
    expect(last).toMatchObject({ from: "cancelled", to: "paid", code: "late_payment" });
  });

  it("CHK-7 goes back in full when they cannot, the desk sees it, one mail goes out", async () => {
    const { order } = await lateMoney(1, 1);
    expect(await orderRow(shop, order.id)).toMatchObject({ state: "cancelled", payment_state: "unpaid" });
    expect(await refundsOf(order.id)).toMatchObject([
      { state: "requested", reason: "late_payment", amount_minor: 1_540 },
    ]);
    await settleAll(order.id);
    await settleAll(order.id);
    expect(await refundsOf(order.id)).toMatchObject([{ state: "succeeded" }]);
    expect((await mailsOf(shop, order.id)).filter((kind) => kind === "refund_sent")).toHaveLength(1);
    const { history, refunds } = await getOrder(staff, order.number);
    expect(history.map((entry) => entry.code)).toEqual([null, null, "late_payment", "refunded"]);
    expect(refunds).toMatchObject([{ amount: { minor: 1_540 }, state: "succeeded" }]);
  });

  it("CHK-7 a second payment of one order goes back", async () => {
    const order = await anOrder(ctx, [{ bookId: (await aBook(shop)).id }]);
    const first = await sessionOf(ctx, order.id);
    // the shopper kept the first page open, the shop took it for over and made another
    await ctx.db.execute(
      sql`update payments set expires_at = now() - interval '1 second' where order_id = ${order.id}`,
    );
    const second = await sessionOf(ctx, order.id);
    expect(second).not.toBe(first);
    await Promise.all([decideDemoSession(ctx, first, "pay"), decideDemoSession(ctx, second, "pay")]);
    expect((await orderRow(shop, order.id)).state).toBe("paid");
    expect(await refundsOf(order.id)).toMatchObject([{ reason: "duplicate_payment", state: "requested" }]);
    await settleAll(order.id);
    expect(await orderRow(shop, order.id)).toMatchObject({ state: "paid", payment_state: "paid" });
  });

  it("CHK-7 a refund that the gateway refuses is tried again and ends visibly failed", async () => {
    const { order } = await lateMoney(1, 1);
    const [refund] = await refundsOf(order.id);
    const stuck = as(
      { ...shop, payments: { ...shop.payments, refund: () => Promise.reject(new Error("no balance")) } },
      job,
    );
    await expect(settleRefund(stuck, refund?.id ?? "", false)).rejects.toThrow("no balance");
    expect(await refundsOf(order.id)).toMatchObject([{ state: "requested" }]);
    expect(await settleRefund(stuck, refund?.id ?? "", true)).toBe("failed");
    expect((await getOrder(staff, order.number)).refunds).toMatchObject([{ state: "failed" }]);
  });
});
