import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
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
import { decideDemoSession, findDemoSession, settleRefund } from "../payments/index.ts";
import { listInvoices } from "../invoices/index.ts";
import {
  addOrderNote,
  cancelOrder,
  cancelTrackedOrder,
  deliverOrder,
  deliverParcel,
  ensureTrackingLink,
  getOrder,
  getRefundable,
  getTrackedOrder,
  moveOrders,
  packParcel,
  processOrder,
  recordOrderPayment,
  refundOrder,
  reorderTracked,
  requestTrackingLink,
  revokeTrackingLinks,
  shipOrder,
  shipParcel,
  unpackParcel,
} from "./index.ts";
import { refundInput, type RefundOrderInput } from "./model.ts";

const shop = openTestShop({ max: 20 });
const ctx = as(shop, guest);
const staff = as(shop, person("staff"));
const dhl = { carrier: "DHL", trackingNumber: "0034 0434", note: null };
const note = { note: null };

/** A paid order of two books: three copies of the first, one of the second. */
async function sold() {
  const [a, b] = [
    await aBook(shop, { stock: 3, price: 1_000 }),
    await aBook(shop, { stock: 1, price: 2_000, format: "audio_cd" }),
  ];
  const order = await anOrder(ctx, [{ bookId: a.id, quantity: 3 }, { bookId: b.id }]);
  await pay(ctx, order.id);
  const { lines } = await getOrder(staff, order.number);
  const idOf = (bookId: string) => lines.find((line) => line.bookId === bookId)?.id ?? "";
  return { ...order, a: { ...a, line: idOf(a.id) }, b: { ...b, line: idOf(b.id) } };
}

const back = (change: Partial<RefundOrderInput>): RefundOrderInput => ({
  ...refundInput.parse({ reason: "cancelled", lines: [] }),
  ...change,
});

async function settleAll(orderId: string) {
  const { rows } = await shop.database.db.execute<{ id: string }>(
    sql`select id from refunds where order_id = ${orderId} and state = 'requested'`,
  );
  for (const { id } of rows) await settleRefund(as(shop, job), id, false);
}

