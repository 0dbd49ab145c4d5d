import { describe, expect, it } from "vitest";
import { locales, translator, type Locale } from "../messages/index.ts";
import { formatMoney, money } from "../shop/_kernel/money.ts";
import { vatIn } from "../shop/_kernel/vat.ts";
import type { Order, OrderLine, RefundEntry } from "../shop/orders/model.ts";
import { accountMailKinds, orderMailKinds, type AccountMailKind, type OrderMailKind } from "../shop/outbox/model.ts";
import { defaultSettings } from "../shop/settings/model.ts";
import { renderMail, type AccountFacts, type MailFacts } from "./index.ts";

const at = new Date("2025-11-20T09:42:00Z");
const euros = (minor: number) => money(minor, "EUR");

function line(position: number, title: string, quantity: number, price: number): OrderLine {
  return {
    id: `line-${position}`,
    bookId: `book-${position}`,
    slug: null,
    coverKey: "",
    language: "en",
    title,
    authors: "John Williams",
    format: "paperback",
    isbn13: null,
    quantity,
    unitPrice: euros(price),
    lineTotal: euros(price * quantity),
    vatRateBp: 700,
    vat: euros(vatIn(price * quantity, 700)),
    cancelled: 0,
    returned: 0,
    packed: quantity,
    shipped: quantity,
  };
}

const refund = (
  minor: number,
  state: RefundEntry["state"] = "succeeded",
  reason: RefundEntry["reason"] = "cancelled",
): RefundEntry => ({
  id: `refund-${minor}-${state}`,
  reason,
  amount: euros(minor),
  state,
  requestedAt: at,
  settledAt: at,
});

const base: Order = {
  id: "order",
  number: "25-01001",
  state: "shipped",
  paymentState: "paid",
  cancelReason: null,
  email: "aoife@example.org",
  locale: "en",
  channel: "web",
  placedAt: at,
  expiresAt: new Date("2025-11-20T10:27:00Z"),
  paidAt: at,
  shippedAt: at,
  deliveredAt: null,
  cancelledAt: null,
  shipTo: {
    name: "Aoife Dunne",
    line1: "Karl-Heine-Straße 31",
    line2: null,
    postcode: "04229",
    city: "Leipzig",
    country: "DE",
  },
  lines: [line(1, "Stoner", 1, 1690), line(2, "Dungeons & “Dragons”", 2, 3200)],
  partlyShipped: true,
  delivery: "shipping",
  parcels: [
    {
      id: "parcel",
      position: 1,
      state: "shipped",
      carrier: "DHL",
      trackingNumber: "00340434161420",
      trackingUrl: null,
      packedAt: at,
      shippedAt: at,
      deliveredAt: null,
      lines: [],
    },
  ],
  notes: [],
  history: [],
  refunds: [],
  lastPaymentFailed: false,
  subtotal: euros(8090),
  shipping: euros(290),
  total: euros(8380),
  net: euros(7832),
  vat: [{ rateBp: 700, net: euros(7832), vat: euros(548), gross: euros(8380) }],
};

const trackUrl = "https://shop.test/track/a-secret";
const facts = (change: Partial<Order> = {}): MailFacts => ({
  order: { ...base, ...change },
  shop: defaultSettings({ currency: "EUR", timezone: "Europe/Berlin" }).shop,
  trackUrl,
  shopUrl: "https://shop.test",
  demo: true,
});

/** The HTML as a person sees it: without tags, styles and entities. */
const seen = (html: string) =>
  html
    .replace(/<style[\s\S]*?<\/style>|<!--[\s\S]*?-->|<[^>]+>/g, " ")
    .replaceAll("&amp;", "&")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replace(/\s+/g, " ");

const every = locales.flatMap((locale) => orderMailKinds.map((kind): [OrderMailKind, Locale] => [kind, locale]));

