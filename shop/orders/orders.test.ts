import { describe, expect, it } from "vitest";
import { aBook, anOrder, as, guest, mailsOf, openTestShop, orderRow, pay, person } from "../../tests/world.ts";
import {
  cancelOrder,
  countOrders,
  deliverOrder,
  getOrder,
  getTrackedOrder,
  listOrders,
  processOrder,
  shipOrder,
} from "./index.ts";
import { orderFilter } from "./model.ts";

const shop = openTestShop();
const ctx = as(shop, guest);
const staff = as(shop, person("staff"));
const parcel = { carrier: "DHL", trackingNumber: "0034 0434 1614 2058", note: null };
const note = { note: null };

const desk = [
  ["processOrder", (c: typeof ctx, n: string) => processOrder(c, n, note)],
  ["shipOrder", (c: typeof ctx, n: string) => shipOrder(c, n, parcel)],
  ["deliverOrder", (c: typeof ctx, n: string) => deliverOrder(c, n, note)],
  ["cancelOrder", (c: typeof ctx, n: string) => cancelOrder(c, n, note)],
  ["getOrder", (c: typeof ctx, n: string) => getOrder(c, n)],
  ["listOrders", (c: typeof ctx) => listOrders(c, orderFilter.parse({}))],
  ["countOrders", (c: typeof ctx) => countOrders(c)],
] as const;

describe("CHK-8 from paid to delivered", () => {
  it("CHK-8 CHK-10 CHK-13 MSG-1 goes its way, each step told once in history and mail", async () => {
    const book = await aBook(shop, { stock: 3 });
    const order = await anOrder(ctx, [{ bookId: book.id, quantity: 2 }]);
    await pay(ctx, order.id);
    expect(await processOrder(staff, order.number, { note: "gift wrap" })).toEqual({ ok: true, value: null });
    expect(await shipOrder(staff, order.number, parcel)).toEqual({ ok: true, value: null });
    expect(await deliverOrder(staff, order.number, note)).toEqual({ ok: true, value: null });

    const seen = await getOrder(staff, order.number);
    expect(seen.history.map((entry) => [entry.from, entry.to, entry.by])).toEqual([
      [null, "pending_payment", "customer"],
      ["pending_payment", "paid", "customer"],
      ["paid", "processing", "desk"],
      ["processing", "shipped", "desk"],
      ["shipped", "delivered", "desk"],
    ]);
    expect(seen.history[2]).toMatchObject({ name: "A staff", note: "gift wrap" });
    expect(seen.parcels).toMatchObject([{ carrier: "DHL", trackingNumber: "0034 0434 1614 2058" }]);
    expect(seen.parcels[0]?.deliveredAt).toBeInstanceOf(Date);
    expect(await mailsOf(shop, order.id)).toEqual([
      "order_received",
      "order_confirmed",
      "order_shipped",
      "order_delivered",
    ]);
  });

  it("CHK-9 the guest sees it by the link, but not the desk's notes", async () => {
    const order = await anOrder(ctx, [{ bookId: (await aBook(shop)).id }]);
    await pay(ctx, order.id);
    await processOrder(staff, order.number, { note: "customer seems grumpy" });
    const seen = await getTrackedOrder(ctx, order.token);
    expect(seen.state).toBe("processing");
    expect(JSON.stringify(seen)).not.toContain("grumpy");
  });

  it("CHK-8 every step twice, or out of turn, is refused with the state it is in", async () => {
    const order = await anOrder(ctx, [{ bookId: (await aBook(shop)).id }]);
    const refused = (state: string) => ({ ok: false, code: "ILLEGAL_TRANSITION", state });
    expect(await processOrder(staff, order.number, note)).toEqual(refused("pending_payment"));
    expect(await shipOrder(staff, order.number, parcel)).toEqual(refused("pending_payment"));
    await pay(ctx, order.id);
    expect(await deliverOrder(staff, order.number, note)).toEqual(refused("paid"));
    await processOrder(staff, order.number, note);
    expect(await processOrder(staff, order.number, note)).toEqual(refused("processing"));
    await shipOrder(staff, order.number, parcel);
    expect(await shipOrder(staff, order.number, parcel)).toEqual(refused("shipped"));
    expect(await cancelOrder(staff, order.number, note)).toEqual(refused("shipped"));
    await deliverOrder(staff, order.number, note);
    expect(await deliverOrder(staff, order.number, note)).toEqual(refused("delivered"));
    expect((await getOrder(staff, order.number)).parcels).toHaveLength(1);
  });

  it("CHK-8 two booksellers at once ship one parcel", async () => {
    const order = await anOrder(ctx, [{ bookId: (await aBook(shop)).id }]);
    await pay(ctx, order.id);
    await processOrder(staff, order.number, note);
    const answers = await Promise.all(Array.from({ length: 5 }, () => shipOrder(staff, order.number, parcel)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect((await getOrder(staff, order.number)).parcels).toHaveLength(1);
  });

  it.each(desk)("IDN-6 %s is refused to guests and customers", async (_, act) => {
    const order = await anOrder(ctx, [{ bookId: (await aBook(shop)).id }]);
    await expect((async () => act(ctx, order.number))()).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    await expect((async () => act(as(shop, person("customer")), order.number))()).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    expect((await orderRow(shop, order.id)).state).toBe("pending_payment");
  });

  it.each(desk.slice(0, 5))("CHK-10 %s finds nothing under an unknown number", async (_, act) => {
    await expect((async () => act(staff, "99-99999"))()).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("CHK-10 the list", () => {
  it("CHK-10 filters by state, finds by number, name, address, title and ISBN, sorts and turns pages", async () => {
    const own = openTestShop();
    const mine = as(own, guest);
    const book = await aBook(own, { stock: 100, title: "Middlemarch %_", isbn13: "9780141439549" });
    const first = await anOrder(mine, [{ bookId: book.id }], { name: "Zoë Adler", email: "zoe@example.org" });
    await pay(mine, first.id);
    const list = async (filter: object) =>
      (await listOrders(staff, orderFilter.parse({ ...filter }))).items.map((row) => row.number);
    expect(await list({ text: first.number })).toEqual([first.number]);
    expect((await listOrders(staff, orderFilter.parse({ text: first.number }))).items[0]).toMatchObject({
      books: 1,
      name: "Zoë Adler",
    });
    for (const text of ["zoë adl", "ZOE@example", "middlemarch %_", "978-0-14-143954-9"])
      expect(await list({ text }), text).toContain(first.number);
    expect(await list({ text: "%", state: "delivered" })).not.toContain(first.number);
    expect(await list({ text: first.number, state: "paid" })).toEqual([first.number]);
    expect(await list({ text: first.number, state: "cancelled" })).toEqual([]);
    const numbers = await list({ sort: "number", direction: "asc" });
    expect(numbers).toEqual([...numbers].sort());
    const all = await listOrders(staff, orderFilter.parse({}));
    expect(all.items.length).toBe(Math.min(all.total, 25));
    expect(all.pages).toBe(Math.ceil(all.total / 25));
    const last = await listOrders(staff, orderFilter.parse({ page: all.pages }));
    expect(last.items.length).toBe(all.total - 25 * (all.pages - 1));
    expect((await countOrders(staff)).paid).toBeGreaterThan(0);
    await own.database.close();
  });
});
