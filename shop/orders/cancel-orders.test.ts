import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { refundsIn } from "../../tests/refunds.ts";
import {
  aBook,
  anOrder,
  as,
  guest,
  mailsOf,
  openTestShop,
  orderRow,
  pay,
  person,
  sessionOf,
  stockOf,
} from "../../tests/world.ts";
import { decideDemoSession } from "../payments/index.ts";
import {
  cancelOrder,
  cancelTrackedOrder,
  getOrder,
  getTrackedOrder,
  refillFromOrder,
  requestTrackingLink,
} from "./index.ts";

const shop = openTestShop();
const ctx = as(shop, guest);
const staff = as(shop, person("staff"));
const note = { note: null };
const { refundsOf, settleAll } = refundsIn(shop);

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
