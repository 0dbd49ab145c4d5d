import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import {
  aBook,
  anAccount,
  anOrder,
  as,
  guest,
  job,
  letExpire,
  openTestShop,
  pay,
  person,
  sessionOf,
  submission,
} from "../../tests/world.ts";
import { addToCart } from "../cart/index.ts";
import { placeOrder } from "../checkout/index.ts";
import { listNotifications } from "../notifications/index.ts";
import { decideDemoSession, settleRefund } from "../payments/index.ts";
import { cancelMyOrder, cancelOrder, deliverOrder, expireOrders, processOrder, shipOrder } from "./index.ts";

const shop = openTestShop();
const ctx = as(shop, guest);
const staff = as(shop, person("staff"));
const worker = as(shop, job);
const note = { note: null };
const parcel = { carrier: "DHL", trackingNumber: "0034 0434", note: null };

/** An order of somebody who is logged in. */
async function ordered() {
  const reader = await anAccount(shop);
  const own = as(shop, reader.actor);
  await addToCart(own, null, { bookId: (await aBook(shop)).id, quantity: 1 });
  const placed = await placeOrder(own, null, await submission(own, "", { email: reader.email, name: reader.name }));
  if (!placed.ok) throw new Error(placed.code);
  const { orderId: id } = placed.value;
  const { rows } = await ctx.db.execute<{ number: string }>(sql`select number from orders where id = ${id}`);
  const number = rows[0]?.number ?? "";
  const told = async () => {
    const { items } = await listNotifications(own, 1);
    return items.toReversed().map(({ kind, data }) => {
      if (kind !== "order_state") throw new Error(kind);
      expect(data).toMatchObject({ orderId: id, number });
      return data.state;
    });
  };
  return { id, number, own, told };
}

it("MSG-5 an order's person is told when it is paid, has left, and has arrived; a second click tells nothing", async () => {
  const order = await ordered();
  expect(await order.told()).toEqual([]);
  await pay(ctx, order.id);
  expect(await order.told()).toEqual(["paid"]);
  await processOrder(staff, order.number, note);
  for (let click = 1; click <= 2; click++) await shipOrder(staff, order.number, parcel);
  expect(await order.told()).toEqual(["paid", "shipped"]);
  for (let click = 1; click <= 2; click++) await deliverOrder(staff, order.number, note);
  expect(await order.told()).toEqual(["paid", "shipped", "delivered"]);
});

it("MSG-5 and when it is cancelled and its money has gone back, once", async () => {
  const order = await ordered();
  await pay(ctx, order.id);
  for (let click = 1; click <= 2; click++) await cancelMyOrder(order.own, order.number);
  const { rows } = await ctx.db.execute<{ id: string }>(sql`select id from refunds where order_id = ${order.id}`);
  for (let click = 1; click <= 2; click++) for (const { id } of rows) await settleRefund(worker, id, false);
  expect(await order.told()).toEqual(["paid", "cancelled", "refunded"]);
});

it("MSG-5 an order that expired and is revived by its money is told of in turn", async () => {
  const order = await ordered();
  const session = await sessionOf(ctx, order.id);
  await letExpire(shop, order.id);
  expect(await expireOrders(worker)).toBe(1);
  await decideDemoSession(ctx, session, "pay");
  expect(await order.told()).toEqual(["cancelled", "paid"]);
  await cancelOrder(staff, order.number, note);
  expect((await order.told()).slice(0, 3)).toEqual(["cancelled", "paid", "cancelled"]);
});

it("MSG-5 a guest's order tells nobody, and what is refused tells nothing", async () => {
  const order = await anOrder(ctx, [{ bookId: (await aBook(shop)).id }]);
  const before = await ctx.db.execute(sql`select id from notifications`);
  await pay(ctx, order.id);
  expect((await deliverOrder(staff, order.number, note)).ok).toBe(false);
  expect((await ctx.db.execute(sql`select id from notifications`)).rowCount).toBe(before.rowCount);
});