describe("every mail", () => {
  it.each(every)("MSG-1 %s in %s says number, lines, total and link, in HTML and in text", async (kind, locale) => {
    const mail = await renderMail(kind, locale, facts({ refunds: [refund(8380)] }));
    // German amounts have a space that does not break
    for (const told of [seen(mail.html), mail.text].map((words) => words.replace(/\s+/g, " "))) {
      expect(told).toContain("25-01001");
      expect(told).toContain("Stoner");
      expect(told).toContain("Dungeons & “Dragons”");
      expect(told).toContain(formatMoney(base.total, locale).replace(/\s/g, " "));
      expect(told).not.toMatch(/undefined|null|NaN|\[object|\bmail\.\w|[{}]/);
    }
    expect(mail.subject).toContain("25-01001");
    expect(mail.html).toContain(`href="${trackUrl}"`);
    expect(mail.text.split(/\s/)).toContain(trackUrl);
    expect(mail.text).not.toMatch(/<\w|\u200c/);
  });

  it.each(every)(
    "MSG-1 %s in %s can be read by anyone: language, colours for the dark, no pictures, no scripts",
    async (kind, locale) => {
      const { html, subject } = await renderMail(kind, locale, facts());
      expect(html).toMatch(new RegExp(`<html[^>]* lang="${locale}"`));
      expect(html.match(/<title>/g)).toHaveLength(1);
      expect(seen(html)).toContain(subject.replace(/\s/g, " "));
      expect(html).toContain("prefers-color-scheme:dark");
      expect(html).not.toMatch(/<script|<img|javascript:|url\(/i);
    },
  );

  it("MSG-1 what a customer typed stays text", async () => {
    const name = `<b onclick="x">Bobby</b> & "Sons"`;
    const { html, text } = await renderMail("order_received", "en", facts({ shipTo: { ...base.shipTo, name } }));
    expect(html).not.toContain("<b onclick");
    expect(seen(html)).toContain(`Hello ${name},`);
    expect(text).toContain(`Hello ${name},`);
  });

  it("MSG-1 text is set in lines of a letter's width, links alone excepted", async () => {
    const { text } = await renderMail("order_received", "en", facts());
    expect(text.split("\n").filter((row) => row.length > 76 && !row.startsWith("http"))).toEqual([]);
  });
});

describe("pictures", () => {
  const drawn = { id: "0199f3a0-0000-7000-8000-000000000001", key: "k2f9x01abc" };
  const uploaded = { id: "0199f3a0-0000-7000-8000-000000000002", key: "p0123456789abcdef012" };
  const pictured = facts({
    lines: [
      { ...line(1, "Stoner", 1, 1690), bookId: drawn.id, coverKey: drawn.key },
      { ...line(2, "Dungeons", 2, 3200), bookId: uploaded.id, coverKey: uploaded.key },
      { ...line(3, "Gone by now", 1, 100), coverKey: "" },
    ],
  });
  const pictures = (html: string) => html.match(/<img[^>]*>/g) ?? [];

  it.each(every)(
    "CAT-7 MSG-1 %s in %s shows the covers of its books, drawn or uploaded, by their whole address",
    async (kind, locale) => {
      const { html, text } = await renderMail(kind, locale, pictured);
      expect(pictures(html)).toHaveLength(2);
      for (const [i, { id, key }] of [drawn, uploaded].entries()) {
        const img = pictures(html)[i] ?? "";
        expect(img).toContain(`src="https://shop.test/covers/${id}-${key}-200.jpg"`);
        expect(img).toContain('width="56"');
        expect(img).toContain('alt=""');
        expect(img).toContain('height="84"');
      }
      expect(text).not.toMatch(/covers|\.jpg/);
      const without = await renderMail(
        kind,
        locale,
        facts({ lines: pictured.order.lines.map((each) => ({ ...each, coverKey: "" })) }),
      );
      expect(text, "the text is the same without pictures").toBe(without.text);
    },
  );

  it("CAT-7 REV-1 the invitation to review names its books, each with its cover", async () => {
    const { html, text } = await renderMail("review_invitation", "en", {
      name: "Aoife",
      url: "https://shop.test/review/a-secret",
      at,
      shop: facts().shop,
      shopUrl: "https://shop.test",
      demo: true,
      unsubscribeUrl: "https://shop.test/unsubscribe/x",
      books: [
        { id: drawn.id, coverKey: drawn.key, title: "Stoner", authors: "John Williams" },
        { id: uploaded.id, coverKey: uploaded.key, title: "Dungeons & “Dragons”", authors: "" },
      ],
    });
    expect(pictures(html).map((img) => /src="([^"]*)"/.exec(img)?.[1])).toEqual([
      `https://shop.test/covers/${drawn.id}-${drawn.key}-200.jpg`,
      `https://shop.test/covers/${uploaded.id}-${uploaded.key}-200.jpg`,
    ]);
    expect(text).toContain("Stoner");
    expect(text).toContain("Dungeons & “Dragons”");
    expect(text).not.toMatch(/covers|\.jpg/);
  });
});