describe("CHK-13 parcels", () => {
  it("CHK-13 MSG-1 an order leaves in parts; its states follow, and each parcel is told once", async () => {
    const order = await sold();
    const first = await packParcel(staff, order.number, { lines: [{ lineId: order.a.line, quantity: 2 }] });
    if (!first.ok) throw new Error(first.code);
    expect((await orderRow(shop, order.id)).state).toBe("processing");
    expect(await shipParcel(staff, order.number, first.value.parcelId, dhl)).toMatchObject({ ok: true });
    expect((await orderRow(shop, order.id)).state).toBe("processing");
    expect(await shipParcel(staff, order.number, first.value.parcelId, dhl)).toMatchObject({
      code: "ILLEGAL_TRANSITION",
    });

    const rest = await packParcel(staff, order.number, { lines: null });
    if (!rest.ok) throw new Error(rest.code);
    expect(await packParcel(staff, order.number, { lines: null })).toEqual({ ok: false, code: "NOTHING_CHOSEN" });
    expect(await shipParcel(staff, order.number, rest.value.parcelId, dhl)).toMatchObject({ ok: true });
    expect((await orderRow(shop, order.id)).state).toBe("shipped");

    const seen = await getTrackedOrder(ctx, order.token);
    expect(seen.parcels.map(({ position, state, lines }) => [position, state, lines.length])).toEqual([
      [1, "shipped", 1],
      [2, "shipped", 2],
    ]);
    expect(seen.parcels[0]?.trackingUrl).toContain("00340434");
    for (const { id } of seen.parcels)
      expect(await deliverParcel(staff, order.number, id, note)).toMatchObject({ ok: true });
    expect((await orderRow(shop, order.id)).state).toBe("delivered");
    expect(await mailsOf(shop, order.id)).toEqual([
      "order_received",
      "order_confirmed",
      "order_shipped",
      "order_shipped",
      "order_delivered",
    ]);
  });

  it("CHK-13 no copy is packed twice, also by two at once; a parcel that has not left can be opened", async () => {
    const order = await sold();
    const both = await Promise.all(
      [1, 2, 3].map(() => packParcel(staff, order.number, { lines: [{ lineId: order.a.line, quantity: 2 }] })),
    );
    expect(both.filter((packed) => packed.ok)).toHaveLength(1);
    expect(both.filter((packed) => !packed.ok && packed.code === "QUANTITY_TOO_MUCH")).toHaveLength(2);
    const parcelId = both.flatMap((packed) => (packed.ok ? [packed.value.parcelId] : []))[0] ?? "";
    expect(await unpackParcel(staff, order.number, parcelId)).toMatchObject({ ok: true });
    await expect(unpackParcel(staff, order.number, parcelId)).rejects.toThrow("parcel not found");
    const again = await packParcel(staff, order.number, { lines: [{ lineId: order.a.line, quantity: 3 }] });
    if (!again.ok) throw new Error(again.code);
    await shipParcel(staff, order.number, again.value.parcelId, dhl);
    expect(await unpackParcel(staff, order.number, again.value.parcelId)).toMatchObject({ code: "ILLEGAL_TRANSITION" });
    expect(await cancelOrder(staff, order.number, note)).toMatchObject({ code: "ILLEGAL_TRANSITION" });
    expect(await cancelTrackedOrder(ctx, order.token)).toMatchObject({ code: "ILLEGAL_TRANSITION" });
  });

  it("CHK-13 an unpaid order is not packed, and a parcel of another order is not found", async () => {
    const book = await aBook(shop);
    const unpaid = await anOrder(ctx, [{ bookId: book.id }]);
    expect(await packParcel(staff, unpaid.number, { lines: null })).toMatchObject({ code: "ILLEGAL_TRANSITION" });
    const order = await sold();
    const packed = await packParcel(staff, order.number, { lines: null });
    if (!packed.ok) throw new Error(packed.code);
    await expect(shipParcel(staff, unpaid.number, packed.value.parcelId, dhl)).rejects.toThrow("parcel not found");
    await expect(shipParcel(staff, order.number, "nonsense", dhl)).rejects.toThrow("parcel not found");
  });
});

