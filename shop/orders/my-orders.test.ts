import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import {
  aBook,
  anAccount,
  anOrder,
  as,
  guest,
  job,
  letExpire,
  openTestShop,
  orderRow,
  pay,
  person,
  sessionOf,
  stockOf,
} from "../../tests/world.ts";
import { getCart } from "../cart/index.ts";
import { decideDemoSession } from "../payments/index.ts";
import {
  cancelMyOrder,
  cancelOrder,
  deliverOrder,
  ensureTrackingLink,
  expireOrders,
  getMyOrder,
  listMyOrders,
  processOrder,
  reorderMine,
  shipOrder,
} from "./index.ts";
import { MY_ORDERS_PER_PAGE } from "./model.ts";
import { LINK_DAYS_AFTER_END } from "./tracking.ts";

const shop = openTestShop();
const ctx = as(shop, guest);
const staff = as(shop, person("staff"));
const note = { note: null };
const parcel = { carrier: "DHL", trackingNumber: "0034 0434", note: null };

/** Somebody with an account, and an order of theirs. */
async function aCustomer() {
  const { id, actor } = await anAccount(shop);
  const me = as(shop, actor);
  const ordered = async (given: { stock?: number; price?: number } = {}) => {
    const book = await aBook(shop, given);
    const order = await anOrder(ctx, [{ bookId: book.id }]);
    await ctx.db.execute(sql`update orders set user_id = ${id} where id = ${order.id}`);
    return { ...order, book };
  };
  return { me, ordered };
}

describe("CHK-9 one's own orders", () => {
  it("CHK-9 stand in a list, newest first, a page at a time, and each tells all of it but the desk's notes", async () => {
    const { me, ordered } = await aCustomer();
    const orders = [];
    for (let i = 0; i <= MY_ORDERS_PER_PAGE; i++) orders.push(await ordered());
    const numbers = orders.map(({ number }) => number).reverse();
    const first = await listMyOrders(me, { page: 1 });
    expect(first.items.map(({ number }) => number)).toEqual(numbers.slice(0, MY_ORDERS_PER_PAGE));
    expect((await listMyOrders(me, { page: 2 })).items.map(({ number }) => number)).toEqual(numbers.slice(-1));
    expect(first.items[0]).toMatchObject({ books: 1, state: "pending_payment", total: { minor: 1_540 } });

    const [order] = orders;
    await pay(ctx, order?.id ?? "");
    await processOrder(staff, order?.number ?? "", { note: "for the desk alone" });
    const seen = await getMyOrder(me, order?.number ?? "");
    expect(seen).toMatchObject({ state: "processing", notes: [], total: { minor: 1_540 } });
    expect(JSON.stringify(seen)).not.toContain("for the desk alone");
  });

  it("CHK-9 are nobody else's: not found, rather than forbidden", async () => {
    const [{ ordered }, { me: other }] = [await aCustomer(), await aCustomer()];
    const { number, id } = await ordered();
    await expect(getMyOrder(other, number)).rejects.toThrow("order not found");
    expect((await listMyOrders(other, { page: 1 })).items).toEqual([]);
    expect(await cancelMyOrder(other, number)).toEqual({ ok: false, code: "NOT_FOUND" });
    expect(await reorderMine(other, number, null)).toEqual({ ok: false, code: "NOT_FOUND" });
    for (const act of [
      () => getMyOrder(ctx, number),
      () => listMyOrders(ctx, { page: 1 }),
      () => cancelMyOrder(ctx, number),
      () => reorderMine(ctx, number, null),
    ])
      await expect(act()).rejects.toThrow("UNAUTHENTICATED");
    expect((await orderRow(shop, id)).state).toBe("pending_payment");
  });

  it("CHK-9 are cancelled while nothing of them was sent, once", async () => {
    const { me, ordered } = await aCustomer();
    const order = await ordered({ stock: 1 });
    await pay(ctx, order.id);
    expect(await cancelMyOrder(me, order.number)).toEqual({ ok: true, value: null });
    expect(await cancelMyOrder(me, order.number)).toMatchObject({ code: "ILLEGAL_TRANSITION", state: "cancelled" });
    expect(await stockOf(shop, order.book.id)).toBe(1);
    expect((await getMyOrder(me, order.number)).history.at(-2)).toMatchObject({ by: "customer", to: "cancelled" });

    const sent = await ordered();
    await pay(ctx, sent.id);
    await processOrder(staff, sent.number, note);
    await shipOrder(staff, sent.number, parcel);
    expect(await cancelMyOrder(me, sent.number)).toMatchObject({ code: "ILLEGAL_TRANSITION", state: "shipped" });
  });

  it("CHK-9 are ordered once more at today's prices, as far as there are copies, and what changed is told", async () => {
    const { me, ordered } = await aCustomer();
    const order = await ordered({ stock: 3, price: 1_000 });
    expect(await reorderMine(me, order.number, null)).toMatchObject({ code: "ILLEGAL_TRANSITION" });
    await pay(ctx, order.id);
    await ctx.db.execute(sql`update books set price_minor = 1200 where id = ${order.book.id}`);
    const again = await reorderMine(me, order.number, null);
    if (!again.ok) throw new Error(again.code);
    expect(again.value.repriced).toMatchObject([{ before: { minor: 1_000 }, now: { minor: 1_200 } }]);
    const cart = await getCart(me, again.value.cartToken);
    expect(cart.lines).toMatchObject([{ bookId: order.book.id, quantity: 1, unitPrice: { minor: 1_200 } }]);
    const { me: reader, ordered: another } = await aCustomer();
    const gone = await another();
    await cancelMyOrder(reader, gone.number);
    await ctx.db.execute(sql`update books set archived_at = now() where id = ${gone.book.id}`);
    expect(await reorderMine(reader, gone.number, null)).toMatchObject({
      value: { missing: [{ bookId: gone.book.id, quantity: 1 }], repriced: [] },
    });
  });
});

