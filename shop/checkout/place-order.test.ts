import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import {
  aBook,
  aCart,
  address,
  as,
  guest,
  job,
  mailsOf,
  openTestShop,
  orderRow,
  stockOf,
  stockUp,
  submission,
} from "../../tests/world.ts";
import { addToCart, countCart, getCart, setQuantity } from "../cart/index.ts";
import { registerInput } from "../identity/model.ts";
import { getOrderById, getTrackedOrder, mailOn, trackingToken } from "../orders/index.ts";
import { trackingRequest } from "../orders/model.ts";
import { placeOrderInput } from "./model.ts";
import { flatRates, listQuotes, placeOrder, quoteCheckout, quotePickup } from "./index.ts";

const shop = openTestShop();
const ctx = as(shop, guest);
const correct = (bookId: string, copies: number) =>
  ctx.db.execute(sql`
    insert into stock_movements (id, book_id, delta, reason, actor_kind) values (gen_random_uuid(), ${bookId}, ${copies}, 'correction', 'system')`);

describe("CHK-1 placing an order", () => {
  it("CHK-1 CHK-6 CHK-9 snapshots lines, prices and address, takes the copies, clears the cart, and is followed by a link", async () => {
    const [a, b] = [
      await aBook(shop, { price: 1_690, stock: 5, title: "Stoner" }),
      await aBook(shop, { price: 500, stock: 2 }),
    ];
    const token = await aCart(ctx, [{ bookId: a.id, quantity: 2 }, { bookId: b.id }]);
    const placed = await placeOrder(ctx, token, await submission(ctx, token));
    if (!placed.ok) throw new Error(placed.code);
    expect(placed.value.replayed).toBe(false);
    await ctx.db.execute(sql`update books set price_minor = 9999, title = 'Changed' where id = ${a.id}`);

    const order = await getTrackedOrder(ctx, trackingToken(ctx, placed.value.orderId));
    expect(order).toMatchObject({
      state: "pending_payment",
      paymentState: "unpaid",
      email: address.email,
      shipTo: {
        name: "Aoife Dunne",
        line1: "Karl-Heine-Straße 31",
        line2: null,
        postcode: "04229",
        city: "Leipzig",
        country: "DE",
      },
      subtotal: { minor: 3_880 },
      shipping: { minor: 290 },
      total: { minor: 4_170, currency: "EUR" },
      lines: [
        { title: "Stoner", quantity: 2, unitPrice: { minor: 1_690 }, lineTotal: { minor: 3_380 } },
        { quantity: 1, lineTotal: { minor: 500 } },
      ],
      history: [{ from: null, to: "pending_payment", by: "customer" }],
    });
    expect(order.number).toMatch(/^\d{2}-\d{5,}$/);
    expect([await stockOf(shop, a.id), await stockOf(shop, b.id)]).toEqual([3, 1]);
    expect(await countCart(ctx, token)).toBe(0);
  });

  it("MSG-2 MSG-7 CHK-1 the receipt is in the outbox with it, the confirmation not yet", async () => {
    const book = await aBook(shop);
    const token = await aCart(ctx, [{ bookId: book.id }]);
    const placed = await placeOrder(ctx, token, await submission(ctx, token));
    expect(placed.ok && (await mailsOf(shop, placed.value.orderId))).toEqual(["order_received"]);
  });

  /** Everything an order writes, counted. */
  const counts = async () =>
    (
      await ctx.db
        .execute(sql`select (select count(*) from orders) as orders, (select count(*) from order_lines) as lines,
        (select count(*) from mails) as mails, (select count(*) from events) as events, (select count(*) from payments) as payments,
        (select count(*) from pgboss.job) as jobs, (select count(*) from idempotency_keys) as keys,
        (select count(*) from order_links) as links, (select count(*) from order_history) as history`)
    ).rows[0];

  it("CHK-1 refuses what is short, says what there is, and leaves the cart as it was", async () => {
    const [a, b] = [await aBook(shop, { stock: 5 }), await aBook(shop, { stock: 2 })];
    const token = await aCart(ctx, [{ bookId: a.id }, { bookId: b.id, quantity: 2 }]);
    const input = await submission(ctx, token);
    await correct(b.id, -1);
    const before = await counts();
    expect(await placeOrder(ctx, token, input)).toEqual({
      ok: false,
      code: "OUT_OF_STOCK",
      short: [{ bookId: b.id, available: 1 }],
    });
    expect(await counts()).toEqual(before);
    expect(await getCart(ctx, token)).toMatchObject({ count: 3, version: input.cartVersion });
  });

  it.each([
    ["the last copy", (id: string) => correct(id, -1), "OUT_OF_STOCK"],
    [
      "the price",
      (id: string) => ctx.db.execute(sql`update books set price_minor = 1 where id = ${id}`),
      "TOTAL_CHANGED",
    ],
  ])(
    "CHK-1 MSG-2 %s gone between look and lock: refused at the very end, and nothing is left behind",
    async (_, act, code) => {
      const [a, b] = [await aBook(shop, { stock: 5 }), await aBook(shop, { stock: 1 })];
      const token = await aCart(ctx, [{ bookId: a.id }, { bookId: b.id }]);
      const input = await submission(ctx, token);
      const before = await counts();
      // somebody is quicker, while this order is being written
      const interrupted = as(
        {
          ...shop,
          subscribers: {
            ...shop.subscribers,
            "order.placed": [mailOn("order.placed"), async () => void (await act(b.id))],
          },
        },
        guest,
      );
      expect(await placeOrder(interrupted, token, input)).toMatchObject({ ok: false, code });
      expect(await counts()).toEqual(before);
      expect(await getCart(ctx, token)).toMatchObject({ count: 2, version: input.cartVersion });
      expect(await stockOf(shop, a.id)).toBe(5);
    },
  );

  it("CHK-1 refuses an empty cart, no cart, and somebody else's idea of one", async () => {
    const input = { ...address, delivery: "shipping", cartVersion: 1, seenTotal: 0 } as const;
    expect(await placeOrder(ctx, null, input)).toEqual({ ok: false, code: "CART_EMPTY" });
    expect(await placeOrder(ctx, "x".repeat(43), input)).toEqual({ ok: false, code: "CART_EMPTY" });
    const book = await aBook(shop);
    const token = await aCart(ctx, [{ bookId: book.id }]);
    await setQuantity(ctx, token, { bookId: book.id, quantity: 0 });
    const { version } = await getCart(ctx, token);
    expect(await placeOrder(ctx, token, { ...input, cartVersion: version })).toEqual({ ok: false, code: "CART_EMPTY" });
  });

  it("CHK-1 refuses a book that was archived meanwhile as not to be had", async () => {
    const book = await aBook(shop);
    const token = await aCart(ctx, [{ bookId: book.id }]);
    const input = await submission(ctx, token);
    await ctx.db.execute(sql`update books set archived_at = now() where id = ${book.id}`);
    expect(await placeOrder(ctx, token, input)).toMatchObject({ code: "OUT_OF_STOCK", short: [{ available: 0 }] });
  });
});

