import { sql } from "drizzle-orm";
import { Client } from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { until, withClient } from "../../tests/database.ts";
import { anOrderAtStripe, openStripeShop, post, refundsOf, settleAll } from "../../tests/stripe/shop.ts";
import { anAccount, as, letExpire, mailsOf, orderRow, person, stockOf } from "../../tests/world.ts";
import { checkInvariants } from "../../ops/check-invariants.ts";
import { payOrder } from "../checkout/index.ts";
import {
  cancelMyOrder,
  cancelOrder,
  cancelTrackedOrder,
  deliverOrder,
  expireOrders,
  getOrder,
  packParcel,
  processOrder,
  recordOrderPayment,
  refundOrder,
  shipOrder,
} from "./index.ts";
import { refundInput } from "./model.ts";

const { stripe, shop, buyer, worker } = await openStripeShop();
afterAll(() => stripe.stop());

const url = process.env.DATABASE_URL ?? "";
const [one, two] = [as(shop, person("staff")), as(shop, person("admin"))];
const note = { note: null };
const parcel = { carrier: "DHL", trackingNumber: "0034 0434", note: null };

type Order = Awaited<ReturnType<typeof placed>>;
const placed = () => anOrderAtStripe(buyer);
async function paid() {
  const order = await placed();
  await post(shop, stripe.books.pay(order.session));
  return order;
}
async function processing() {
  const order = await paid();
  await processOrder(one, order.number, note);
  return order;
}
async function shipped() {
  const order = await processing();
  await shipOrder(one, order.number, parcel);
  return order;
}
async function due() {
  const order = await placed();
  await letExpire(shop, order.id);
  return order;
}

/** What came of an act: "done", or the code it was refused with and the state it was told. */
type Act = (order: Order) => Promise<string>;
const told =
  (act: (order: Order) => Promise<{ ok: boolean; code?: string; state?: string }>): Act =>
  async (order) => {
    const { ok, code = "", state } = await act(order);
    return ok ? "done" : [code, state].filter(Boolean).join(" ");
  };
const webhook: Act = (order) => told(() => post(shop, stripe.books.pay(order.session)))(order);
const expiry: Act = async () => ((await expireOrders(worker)) === 1 ? "done" : "nothing to do");
const byLink = told(({ token }) => cancelTrackedOrder(buyer, token));
const byDesk = (desk = two) => told(({ number }) => cancelOrder(desk, number, note));
const byHand = told(({ number }) => recordOrderPayment(one, number, { means: "cash", note: null, amountMinor: 1_540 }));

/**
 * Both stand at the order's door before either is let in, on connections of their own: whoever came first goes first.
 */