describe("CHK-9 how long a link lasts", () => {
  const days = async (orderId: string): Promise<number | null> => {
    const { rows } = await ctx.db.execute<{ days: number | null }>(
      sql`select round(extract(epoch from expires_at - now()) / 86400)::int as days from order_links where order_id = ${orderId}`,
    );
    return rows[0]?.days ?? null;
  };

  it("CHK-9 while its order lives, and some time after it was delivered or cancelled", async () => {
    const { ordered } = await aCustomer();
    const [arrives, ends] = [await ordered(), await ordered()];
    await pay(ctx, arrives.id);
    await processOrder(staff, arrives.number, note);
    await shipOrder(staff, arrives.number, parcel);
    expect(await days(arrives.id)).toBeNull();
    await deliverOrder(staff, arrives.number, note);
    await cancelOrder(staff, ends.number, note);
    expect([await days(arrives.id), await days(ends.id)]).toEqual([LINK_DAYS_AFTER_END, LINK_DAYS_AFTER_END]);
  });

  it("CHK-9 CHK-7 again without an end where late money revives its order; thirty days more where a mail is asked for later", async () => {
    const { ordered } = await aCustomer();
    const order = await ordered();
    const session = await sessionOf(ctx, order.id);
    await letExpire(shop, order.id);
    await expireOrders(as(shop, job));
    expect(await days(order.id)).toBe(LINK_DAYS_AFTER_END);
    await decideDemoSession(ctx, session, "pay");
    expect(await days(order.id)).toBeNull();
    expect(await ensureTrackingLink(as(shop, job), order.id)).toBe(order.token);
    expect(await days(order.id)).toBeNull();
    await ctx.db.execute(
      sql`update order_links set expires_at = now() - interval '1 day' where order_id = ${order.id}`,
    );
    expect(await ensureTrackingLink(as(shop, job), order.id)).toBe(order.token);
    expect(await days(order.id)).toBe(30);
  });
});
