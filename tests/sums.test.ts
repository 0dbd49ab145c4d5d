import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { sendMail } from "../jobs/send-mail.ts";
import { formatMoney, money } from "../shop/_kernel/money.ts";
import { addToCart, getCart } from "../shop/cart/index.ts";
import { placeOrder, quoteCheckout, quotePickup } from "../shop/checkout/index.ts";
import { getInvoice, listInvoices } from "../shop/invoices/index.ts";
import { getOrder } from "../shop/orders/index.ts";
import { decideDemoSession, findDemoSession } from "../shop/payments/index.ts";
import { aBook, address, as, guest, job, openTestShop, orderRow, person, sessionOf } from "./world.ts";

const shop = openTestShop();
const ctx = as(shop, guest);
const staff = as(shop, person("staff"));
const sum = (amounts: readonly { minor: number }[]) => amounts.reduce((all, { minor }) => all + minor, 0);

/** What is in the cart, and how it gets to its buyer. */
const carts = [
  { what: "books of one rate, sent", books: [[1_299, "paperback", 3]], to: "DE" },
  {
    what: "books of several rates, sent abroad",
    books: [
      [1_333, "hardback", 2],
      [999, "audio_cd", 1],
      [701, "ebook", 3],
    ],
    to: "BE",
  },
  {
    what: "enough for free delivery",
    books: [
      [2_501, "paperback", 1],
      [1_999, "ebook", 1],
    ],
    to: "DE",
  },
  { what: "where no VAT is due", books: [[1_007, "paperback", 7]], to: "US" },
  {
    what: "collected in the shop",
    books: [
      [1_111, "paperback", 1],
      [777, "audio_cd", 3],
    ],
    to: null,
  },
] as const;

it.each(carts)(
  "CHK-6 CHK-14 MSG-1 $what: shown = stored = charged = invoiced = mailed, and its parts add up",
  async ({ books, to }) => {
    let token: string | null = null;
    for (const [price, format, quantity] of books) {
      const added = await addToCart(ctx, token, { bookId: (await aBook(shop, { price, format })).id, quantity });
      if (!added.ok) throw new Error(added.code);
      token = added.value.token;
    }
    const cart = await getCart(ctx, token);
    const shown = to ? await quoteCheckout(ctx, cart, to) : await quotePickup(ctx, cart);
    if (!shown) throw new Error("not quoted");
    const total = shown.total.minor;
    expect(sum(cart.lines.map((line) => line.lineTotal)) + shown.shipping.minor).toBe(total);
    expect(shown.net.minor + sum(shown.vat.map((row) => row.vat))).toBe(total);

    const seen = { cartVersion: cart.version, seenTotal: total, email: address.email, name: address.name };
    const postcodes: Record<string, string> = { DE: "04229", BE: "1000", US: "10001" };
    const placed = await placeOrder(
      ctx,
      token,
      to
        ? { ...address, ...seen, delivery: "shipping", country: to, postcode: postcodes[to] ?? "" }
        : { ...seen, delivery: "pickup" },
    );
    if (!placed.ok) throw new Error(placed.code);
    const { orderId } = placed.value;
    const { number } = await orderRow(shop, orderId);
    const order = await getOrder(staff, number);
    expect(order.total.minor).toBe(total);
    expect(sum(order.lines.map((line) => line.lineTotal)) + order.shipping.minor).toBe(total);
    for (const line of order.lines) expect(line.unitPrice.minor * line.quantity).toBe(line.lineTotal.minor);
    expect(order.vat).toEqual(shown.vat);
    expect(order.net).toEqual(shown.net);

    const session = await sessionOf(ctx, orderId);
    expect((await findDemoSession(ctx, session))?.amount).toEqual(money(total, "EUR"));
    expect((await decideDemoSession(ctx, session, "pay")).ok).toBe(true);
    const { rows: paid } = await ctx.db.execute<{ minor: number }>(
      sql`select amount_minor as minor from payments where order_id = ${orderId} and state = 'succeeded'`,
    );
    expect(paid).toEqual([{ minor: total }]);

    const [paper] = await listInvoices(staff, number);
    const invoice = await getInvoice(staff, paper?.number ?? "");
    expect(invoice.gross.minor).toBe(total);
    expect(sum(invoice.lines.map((line) => line.gross)) + invoice.shipping.minor).toBe(total);
    expect(invoice.vat).toEqual(order.vat);
    expect(invoice.net).toEqual(order.net);

    const { rows: mails } = await ctx.db.execute<{ id: string; kind: string }>(
      sql`select id, kind from mails where data ->> 'orderId' = ${orderId} order by created_at, id`,
    );
    expect(mails.map(({ kind }) => kind)).toEqual(["order_received", "order_confirmed"]);
    const said = [
      order.total,
      order.subtotal,
      ...order.lines.map((line) => line.lineTotal),
      ...order.vat.map((row) => row.vat),
    ];
    for (const { id } of mails) {
      await sendMail.run(as(shop, job), { data: { mailId: id }, lastTry: false });
      const { rows } = await ctx.db.execute<{ text: string; html: string }>(
        sql`select text, html from mailbox where mail_id = ${id}`,
      );
      for (const amount of said) {
        expect(rows[0]?.text).toContain(formatMoney(amount, "en"));
        expect(rows[0]?.html).toContain(formatMoney(amount, "en"));
      }
    }
  },
);
