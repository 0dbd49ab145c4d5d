import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { FormAction } from "@/components/form/model";
import { createContext, type Actor } from "@/shop/context";
import { aBook, anOrder, as, guest, openTestShop, orderRow, pay, person } from "@/tests/world";
import { retry, retryAll } from "./mail/actions.ts";
import { moveOrders } from "./orders/actions.ts";
import {
  addNote,
  cancel,
  deliverOne,
  markDelivered,
  markShipped,
  pack,
  resolve,
  revokeLinks,
  shipOne,
  startPacking,
  unpack,
} from "./orders/[number]/actions.ts";
import { record, refund, retryRefund, settleRefund } from "./orders/[number]/money-actions.ts";
import { saveCheckout, saveShipping, saveShop, saveTax } from "./settings/actions.ts";

const { went, asking } = vi.hoisted(() => ({
  went: (to: string) => (path?: string) => {
    throw new Error([to, path].filter(Boolean).join(" "));
  },
  asking: { actor: { kind: "guest" } as unknown },
}));
vi.mock("next/navigation", () => ({
  redirect: went("redirect"),
  notFound: went("404"),
  forbidden: went("403"),
  unauthorized: went("401"),
}));
vi.mock("next/cache", () => ({ refresh: () => {} }));
vi.mock("@/app/_server/context", () => ({
  requestContext: async () => createContext(shop, { actor: asking.actor as Actor, now: new Date(), locale: "en" }),
}));

const shop = openTestShop();
const { db } = shop.database;
const shopper = as(shop, guest);
const staff = person("staff");

const form = (fields: Record<string, string>) => {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.set(name, value);
  return made;
};
const press = (action: FormAction, fields: Record<string, string>) => action(null, form(fields));

async function paidOrder() {
  const order = await anOrder(shopper, [{ bookId: (await aBook(shop)).id }]);
  await pay(shopper, order.id);
  return order;
}
async function deadMail() {
  const { id } = await anOrder(shopper, [{ bookId: (await aBook(shop)).id }]);
  const { rows } = await db.execute<{ id: string }>(sql`
    update mails set state = 'dead', attempts = 8 where data ->> 'orderId' = ${id} returning id`);
  return rows[0]?.id ?? "";
}
const state = async (id: string) => (await orderRow(shop, id)).state;

beforeEach(() => void (asking.actor = staff));