describe("mails of accounts", () => {
  const url = "https://shop.test/reset/a-secret";
  const account: AccountFacts = {
    name: `<b onclick="x">Bobby</b> & "Sons"`,
    url,
    at,
    shop: facts().shop,
    shopUrl: "https://shop.test",
    demo: true,
  };
  const all = locales.flatMap((locale) =>
    ([...accountMailKinds, "invitation"] as const).map((kind) => [kind, locale] as const),
  );

  it.each(all)("MSG-1 %s in %s greets, says why it came and where to go, in HTML and in text", async (kind, locale) => {
    const mail = await renderMail(kind, locale, account);
    for (const told of [seen(mail.html), mail.text]) {
      expect(told).toContain(account.name);
      expect(told.replace(/\s+/g, " ")).toContain(
        translator(locale, "mail")("common.accountReason", { shop: account.shop.name }),
      );
      expect(told).not.toMatch(/undefined|null|NaN|\[object|\bmail\.\w|[{}]/);
    }
    expect(mail.html).toContain(`href="${url}"`);
    expect(mail.html).not.toMatch(/<script|<img|<b onclick|javascript:|url\(/i);
    expect(mail.html).toContain("prefers-color-scheme:dark");
    expect(mail.text.split(/\s/)).toContain(url);
    expect(mail.text.split("\n").filter((row) => row.length > 76 && !row.startsWith("http"))).toEqual([]);
    expect(mail.subject).toContain(account.shop.name);
  });

  it("IDN-4 IDN-8 what was done to an account is told with its time, on the shop's clock", async () => {
    for (const kind of ["password_changed", "email_change"] as const) {
      const { text } = await renderMail(kind, "en", account);
      expect(text.replace(/\s+/g, " ")).toContain("Thursday 20 November at 10:42 CET");
    }
  });

  it("IDN-5 links say how long they count, and what to do about one that was not asked for", async () => {
    const text = async (kind: AccountMailKind) => (await renderMail(kind, "en", account)).text.replace(/\s+/g, " ");
    expect(await text("password_reset")).toMatch(/works once, for an hour.*ignore this mail/);
    expect(await text("verify_email")).toMatch(/works once, for a day.*do not confirm it/);
  });
});

describe("what the mails say", () => {
  const text = async (kind: OrderMailKind, change: Partial<Order> = {}) =>
    (await renderMail(kind, "en", facts(change))).text.replace(/\s+/g, " ");

  it("MSG-7 CHK-7 the receipt says what to pay and until when, on the shop's clock", async () => {
    const receipt = await text("order_received");
    expect(receipt).toContain("put aside until Thursday 20 November at 11:27 CET. As soon as €83.80 is paid");
    expect(receipt).toContain(`Pay €83.80 ${trackUrl}`);
  });

  it("CHK-6 amounts add up on the page: lines, books, delivery, total", async () => {
    expect(await text("order_confirmed")).toMatch(
      /€16\.90 .*€64\.00 .*Books €80\.90 Delivery €2\.90 Total VAT included €83\.80/,
    );
    expect(await text("order_confirmed", { shipping: euros(0), total: euros(8090) })).toMatch(
      /Delivery Free Total .*€80\.90/,
    );
  });

  it("CHK-7 a declined payment says that nothing was charged, and how long there is", async () => {
    expect(await text("payment_failed")).toMatch(/nothing was charged.*until Thursday 20 November at 11:27 CET/);
  });

  it("CHK-13 a shipped order names carrier and number", async () => {
    expect(await text("order_shipped")).toContain("left the shop with DHL. Its number is 00340434161420.");
  });

  it.each([
    ["expired", [], /not arrive in time.*Nothing was charged.*back in the cart.*Fill the cart again/],
    ["customer", [], /You cancelled it.*Nothing was charged/],
    ["customer", [refund(8380, "requested")], /You cancelled it.*€83\.80 goes back the way it came/],
    ["admin", [refund(8380, "requested")], /We had to cancel it.*€83\.80 goes back/],
    ["admin", [refund(8380, "failed")], /We had to cancel it/],
  ] as const)(
    "CHK-7 CHK-8 a cancelled order says why and what becomes of the money (%s, %j)",
    async (cancelReason, refunds, says) => {
      const paidAt = refunds.length === 0 ? null : new Date();
      const before = { ...refund(100, "succeeded"), requestedAt: new Date(at.getTime() - 1) };
      const told = await text("order_cancelled", {
        ...{ state: "cancelled", cancelReason, paidAt, cancelledAt: at },
        refunds: [...refunds, ...(paidAt ? [before] : [])],
      });
      expect(told).toMatch(says);
      // a bank that holds the money has taken it: nobody says that nothing was charged
      if (paidAt !== null) expect(told).not.toContain("Nothing was charged");
    },
  );

  it.each([
    [{ state: "cancelled", cancelReason: "customer" }, "cancelled", /Your order is cancelled, so we sent €83\.80 back/],
    [{ state: "paid" }, "cancelled", /A part of your order was cancelled, so we sent €83\.80 back/],
    [{ state: "delivered" }, "returned", /Your return has arrived, so we sent €83\.80 back/],
    [{ state: "delivered" }, "damaged", /not as it should be.*We sent €83\.80 back/],
    [{ state: "delivered" }, "goodwill", /We sent €83\.80 of your payment back/],
    [{ state: "cancelled", cancelReason: "expired" }, "late_payment", /€83\.80 arrived after the order had expired/],
    [{ state: "paid" }, "duplicate_payment", /had been paid already when €83\.80 arrived.*The order itself goes on/],
    [{ state: "pending_payment" }, "wrong_amount", /€83\.80 arrived, which is not what the order comes to/],
  ] as const)("CHK-7 a refund says why it was made: %j, %s", async (change, reason, says) => {
    expect(await text("refund_sent", { ...change, refunds: [refund(8380, "succeeded", reason)] })).toMatch(says);
  });

  it("PAY-4 a demo shop says that no money moves, a real one does not", async () => {
    const real = await renderMail("order_received", "en", { ...facts(), demo: false });
    expect(await text("order_received")).toContain("no money moves");
    expect(real.text).not.toContain("demo");
  });
});