describe("CHK-3 the same submission twice", () => {
  it("CHK-3 one after the other, and at once, make one order", async () => {
    const book = await aBook(shop, { stock: 10 });
    const token = await aCart(ctx, [{ bookId: book.id }]);
    const input = await submission(ctx, token);
    const answers = await Promise.all(Array.from({ length: 8 }, () => placeOrder(ctx, token, input)));
    const later = await placeOrder(ctx, token, input);
    const ids = new Set([...answers, later].map((answer) => (answer.ok ? answer.value.orderId : answer.code)));
    expect(ids.size).toBe(1);
    expect(answers.filter((answer) => answer.ok && !answer.value.replayed)).toHaveLength(1);
    expect(await stockOf(shop, book.id)).toBe(9);
  });

  it("CHK-3 a cart that changed asks again, and an old form does not order the new cart", async () => {
    const [a, b] = [await aBook(shop), await aBook(shop)];
    const token = await aCart(ctx, [{ bookId: a.id }]);
    const input = await submission(ctx, token);
    await addToCart(ctx, token, { bookId: b.id, quantity: 1 });
    expect(await placeOrder(ctx, token, input)).toEqual({ ok: false, code: "CART_CHANGED" });
    const again = await placeOrder(ctx, token, await submission(ctx, token));
    expect(again.ok).toBe(true);
    expect(await placeOrder(ctx, token, input)).toEqual({ ok: false, code: "CART_EMPTY" });
  });

  it("CHK-3 the next cart of the same guest is a new order", async () => {
    const book = await aBook(shop);
    const token = await aCart(ctx, [{ bookId: book.id }]);
    const first = await placeOrder(ctx, token, await submission(ctx, token));
    await addToCart(ctx, token, { bookId: book.id, quantity: 1 });
    const second = await placeOrder(ctx, token, await submission(ctx, token));
    expect(first.ok && second.ok && first.value.orderId !== second.value.orderId).toBe(true);
  });
});

