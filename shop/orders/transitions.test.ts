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
import { payOrder } from "../checkout/index.ts";
import { decideDemoSession } from "../payments/index.ts";
import {
  cancelOrder,
  cancelTrackedOrder,
  deliverOrder,
  expireOrders,
  getOrder,
  packParcel,
  processOrder,
  recordOrderPayment,
  shipOrder,
  shipParcel,
} from "./index.ts";
import { cancelReasons, orderCan, orderStates, paymentStates, transitions, type OrderAct } from "./model.ts";

const shop = openTestShop();
const ctx = as(shop, guest);
const staff = as(shop, person("staff"));
const worker = as(shop, job);
const note = { note: null };
const parcel = { carrier: "DHL", trackingNumber: "0034 0434", note: null };

type Order = Awaited<ReturnType<typeof anOrder>> & { bookId: string; session: string };

/** An order of two copies at its beginning, with a page at the gateway that stays open. */
async function placed(): Promise<Order> {
  const book = await aBook(shop, { stock: 2 });
  const order = await anOrder(ctx, [{ bookId: book.id, quantity: 2 }]);
  return { ...order, bookId: book.id, session: await sessionOf(ctx, order.id) };
}

/** Every place an order can stand in, and how it gets there. */
const places = {
  pending_payment: async () => {},
  paid: async ({ id }) => pay(ctx, id),
  processing: async (order) => {
    await places.paid(order);
    await processOrder(staff, order.number, note);
  },
  /** One copy has left, the other is to be packed. */
  partly_shipped: async (order) => {
    await places.paid(order);
    const [line] = (await getOrder(staff, order.number)).lines;
    const packed = await packParcel(staff, order.number, { lines: [{ lineId: line?.id ?? "", quantity: 1 }] });
    if (packed.ok) await shipParcel(staff, order.number, packed.value.parcelId, parcel);
  },
  shipped: async (order) => {
    await places.processing(order);
    await shipOrder(staff, order.number, parcel);
  },
  delivered: async (order) => {
    await places.shipped(order);
    await deliverOrder(staff, order.number, note);
  },
  cancelled: async ({ token }) => {
    await cancelTrackedOrder(ctx, token);
  },
  refunded: async (order) => {
    await places.paid(order);
    await cancelTrackedOrder(ctx, order.token);
  },
  expired: async ({ id }) => {
    await letExpire(shop, id);
    await expireOrders(worker);
  },
} satisfies Record<string, (order: Order) => Promise<void>>;
type Place = keyof typeof places;

const outcome = async (result: Promise<{ ok: boolean; code?: string }>) => {
  const { ok, code = "" } = await result;
  return ok ? "done" : code;
};

/** Everything that moves an order, through its own door. */
const acts = {
  askToPay: ({ id }) => outcome(payOrder(ctx, id)),
  payByHand: ({ number }) =>
    outcome(recordOrderPayment(staff, number, { means: "cash", note: null, amountMinor: 2_790 })),
  process: ({ number }) => outcome(processOrder(staff, number, note)),
  pack: ({ number }) => outcome(packParcel(staff, number, { lines: null })),
  ship: ({ number }) => outcome(shipOrder(staff, number, parcel)),
  deliver: ({ number }) => outcome(deliverOrder(staff, number, note)),
  cancelAtDesk: ({ number }) => outcome(cancelOrder(staff, number, note)),
  cancelByLink: ({ token }) => outcome(cancelTrackedOrder(ctx, token)),
  expire: async ({ id }) => {
    await letExpire(shop, id);
    return (await expireOrders(worker)) === 1 ? "done" : "ILLEGAL_TRANSITION";
  },
} satisfies Record<string, (order: Order) => Promise<string>>;
type Act = keyof typeof acts;

/** CHK-8 as a table: where an act leads from a place. What is not here is unlawful. */
const lawful: Record<Place, Partial<Record<Act, string>>> = {
  pending_payment: {
    askToPay: "pending_payment",
    payByHand: "paid",
    cancelAtDesk: "cancelled",
    cancelByLink: "cancelled",
    expire: "cancelled",
  },
  paid: { process: "processing", pack: "processing", cancelAtDesk: "cancelled", cancelByLink: "cancelled" },
  processing: { pack: "processing", ship: "shipped", cancelAtDesk: "cancelled", cancelByLink: "cancelled" },
  partly_shipped: { pack: "processing", ship: "shipped" },
  shipped: { deliver: "delivered" },
  delivered: {},
  cancelled: {},
  refunded: {},
  expired: { payByHand: "paid" },
};