async function atOnce(order: Order, first: Act, second: Act): Promise<[string, string]> {
  const door = new Client({ connectionString: url });
  await door.connect();
  try {
    await door.query("begin");
    await door.query("select 1 from orders where id = $1 for update", [order.id]);
    const waits = async (many: number) => {
      const { rows } = await door.query<{ n: number }>(
        `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return rows[0]?.n === many;
    };
    const a = first(order);
    expect(await until(() => waits(1), 20_000), "the first one waits").toBe(true);
    const b = second(order);
    expect(await until(() => waits(2), 20_000), "and so does the second").toBe(true);
    await door.query("commit");
    return [await a, await b];
  } finally {
    await door.end();
  }
}

const sound = () => withClient(url, async (client) => expect(await checkInvariants(client)).toEqual([]));
const timesIn = (codes: readonly string[], code: string) => codes.filter((each) => each === code).length;

describe("CHK-8 of two who want the same order at once, one wins and the other is told", () => {
  const twice: [
    what: string,
    from: () => Promise<Order>,
    first: Act,
    second: Act,
    answers: [string, string],
    state: string,
  ][] = [
    [
      "two booksellers begin to pack",
      paid,
      told((o) => processOrder(one, o.number, note)),
      told((o) => processOrder(two, o.number, note)),
      ["done", "ILLEGAL_TRANSITION processing"],
      "processing",
    ],
    [
      "two booksellers put the same copy in a parcel",
      processing,
      told((o) => packParcel(one, o.number, { lines: null })),
      told((o) => packParcel(two, o.number, { lines: null })),
      ["done", "NOTHING_CHOSEN"],
      "processing",
    ],
    [
      "two booksellers ship",
      processing,
      told((o) => shipOrder(one, o.number, parcel)),
      told((o) => shipOrder(two, o.number, parcel)),
      ["done", "ILLEGAL_TRANSITION shipped"],
      "shipped",
    ],
    [
      "two booksellers deliver",
      shipped,
      told((o) => deliverOrder(one, o.number, note)),
      told((o) => deliverOrder(two, o.number, note)),
      ["done", "ILLEGAL_TRANSITION delivered"],
      "delivered",
    ],
    ["two booksellers cancel", paid, byDesk(one), byDesk(two), ["done", "ILLEGAL_TRANSITION cancelled"], "cancelled"],
    [
      "one ships, one cancels",
      processing,
      told((o) => shipOrder(one, o.number, parcel)),
      byDesk(),
      ["done", "ILLEGAL_TRANSITION shipped"],
      "shipped",
    ],
    [
      "one cancels, one ships",
      processing,
      byDesk(),
      told((o) => shipOrder(one, o.number, parcel)),
      ["done", "ILLEGAL_TRANSITION cancelled"],
      "cancelled",
    ],
    [
      "one ships, the customer cancels",
      processing,
      told((o) => shipOrder(one, o.number, parcel)),
      byLink,
      ["done", "ILLEGAL_TRANSITION shipped"],
      "shipped",
    ],
    [
      "the customer cancels, one ships",
      processing,
      byLink,
      told((o) => shipOrder(one, o.number, parcel)),
      ["done", "ILLEGAL_TRANSITION cancelled"],
      "cancelled",
    ],
    [
      "the customer cancels, one begins to pack",
      paid,
      byLink,
      told((o) => processOrder(one, o.number, note)),
      ["done", "ILLEGAL_TRANSITION cancelled"],
      "cancelled",
    ],
    [
      "the customer cancels in two windows",
      paid,
      byLink,
      byLink,
      ["done", "ILLEGAL_TRANSITION cancelled"],
      "cancelled",
    ],
    ["the customer cancels, its time is over", due, byLink, expiry, ["done", "nothing to do"], "cancelled"],
    [
      "its time is over, the customer cancels",
      due,
      expiry,
      byLink,
      ["done", "ILLEGAL_TRANSITION cancelled"],
      "cancelled",
    ],
    ["its time is over, for two workers", due, expiry, expiry, ["done", "nothing to do"], "cancelled"],
    [
      "the customer cancels, and asks to pay",
      placed,
      byLink,
      told((o) => payOrder(buyer, o.id)),
      ["done", "ORDER_NOT_PAYABLE"],
      "cancelled",
    ],
  ];
  it.each(twice)("CHK-8 CHK-9 %s", async (_what, from, first, second, answers, state) => {
    const order = await from();
    expect(await atOnce(order, first, second)).toEqual(answers);
    expect((await orderRow(shop, order.id)).state).toBe(state);
    const { history } = await getOrder(one, order.number);
    expect(history.filter(({ to, from: was }) => to === state && was !== state)).toHaveLength(1);
    expect(await stockOf(shop, order.book.id)).toBe(state === "cancelled" ? 10 : 9);
    const mails = await mailsOf(shop, order.id);
    expect(timesIn(mails, "order_cancelled")).toBe(state === "cancelled" ? 1 : 0);
    expect(timesIn(mails, "order_shipped")).toBe(state === "shipped" || state === "delivered" ? 1 : 0);
    const refunds = await refundsOf(buyer, order.id);
    expect(refunds).toHaveLength(state === "cancelled" && history.some(({ to }) => to === "paid") ? 1 : 0);
    await sound();
  });

  it("CHK-8 a customer with an account and a bookseller cancel", async () => {
    const order = await paid();
    const { id, actor } = await anAccount(shop);
    await buyer.db.execute(sql`update orders set user_id = ${id} where id = ${order.id}`);
    const mine = told(({ number }) => cancelMyOrder(as(shop, actor), number));
    expect(await atOnce(order, mine, byDesk())).toEqual(["done", "ILLEGAL_TRANSITION cancelled"]);
    expect(await refundsOf(buyer, order.id)).toHaveLength(1);
    await sound();
  });

  it("CHK-10 two booksellers give the same money back: it goes once", async () => {
    const order = await paid();
    const back = (desk: typeof one) =>
      told(({ number }) =>
        refundOrder(desk, number, refundInput.parse({ reason: "goodwill", lines: [], extraMinor: 1_000 })),
      );
    expect(await atOnce(order, back(one), back(two))).toEqual(["done", "REFUND_TOO_MUCH"]);
    expect(await refundsOf(buyer, order.id)).toMatchObject([{ amount_minor: 1_000 }]);
    await sound();
  });
});

describe("CHK-7 CHK-8 money and a decision at once: an announcement is never refused, and never lost", () => {
  const money: [
    what: string,
    from: () => Promise<Order>,
    first: Act,
    second: Act,
    answers: [string, string],
    state: string,
    goesBack: string[],
  ][] = [
    [
      "the webhook, then a bookseller who writes down cash",
      placed,
      webhook,
      byHand,
      ["done", "ORDER_NOT_PAYABLE"],
      "paid",
      [],
    ],
    [
      "a bookseller who writes down cash, then the webhook",
      placed,
      byHand,
      webhook,
      ["done", "done"],
      "paid",
      ["duplicate_payment"],
    ],
    [
      "the webhook, then a bookseller who cancels",
      placed,
      webhook,
      byDesk(),
      ["done", "done"],
      "cancelled",
      ["cancelled"],
    ],
    [
      "a bookseller who cancels, then the webhook",
      placed,
      byDesk(),
      webhook,
      ["done", "done"],
      "cancelled",
      ["late_payment"],
    ],
    [
      "the webhook, then the customer who cancels",
      placed,
      webhook,
      byLink,
      ["done", "done"],
      "cancelled",
      ["cancelled"],
    ],
    [
      "the customer who cancels, then the webhook",
      placed,
      byLink,
      webhook,
      ["done", "done"],
      "cancelled",
      ["late_payment"],
    ],
    ["the webhook, then expiry", due, webhook, expiry, ["done", "nothing to do"], "paid", []],
    ["expiry, then the webhook", due, expiry, webhook, ["done", "done"], "paid", []],
    [
      "the webhook, then a second try",
      placed,
      webhook,
      told((o) => payOrder(buyer, o.id)),
      ["done", "ORDER_NOT_PAYABLE"],
      "paid",
      [],
    ],
  ];
  it.each(money)("CHK-7 CHK-8 %s", async (_what, from, first, second, answers, state, goesBack) => {
    const order = await from();
    expect(await atOnce(order, first, second)).toEqual(answers);
    expect((await orderRow(shop, order.id)).state).toBe(state);
    expect((await refundsOf(buyer, order.id)).map(({ reason }) => reason)).toEqual(goesBack);
    await settleAll(worker, order.id);
    expect((await refundsOf(buyer, order.id)).every((refund) => refund.state === "succeeded")).toBe(true);
    expect(stripe.books.refundedOf(stripe.books.sessions.get(order.session)?.payment_intent ?? "")).toBe(
      goesBack.length * 1_540,
    );
    expect(await stockOf(shop, order.book.id)).toBe(state === "cancelled" ? 10 : 9);
    const mails = await mailsOf(shop, order.id);
    expect(timesIn(mails, "order_confirmed")).toBe(
      (await getOrder(one, order.number)).history.some(({ to }) => to === "paid") ? 1 : 0,
    );
    expect(timesIn(mails, "refund_sent")).toBe(goesBack.length);
    await sound();
  });
});