describe("CHK-10 refunds by the desk", () => {
  it("CHK-10 CAT-4 a part that is not sent is cancelled, goes back on the shelf, and the rest is shipped", async () => {
    const order = await sold();
    expect(
      await refundOrder(staff, order.number, back({ lines: [{ lineId: order.a.line, quantity: 1, restock: true }] })),
    ).toMatchObject({ ok: true, value: { amountMinor: 1_000 } });
    expect(await stockOf(shop, order.a.id)).toBe(1);
    await settleAll(order.id);
    expect((await orderRow(shop, order.id)).payment_state).toBe("partly_refunded");
    expect(await packParcel(staff, order.number, { lines: [{ lineId: order.a.line, quantity: 3 }] })).toMatchObject({
      code: "QUANTITY_TOO_MUCH",
      left: 2,
    });
    await processOrder(staff, order.number, note);
    await shipOrder(staff, order.number, dhl);
    expect((await orderRow(shop, order.id)).state).toBe("shipped");
    expect((await listInvoices(staff, order.number)).map((paper) => [paper.kind, paper.gross.minor])).toEqual([
      ["invoice", 5_000],
      ["credit_note", 1_000],
    ]);
  });

  it("CHK-10 cancelling every copy by itself ends the order", async () => {
    const order = await sold();
    for (const { line, quantity } of [
      { line: order.a.line, quantity: 3 },
      { line: order.b.line, quantity: 1 },
    ]) {
      expect(
        await refundOrder(staff, order.number, back({ lines: [{ lineId: line, quantity, restock: true }] })),
      ).toMatchObject({ ok: true });
    }
    expect(await orderRow(shop, order.id)).toMatchObject({ state: "cancelled", cancel_reason: "admin" });
    expect(await stockOf(shop, order.a.id)).toBe(3);
  });

  it("CHK-10 what was sent comes back, fit to be sold or not; never more than was sent or paid", async () => {
    const order = await sold();
    await processOrder(staff, order.number, note);
    await shipOrder(staff, order.number, dhl);
    await deliverOrder(staff, order.number, note);
    const returned = (lineId: string, quantity: number, restock: boolean) =>
      refundOrder(staff, order.number, back({ reason: "returned", lines: [{ lineId, quantity, restock }] }));
    expect(await returned(order.a.line, 4, true)).toMatchObject({ code: "QUANTITY_TOO_MUCH", left: 3 });
    const race = await Promise.all([1, 2].map(() => returned(order.a.line, 2, true)));
    expect(race.filter((one) => one.ok)).toHaveLength(1);
    expect(await stockOf(shop, order.a.id)).toBe(2);
    expect(await returned(order.b.line, 1, false)).toMatchObject({ ok: true });
    expect(await stockOf(shop, order.b.id)).toBe(0);
    const refundable = await getRefundable(staff, order.number);
    expect(refundable.left.minor).toBe(1_000);
    expect(refundable.lines.map((line) => line.toReturn)).toEqual([1, 0]);
    const goodwill = (extraMinor: number) => refundOrder(staff, order.number, back({ reason: "goodwill", extraMinor }));
    expect(await goodwill(1_001)).toMatchObject({ code: "REFUND_TOO_MUCH", leftMinor: 1_000 });
    expect(await goodwill(0)).toEqual({ ok: false, code: "NOTHING_CHOSEN" });
    expect(await goodwill(1_000)).toMatchObject({ ok: true });
    await settleAll(order.id);
    expect((await orderRow(shop, order.id)).payment_state).toBe("refunded");
  });

  it("CHK-11 money by other means counts at once, in and out", async () => {
    const book = await aBook(shop, { price: 1_000 });
    const order = await anOrder(ctx, [{ bookId: book.id }]);
    const cash = { means: "cash" as const, note: "at the till" };
    expect(await recordOrderPayment(staff, order.number, { ...cash, amountMinor: 1_000 })).toEqual({
      ok: false,
      code: "AMOUNT_DIFFERS",
      totalMinor: 1_290,
    });
    expect(await recordOrderPayment(staff, order.number, { ...cash, amountMinor: 1_290 })).toMatchObject({ ok: true });
    expect(await recordOrderPayment(staff, order.number, { ...cash, amountMinor: 1_290 })).toEqual({
      ok: false,
      code: "ORDER_NOT_PAYABLE",
    });
    expect(
      await refundOrder(staff, order.number, back({ reason: "goodwill", extraMinor: 90, means: "cash" })),
    ).toMatchObject({
      ok: true,
    });
    expect((await orderRow(shop, order.id)).payment_state).toBe("partly_refunded");
  });
});