describe("CHK-6 what was shown is what is charged", () => {
  it("CHK-6 a price or a total from the client is compared, never believed", async () => {
    const book = await aBook(shop, { price: 1_000 });
    const token = await aCart(ctx, [{ bookId: book.id }]);
    const input = await submission(ctx, token);
    expect(await placeOrder(ctx, token, { ...input, seenTotal: 1 })).toMatchObject({
      code: "TOTAL_CHANGED",
      total: { minor: 1_290 },
    });
    await ctx.db.execute(sql`update books set price_minor = 1100 where id = ${book.id}`);
    expect(await placeOrder(ctx, token, input)).toMatchObject({ code: "TOTAL_CHANGED", total: { minor: 1_390 } });
    const placed = await placeOrder(ctx, token, await submission(ctx, token));
    expect(placed.ok).toBe(true);
  });

  it("CHK-5 CHK-6 delivery elsewhere than shown is told first", async () => {
    const book = await aBook(shop, { price: 1_000 });
    const token = await aCart(ctx, [{ bookId: book.id }]);
    const home = await submission(ctx, token);
    expect(
      await placeOrder(ctx, token, { ...home, delivery: "shipping", country: "IE", postcode: "D02 AF30" }),
    ).toMatchObject({
      code: "TOTAL_CHANGED",
      total: { minor: 1_990 },
    });
    expect(await placeOrder(ctx, token, { ...home, delivery: "shipping", country: "AQ" })).toEqual({
      ok: false,
      code: "COUNTRY_NOT_SERVED",
    });
  });
});

describe("CHK-5 delivery", () => {
  const rates = flatRates({
    pickup: { offered: false },
    zones: [
      { code: "a", countries: ["DE"], flatMinor: 290, freeFromMinor: 4_000, days: { from: 1, to: 3 } },
      { code: "b", countries: ["US", "CA"], flatMinor: 1_990, freeFromMinor: null, days: { from: 7, to: 14 } },
    ],
  });
  const quote = (country: string, minor: number) => rates.quote({ country, subtotal: { minor, currency: "EUR" } });

  it("CHK-5 costs a flat rate a zone, nothing from the threshold on", () => {
    expect(quote("DE", 3_999)).toMatchObject({ price: { minor: 290 }, freeIn: { minor: 1 } });
    expect(quote("DE", 4_000)).toMatchObject({ price: { minor: 0 }, freeIn: null });
    expect(quote("CA", 99_999)).toMatchObject({ price: { minor: 1_990 }, freeIn: null });
    expect(quote("AQ", 1)).toBeNull();
  });

  it("CHK-5 is shown before paying, for every country the shop delivers to", async () => {
    const subtotal = { minor: 1_000, currency: "EUR" };
    const goods = { subtotal, lines: [{ format: "paperback", lineTotal: subtotal }] };
    const quotes = await listQuotes(ctx, goods);
    expect(quotes.map((q) => q.country)).toEqual(expect.arrayContaining(["DE", "AT", "IE", "US"]));
    for (const q of quotes) {
      expect(q.total.minor).toBe(subtotal.minor + q.shipping.minor);
      expect(await quoteCheckout(ctx, goods, q.country)).toEqual(q);
    }
    expect(await quoteCheckout(ctx, goods, "AQ")).toBeNull();
  });
});