describe("the desk's actions", () => {
  const acts = [
    ["start packing", startPacking, {}],
    ["mark as shipped", markShipped, { carrier: "DHL", trackingNumber: "1" }],
    ["mark as delivered", markDelivered, {}],
    ["cancel", cancel, {}],
    ["pack a parcel", pack, {}],
    ["unpack a parcel", unpack, {}],
    ["ship a parcel", shipOne, { carrier: "DHL", trackingNumber: "1" }],
    ["mark a parcel as delivered", deliverOne, {}],
    ["write a note", addNote, { text: "Hello" }],
    ["shut the links", revokeLinks, {}],
    ["settle an incident", resolve, {}],
    ["refund", refund, { extra: "1", reason: "goodwill" }],
    ["record a payment", record, { amount: "1", means: "cash" }],
    ["repeat a refund", retryRefund, {}],
    ["settle a refund by hand", settleRefund, { means: "cash" }],
  ] as const;
  const strangers = [
    ["a guest", guest, "401"],
    ["a customer", person("customer"), "403"],
  ] as const;

  it.each(
    strangers.flatMap(([who, actor, page]) => acts.map(([act, ...rest]) => [who, act, actor, page, ...rest] as const)),
  )(
    "IDN-6 PLT-11 %s cannot %s, though the action is called directly",
    async (_who, _act, actor, page, action, fields) => {
      const order = await paidOrder();
      asking.actor = actor;
      await expect(press(action, { number: order.number, ...fields })).rejects.toThrow(page);
      await expect(press(action, {}), "nor learn what is wrong with a form").rejects.toThrow(page);
      expect(await state(order.id)).toBe("paid");
    },
  );

  it.each(strangers)("IDN-6 CHK-10 %s cannot move many orders at once", async (_who, actor, page) => {
    const order = await paidOrder();
    asking.actor = actor;
    await expect(moveOrders(null, form({ act: "process", number: order.number }))).rejects.toThrow(page);
    expect(await state(order.id)).toBe("paid");
  });

  it("CHK-10 each of many orders is moved by itself, and answered for", async () => {
    const [one, two] = [await paidOrder(), await anOrder(shopper, [{ bookId: (await aBook(shop)).id }])];
    const sent = form({ act: "process" });
    for (const number of [one.number, two.number, "20-99999"]) sent.append("number", number);
    const told = await moveOrders(null, sent);
    expect(told?.results.map(({ id, done }) => [id, done])).toEqual([
      [one.number, true],
      [two.number, false],
      ["20-99999", false],
    ]);
    expect([await state(one.id), await state(two.id)]).toEqual(["processing", "pending_payment"]);
    expect((await moveOrders(null, form({ act: "process" })))?.results).toEqual([]);
    expect((await moveOrders(null, form({ act: "cancel", number: one.number })))?.results).toEqual([]);
  });

  it.each([...strangers, ["staff", person("staff"), "403"] as const])(
    "IDN-6 CHK-5 %s cannot change settings",
    async (_who, actor, page) => {
      asking.actor = actor;
      for (const save of [saveShop, saveShipping, saveTax, saveCheckout])
        await expect(press(save, {})).rejects.toThrow(page);
    },
  );

  it.each([...strangers, ["staff", person("staff"), "403"] as const])(
    "IDN-6 MSG-3 %s cannot retry a mail",
    async (_who, actor, page) => {
      const mailId = await deadMail();
      asking.actor = actor;
      await expect(press(retry, { mailId })).rejects.toThrow(page);
      await expect(press(retryAll, {})).rejects.toThrow(page);
      const { rows } = await db.execute(sql`select state from mails where id = ${mailId}`);
      expect(rows).toEqual([{ state: "dead" }]);
    },
  );

  it("PLT-11 CHK-8 lead an order from paid to delivered, and say so on its page", async () => {
    const { id, number } = await paidOrder();
    await expect(press(startPacking, { number, note: " a gift \u0000" })).rejects.toThrow(
      `redirect /admin/orders/${number}?done=process`,
    );
    expect(await state(id)).toBe("processing");
    await expect(press(markShipped, { number, carrier: " DHL ", trackingNumber: "0034" })).rejects.toThrow("done=ship");
    await expect(press(markDelivered, { number })).rejects.toThrow("done=deliver");
    expect(await state(id)).toBe("delivered");
    const { rows: parcels } = await db.execute(
      sql`select carrier, tracking_number from parcels where order_id = ${id}`,
    );
    expect(parcels).toEqual([{ carrier: "DHL", tracking_number: "0034" }]);
    const { rows: notes } = await db.execute(
      sql`select to_state, note, actor_name from order_history where order_id = ${id} and actor_kind = 'user' order by at`,
    );
    expect(notes).toEqual([
      { to_state: "processing", note: "a gift", actor_name: "A staff" },
      { to_state: "shipped", note: null, actor_name: "A staff" },
      { to_state: "delivered", note: null, actor_name: "A staff" },
    ]);
  });

  it("CHK-8 CHK-10 a second click is told where the order stands, and changes nothing", async () => {
    const { id, number } = await paidOrder();
    await expect(press(startPacking, { number })).rejects.toThrow("redirect");
    await expect(press(startPacking, { number })).rejects.toThrow(`redirect /admin/orders/${number}?refused=process`);
    await expect(press(markDelivered, { number })).rejects.toThrow("?refused=deliver");
    expect(await state(id)).toBe("processing");
  });

  it("CHK-10 UX-3 a parcel without carrier or number is refused by field, and nothing typed is lost", async () => {
    const { id, number } = await paidOrder();
    await expect(press(startPacking, { number })).rejects.toThrow("redirect");
    const typed = { number, carrier: "  ", trackingNumber: "0".repeat(61), note: "n".repeat(501) };
    const refused = await press(markShipped, typed);
    expect(refused).toMatchObject({ code: "INVALID_INPUT", typed });
    expect(Object.keys(refused?.fields ?? {}).sort()).toEqual(["carrier", "note", "trackingNumber"]);
    expect(refused?.fields.carrier).toMatch(/DHL/);
    expect(await state(id)).toBe("processing");
  });

  it("CHK-9 CHK-10 cancelling notes why, and the money goes back", async () => {
    const { id, number } = await paidOrder();
    await expect(press(cancel, { number, reason: "ordered twice" })).rejects.toThrow("done=cancel");
    expect(await state(id)).toBe("cancelled");
    const { rows } = await db.execute(sql`select state from refunds where order_id = ${id}`);
    expect(rows).toEqual([{ state: "requested" }]);
  });

  it.each(["25-99999", "x", "", "' or 1=1 --", "../.."])(
    "SEC-4 a number that is none (%j) moves nothing",
    async (number) => {
      const pressed = press(startPacking, { number }).then((refused) => refused?.code);
      await expect(pressed.catch((error: Error) => error.message)).resolves.toMatch(/^(404|INVALID_INPUT)$/);
    },
  );

  it("MSG-3 an admin retries a dead mail; a second click is harmless", async () => {
    const mailId = await deadMail();
    asking.actor = person("admin");
    await expect(press(retry, { mailId })).rejects.toThrow("redirect /admin/mail?done=retry");
    await expect(press(retry, { mailId, stay: "yes" })).rejects.toThrow(`redirect /admin/mail/${mailId}?refused=retry`);
    expect(await press(retry, { mailId: "x" })).toMatchObject({ code: "INVALID_INPUT" });
    await db.execute(sql`update mails set state = 'dead', sent_at = null where id = ${mailId}`);
    await expect(press(retryAll, {})).rejects.toThrow(/redirect \/admin\/mail\?done=all&mails=[1-9]/);
    await expect(press(retryAll, {}), "a second click").rejects.toThrow("redirect /admin/mail?done=all&mails=0");
  });
});