/** With what code an act is refused where it is unlawful. */
const refusal: Partial<Record<Act, string>> = { askToPay: "ORDER_NOT_PAYABLE", payByHand: "ORDER_NOT_PAYABLE" };

const traces = async (order: Order) => {
  const { rows } = await ctx.db.execute<{ history: number; refunds: number; audited: number }>(sql`
    select (select count(*)::int from order_history where order_id = ${order.id}) as history,
      (select count(*)::int from refunds where order_id = ${order.id}) as refunds,
      (select count(*)::int from audit_entries where subject_id = ${order.id}) as audited`);
  const { state, payment_state } = await orderRow(shop, order.id);
  return {
    ...rows[0],
    state,
    payment_state,
    stock: await stockOf(shop, order.bookId),
    mails: await mailsOf(shop, order.id),
  };
};

describe("CHK-8 every act from every place", () => {
  describe.each(Object.keys(places) as Place[])("%s", (place) => {
    it.each(Object.keys(acts) as Act[])(`CHK-8 from ${place}: %s`, async (act) => {
      const order = await placed();
      await places[place](order);
      const before = await traces(order);
      const leads = lawful[place][act];
      const answer = await acts[act](order);
      if (leads !== undefined) {
        expect(answer).toBe("done");
        expect((await orderRow(shop, order.id)).state).toBe(leads);
        return;
      }
      expect(answer).toBe(refusal[act] ?? "ILLEGAL_TRANSITION");
      expect(await traces(order)).toEqual(before);
    });

    it(`CHK-7 CHK-8 from ${place}: the gateway's money`, async () => {
      const order = await placed();
      await places[place](order);
      const { state } = await orderRow(shop, order.id);
      const paysIt = place === "pending_payment" || place === "expired";
      // an announcement is never refused; where the order was paid, it is the same money told once more
      expect((await decideDemoSession(ctx, order.session, "pay")).ok).toBe(true);
      expect((await orderRow(shop, order.id)).state).toBe(paysIt ? "paid" : state);
      const { rows } = await ctx.db.execute<{ reason: string }>(
        sql`select reason from refunds where order_id = ${order.id}`,
      );
      const back = { cancelled: ["late_payment"], refunded: ["cancelled"] };
      expect(rows.map(({ reason }) => reason)).toEqual(back[place as keyof typeof back] ?? []);
    });
  });
});

describe("CHK-8 the table itself", () => {
  const starts: Record<OrderAct, (o: Parameters<typeof orderCan.pay>[0]) => boolean> = {
    pay: (o) => o.state === "pending_payment",
    revive: (o) => o.state === "cancelled" && o.cancelReason === "expired",
    process: (o) => o.state === "paid" && ["paid", "partly_refunded"].includes(o.paymentState),
    ship: (o) => o.state === "processing",
    deliver: (o) => o.state === "shipped",
    cancel: (o) => ["pending_payment", "paid", "processing"].includes(o.state) && !o.partlyShipped,
    expire: (o) => o.state === "pending_payment",
  };

  it("CHK-8 allows what it says, in every state of order and money, and nothing else", () => {
    for (const state of orderStates)
      for (const paymentState of paymentStates)
        for (const cancelReason of [null, ...cancelReasons])
          for (const partlyShipped of [false, true])
            for (const act of Object.keys(transitions) as OrderAct[]) {
              const order = { state, paymentState, cancelReason, partlyShipped };
              expect(orderCan[act](order), `${act} ${JSON.stringify(order)}`).toBe(starts[act](order));
            }
  });

  it("CHK-8 an order whose money is in dispute, or gone, is not packed", async () => {
    for (const state of ["disputed", "refunded"]) {
      const order = await placed();
      await places.paid(order);
      await ctx.db.execute(sql`update orders set payment_state = ${state} where id = ${order.id}`);
      expect(await outcome(processOrder(staff, order.number, note))).toBe("ILLEGAL_TRANSITION");
      expect(await outcome(packParcel(staff, order.number, { lines: null }))).toBe("ILLEGAL_TRANSITION");
      await ctx.db.execute(sql`update orders set payment_state = 'paid' where id = ${order.id}`);
    }
  });
});