describe("CHK-10 the desk", () => {
  it("CHK-10 moves many at once, each by itself, with an answer for each", async () => {
    const [one, two] = [await sold(), await sold()];
    await processOrder(staff, two.number, note);
    expect(await moveOrders(staff, "process", [one.number, two.number, one.number, "99-99999"])).toEqual([
      { number: one.number, result: { ok: true, value: null } },
      { number: two.number, result: { ok: false, code: "ILLEGAL_TRANSITION", state: "processing" } },
      { number: "99-99999", result: { ok: false, code: "NOT_FOUND" } },
    ]);
  });

  it("CHK-10 its notes are its own", async () => {
    const order = await sold();
    await addOrderNote(staff, order.number, { text: "Rang about the dedication." });
    expect((await getOrder(staff, order.number)).notes).toMatchObject([
      { by: "A staff", text: "Rang about the dedication." },
    ]);
    expect((await getTrackedOrder(ctx, order.token)).notes).toEqual([]);
  });

  it.each([
    ["a guest", guest, "UNAUTHENTICATED"],
    ["a customer", person("customer"), "FORBIDDEN"],
  ])("IDN-6 %s may do none of it", async (_, actor, code) => {
    const other = as(shop, actor);
    const acts = [
      () => packParcel(other, "1", { lines: null }),
      () => unpackParcel(other, "1", "1"),
      () => shipParcel(other, "1", "1", dhl),
      () => deliverParcel(other, "1", "1", note),
      () => refundOrder(other, "1", back({})),
      () => getRefundable(other, "1"),
      () => recordOrderPayment(other, "1", { means: "cash", note: null, amountMinor: 1 }),
      () => addOrderNote(other, "1", { text: "x" }),
      () => moveOrders(other, "process", []),
      () => revokeTrackingLinks(other, "1"),
      () => listInvoices(other, "1"),
    ];
    for (const act of acts) await expect(act()).rejects.toThrow(code);
  });
});

describe("CHK-9 links", () => {
  it("CHK-9 open nothing once they are revoked or over their time; a new mail brings one that does", async () => {
    const order = await sold();
    await revokeTrackingLinks(staff, order.number);
    await expect(getTrackedOrder(ctx, order.token)).rejects.toThrow("order not found");
    await requestTrackingLink(ctx, { number: order.number, email: "aoife@example.org" });
    const fresh = await ensureTrackingLink(as(shop, job), order.id);
    expect(fresh).not.toBe(order.token);
    expect((await getTrackedOrder(ctx, fresh)).number).toBe(order.number);
    await shop.database.db.execute(
      sql`update order_links set expires_at = now() - interval '1 second' where order_id = ${order.id}`,
    );
    await expect(getTrackedOrder(ctx, fresh)).rejects.toThrow("order not found");
  });

  it("CHK-9 CHK-7 once they are revoked, a payment tried again leads back by the new one, and the page that knows the old one is closed", async () => {
    const book = await aBook(shop);
    const order = await anOrder(ctx, [{ bookId: book.id }]);
    const before = await sessionOf(ctx, order.id);
    await revokeTrackingLinks(staff, order.number);
    const { rows } = await ctx.db.execute(
      sql`select 1 from pgboss.job where name = 'close-session' and data ->> 'sessionRef' = ${before}`,
    );
    expect(rows).toHaveLength(1);
    const after = await sessionOf(ctx, order.id);
    expect(after).not.toBe(before);
    const page = await findDemoSession(ctx, after);
    const fresh = page?.cancelUrl.split("/").at(-1) ?? "";
    expect(page?.successUrl).toBe(`http://shop.test/pay/return/${fresh}`);
    expect((await getTrackedOrder(ctx, fresh)).number).toBe(order.number);
    await expect(getTrackedOrder(ctx, order.token)).rejects.toThrow("order not found");
    // somebody had paid there already
    expect(await decideDemoSession(ctx, before, "pay")).toMatchObject({ ok: true });
    expect((await orderRow(shop, order.id)).state).toBe("paid");
  });

  it("CHK-9 its holder orders everything once more, and is told what changed", async () => {
    const order = await sold();
    await shop.database.db.execute(
      sql`insert into stock_movements (id, book_id, delta, reason, actor_kind) values (gen_random_uuid(), ${order.a.id}, 2, 'restock', 'system')`,
    );
    await shop.database.db.execute(sql`update books set price_minor = 1100 where id = ${order.a.id}`);
    const again = await reorderTracked(ctx, order.token, null);
    if (!again.ok) throw new Error(again.code);
    expect(again.value.missing).toMatchObject([
      { bookId: order.a.id, quantity: 1 },
      { bookId: order.b.id, quantity: 1 },
    ]);
    expect(again.value.repriced).toMatchObject([
      { bookId: order.a.id, before: { minor: 1_000 }, now: { minor: 1_100 } },
    ]);
  });
});