describe("CHK-4 the checkout form", () => {
  const form = { ...address, line2: "", cartVersion: "3", seenTotal: "1290" };
  const fieldsOf = (change: Record<string, unknown>) => {
    const parsed = placeOrderInput.safeParse({ ...form, ...change });
    return parsed.success ? [] : [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
  };

  it("CHK-4 takes a guest's address and normalises it", () => {
    expect(placeOrderInput.parse({ ...form, email: " Aoife@Example.ORG ", name: "  Aoife Dunne " })).toMatchObject({
      email: "aoife@example.org",
      name: "Aoife Dunne",
      line2: null,
      cartVersion: 3,
      seenTotal: 1_290,
    });
  });

  it.each([
    ["leser@bücher.example", "leser@xn--bcher-kva.example"],
    ["leser@bu\u0308cher.example", "leser@xn--bcher-kva.example"],
    ["ines@пример.рф", "ines@xn--e1afmkfd.xn--p1ai"],
    ["Smith&Sons/books=1@Example.org", "smith&sons/books=1@example.org"],
  ])(
    "CHK-4 IDN-1 CHK-9 %s, which an account may have, orders and asks for its order in the same form",
    (typed, known) => {
      expect(registerInput.shape.email.parse(typed)).toBe(known);
      expect(placeOrderInput.parse({ ...form, email: typed }).email).toBe(known);
      expect(trackingRequest.parse({ number: "26-01001", email: typed }).email).toBe(known);
    },
  );

  it("CHK-4 refuses by field", () => {
    expect(fieldsOf({ email: "aoife@exampleorg" })).toEqual(["email"]);
    expect(fieldsOf({ postcode: "0422" })).toEqual(["postcode"]);
    expect(fieldsOf({ country: "IE", postcode: "04229" })).toEqual(["postcode"]);
    expect(fieldsOf({ email: "aoife@exampleorg", city: "", postcode: "0422" }).sort()).toEqual([
      "city",
      "email",
      "postcode",
    ]);
    expect(fieldsOf({ name: "", city: " ", address: "x".repeat(201) })).toEqual(["name", "address", "city"]);
    expect(fieldsOf({ name: "a\u0000b" })).toEqual(["name"]);
    expect(fieldsOf({ country: "Germany" })).toEqual(["country"]);
    for (const bad of ["-1", "1.5", "NaN", "99999999999", "x"])
      expect(fieldsOf({ cartVersion: bad })).toEqual(["cartVersion"]);
    for (const bad of ["-1", "0.5", "Infinity", "x"]) expect(fieldsOf({ seenTotal: bad })).toEqual(["seenTotal"]);
  });
});

it("CHK-1 a restock while a cart waits makes it orderable again", async () => {
  const book = await aBook(shop, { stock: 1 });
  const [first, second] = [await aCart(ctx, [{ bookId: book.id }]), await aCart(ctx, [{ bookId: book.id }])];
  expect((await placeOrder(ctx, first, await submission(ctx, first))).ok).toBe(true);
  const input = await submission(ctx, second);
  expect(await placeOrder(ctx, second, input)).toMatchObject({ code: "OUT_OF_STOCK" });
  await stockUp(shop, book.id, 1);
  const placed = await placeOrder(ctx, second, input);
  expect(placed.ok && (await orderRow(shop, placed.value.orderId)).state).toBe("pending_payment");
});

describe("CHK-5 CHK-14 pickup and VAT", () => {
  it("CHK-5 CHK-14 what is collected needs no address, costs no delivery, and is taxed where the shop is", async () => {
    const book = await aBook(shop, { price: 1_070 });
    const token = await aCart(ctx, [{ bookId: book.id }]);
    const cart = await getCart(ctx, token);
    const quote = await quotePickup(ctx, cart);
    expect(quote).toMatchObject({
      shipping: { minor: 0 },
      total: { minor: 1_070 },
      net: { minor: 1_000 },
      country: "DE",
    });
    const { email, name } = address;
    const input = placeOrderInput.parse({
      delivery: "pickup",
      email,
      name,
      cartVersion: cart.version,
      seenTotal: quote?.total.minor,
    });
    const placed = await placeOrder(ctx, token, input);
    if (!placed.ok) throw new Error(placed.code);
    expect(await getOrderById(as(shop, job), placed.value.orderId)).toMatchObject({
      delivery: "pickup",
      shipTo: { name, line1: "Buchgasse 8", country: "DE" },
      net: { minor: 1_000 },
      vat: [{ rateBp: 700, vat: { minor: 70 } }],
    });
  });

  it("CHK-5 is refused where the shop does not offer it", async () => {
    const book = await aBook(shop);
    const token = await aCart(ctx, [{ bookId: book.id }]);
    const { email, name } = address;
    const { version } = await getCart(ctx, token);
    const offer = (offered: boolean) =>
      shop.database.db.execute(
        sql`update settings set value = jsonb_set(value, '{pickup,offered}', ${JSON.stringify(offered)}::jsonb) where key = 'shipping'`,
      );
    await offer(false);
    try {
      const input = { delivery: "pickup", email, name, cartVersion: version, seenTotal: 1_250 } as const;
      expect(await placeOrder(ctx, token, input)).toEqual({ ok: false, code: "PICKUP_NOT_OFFERED" });
    } finally {
      await offer(true);
    }
  });

  it("CHK-6 CHK-14 each line and delivery keep their VAT, as the quote showed it", async () => {
    const [paper, disc] = [
      await aBook(shop, { price: 1_999 }),
      await aBook(shop, { price: 2_495, format: "audio_cd" }),
    ];
    const lines = [{ bookId: paper.id, quantity: 3 }, { bookId: disc.id }];
    const token = await aCart(ctx, lines);
    const input = await submission(ctx, token, { country: "BE", postcode: "1000" });
    const quote = await quoteCheckout(ctx, await getCart(ctx, token), "BE");
    const placed = await placeOrder(ctx, token, input);
    if (!placed.ok) throw new Error(placed.code);
    const order = await getOrderById(as(shop, job), placed.value.orderId);
    expect(order.vat).toEqual(quote?.vat);
    expect(order.vat.map((row) => row.rateBp)).toEqual([600, 2_100]);
    expect(order.net).toEqual(quote?.net);
  });
});
