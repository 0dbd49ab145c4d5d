import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
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
  person,
  sessionOf,
  stockOf,
} from "../../tests/world.ts";
import { countCart } from "../cart/index.ts";
import { payOrder } from "../checkout/index.ts";
import { decideDemoSession, findDemoSession, recordGatewayEvent, settleRefund } from "../payments/index.ts";
import {
  cancelOrder,
  cancelTrackedOrder,
  countOrders,
  deliverOrder,
  expireOrders,
  getOrder,
  getTrackedOrder,
  listOrders,
  processOrder,
  refillFromOrder,
  requestTrackingLink,
  shipOrder,
} from "./index.ts";
import { orderFilter } from "./model.ts";

const shop = openTestShop();
const ctx = as(shop, guest);
const staff = as(shop, person("staff"));
const parcel = { carrier: "DHL", trackingNumber: "0034 0434 1614 2058", note: null };
const note = { note: null };

const refundsOf = async (orderId: string) =>
  (
    await ctx.db.execute<{ id: string; state: string; reason: string; amount_minor: number }>(
      sql`select id, state, reason, amount_minor from refunds where order_id = ${orderId}`,
    )
  ).rows;

async function settleAll(orderId: string) {
  for (const { id } of await refundsOf(orderId)) await settleRefund(as(shop, job), id, false);
}

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

describe("CHK-9 cancelling", () => {
  it("CHK-9 a guest cancels an unpaid order by its link; a second click is refused", async () => {
    const book = await aBook(shop, { stock: 1 });
    const order = await anOrder(ctx, [{ bookId: book.id }]);
    expect(await cancelTrackedOrder(ctx, order.token)).toEqual({ ok: true, value: null });
    expect(await cancelTrackedOrder(ctx, order.token)).toEqual({
      ok: false,
      code: "ILLEGAL_TRANSITION",
      state: "cancelled",
    });
    expect(await orderRow(shop, order.id)).toMatchObject({ state: "cancelled", cancel_reason: "customer" });
    expect(await stockOf(shop, book.id)).toBe(1);
    expect(await refundsOf(order.id)).toEqual([]);
  });

  it("CHK-9 CHK-8 one that was paid gets all its money back, once", async () => {
    const order = await anOrder(ctx, [{ bookId: (await aBook(shop)).id }]);
    await pay(ctx, order.id);
    await Promise.all([cancelTrackedOrder(ctx, order.token), cancelOrder(staff, order.number, note)]);
    expect(await refundsOf(order.id)).toMatchObject([{ reason: "cancelled", state: "requested", amount_minor: 1_540 }]);
    await settleAll(order.id);
    expect(await orderRow(shop, order.id)).toMatchObject({ state: "cancelled", payment_state: "refunded" });
    expect(await mailsOf(shop, order.id)).toEqual([
      "order_received",
      "order_confirmed",
      "order_cancelled",
      "refund_sent",
    ]);
  });

  it("CHK-9 money for a cancelled order goes back, it is not revived", async () => {
    const order = await anOrder(ctx, [{ bookId: (await aBook(shop)).id }]);
    const session = await sessionOf(ctx, order.id);
    await cancelTrackedOrder(ctx, order.token);
    await decideDemoSession(ctx, session, "pay");
    expect((await orderRow(shop, order.id)).state).toBe("cancelled");
    expect(await refundsOf(order.id)).toMatchObject([{ reason: "late_payment" }]);
  });

  it("CHK-9 the desk cancels with a note; a wrong link cancels nothing", async () => {
    const order = await anOrder(ctx, [{ bookId: (await aBook(shop)).id }]);
    for (const token of ["", "x", "x".repeat(43)]) {
      expect(await cancelTrackedOrder(ctx, token)).toEqual({ ok: false, code: "NOT_FOUND" });
      expect(await refillFromOrder(ctx, token, null)).toEqual({ ok: false, code: "NOT_FOUND" });
    }
    expect(await cancelOrder(staff, order.number, { note: "asked by phone" })).toMatchObject({ ok: true });
    expect((await getOrder(staff, order.number)).history.at(-1)).toMatchObject({ by: "desk", note: "asked by phone" });
  });
});

describe("CHK-9 links", () => {
  it("CHK-9 only the hash of a link is stored", async () => {
    const order = await anOrder(ctx, [{ bookId: (await aBook(shop)).id }]);
    const { rows } = await ctx.db.execute<{ token_hash: string }>(
      sql`select token_hash from order_links where order_id = ${order.id}`,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.token_hash).not.toBe(order.token);
  });

  it("CHK-9 an unknown, a revoked and a malformed link open nothing", async () => {
    const order = await anOrder(ctx, [{ bookId: (await aBook(shop)).id }]);
    for (const token of ["", order.number, order.id, "x".repeat(43), `${order.token}x`]) {
      await expect(getTrackedOrder(ctx, token)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    await ctx.db.execute(sql`update order_links set revoked_at = now() where order_id = ${order.id}`);
    await expect(getTrackedOrder(ctx, order.token)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("CHK-9 CHK-12 number and address together mail the link, to that address only, and not ten times", async () => {
    const order = await anOrder(ctx, [{ bookId: (await aBook(shop)).id }]);
    const ask = (number: string, email: string) => requestTrackingLink(ctx, { number, email });
    for (const [number, email] of [
      [order.number, "somebody@example.org"],
      ["99-99999", "aoife@example.org"],
    ] as const) {
      expect(await ask(number, email)).toBeUndefined();
    }
    expect(await mailsOf(shop, order.id)).toEqual(["order_received"]);
    for (let i = 0; i < 10; i++) expect(await ask(order.number, "aoife@example.org")).toBeUndefined();
    expect(await mailsOf(shop, order.id)).toEqual(["order_received", "tracking_link"]);
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
