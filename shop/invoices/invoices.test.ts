import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { aBook, anAccount, anOrder, as, guest, job, openTestShop, pay, person } from "../../tests/world.ts";
import { refuse } from "../_kernel/result.ts";
import { subscribers } from "../context.ts";
import { cancelTrackedOrder, getOrder, refundOrder } from "../orders/index.ts";
import { refundInput } from "../orders/model.ts";
import { settleRefund } from "../payments/index.ts";
import {
  getInvoice,
  getMyInvoice,
  getTrackedInvoice,
  issueInvoice,
  issueMissingInvoices,
  listInvoices,
  listMyInvoices,
  listTrackedInvoices,
} from "./index.ts";
import type { Invoice } from "./model.ts";

const shop = openTestShop({ max: 40 });
const ctx = as(shop, guest);
const staff = as(shop, person("staff"));

describe("CHK-10 invoices", () => {
  it("CHK-6 CHK-14 are issued when the order is paid, with all it takes, and never change", async () => {
    const book = await aBook(shop, { price: 2_140, title: "Stoner" });
    const order = await anOrder(ctx, [{ bookId: book.id, quantity: 2 }]);
    expect(await listInvoices(staff, order.number)).toEqual([]);
    await pay(ctx, order.id);
    const [row] = await listTrackedInvoices(ctx, order.token);
    const invoice = await getTrackedInvoice(ctx, order.token, row?.number ?? "");
    expect(invoice).toMatchObject({
      kind: "invoice",
      orderNumber: order.number,
      seller: { name: "Octavo", city: "Leipzig" },
      buyer: { name: "Aoife Dunne" },
      lines: [{ title: "Stoner", quantity: 2, gross: { minor: 4_280 }, rateBp: 700 }],
      net: { minor: 4_000 },
      vat: [{ rateBp: 700, vat: { minor: 280 } }],
      gross: { minor: 4_280 },
    });
    await shop.database.db.execute(sql`update books set title = 'Another' where id = ${book.id}`);
    expect(await getInvoice(staff, invoice.number)).toEqual(invoice);
    await expect(
      shop.database.db.execute(sql`update invoices set gross_minor = 1 where number = ${invoice.number}`),
    ).rejects.toMatchObject({ cause: { constraint: "invoices_are_final" } });
  });

  it("CHK-9 are other people's to nobody", async () => {
    const book = await aBook(shop);
    const [own, other] = [await anAccount(shop), await anAccount(shop)];
    const order = await anOrder(ctx, [{ bookId: book.id }]);
    await shop.database.db.execute(sql`update orders set user_id = ${own.id} where id = ${order.id}`);
    await pay(ctx, order.id);
    const [row] = await listMyInvoices(as(shop, own.actor), order.number);
    const number = row?.number ?? "";
    expect((await getMyInvoice(as(shop, own.actor), order.number, number)).number).toBe(number);
    expect(await listMyInvoices(as(shop, other.actor), order.number)).toEqual([]);
    await expect(getMyInvoice(as(shop, other.actor), order.number, number)).rejects.toThrow("invoice not found");
    const foreign = await anOrder(ctx, [{ bookId: book.id }]);
    await expect(getTrackedInvoice(ctx, foreign.token, number)).rejects.toThrow("invoice not found");
    await expect(getInvoice(ctx, number)).rejects.toThrow("UNAUTHENTICATED");
  });

  it("CHK-10 CHK-14 a refund brings its credit note, once, of the invoice it corrects", async () => {
    const book = await aBook(shop);
    const order = await anOrder(ctx, [{ bookId: book.id }]);
    await pay(ctx, order.id);
    await cancelTrackedOrder(ctx, order.token);
    const { rows } = await ctx.db.execute<{ id: string }>(sql`select id from refunds where order_id = ${order.id}`);
    const id = rows[0]?.id ?? "";
    await Promise.all([1, 2, 3].map(() => settleRefund(as(shop, job), id, false)));
    const papers = await listInvoices(staff, order.number);
    expect(papers.map((paper) => paper.kind)).toEqual(["invoice", "credit_note"]);
    const note = await getInvoice(staff, papers[1]?.number ?? "");
    const invoice = await getInvoice(staff, papers[0]?.number ?? "");
    expect(note).toMatchObject({
      corrects: invoice.number,
      reason: "cancelled",
      gross: invoice.gross,
      vat: invoice.vat,
    });
  });

  it("CHK-10 CHK-14 of a whole cancellation it lists what it is for, and what went back before by no line makes each worth less", async () => {
    const [one, two] = [
      await aBook(shop, { price: 1_070, title: "Stoner" }),
      await aBook(shop, { price: 1_190, title: "Augustus", format: "audio_cd" }),
    ];
    const ordered = [{ bookId: one.id, quantity: 2 }, { bookId: two.id }];
    const whole = await anOrder(ctx, ordered);
    await pay(ctx, whole.id);
    await cancelTrackedOrder(ctx, whole.token);
    await settleAll(whole.id);
    expect(await notesOf(whole.number)).toMatchObject([
      {
        lines: [
          { title: "Stoner", quantity: 2, gross: { minor: 2_140 } },
          { title: "Augustus", quantity: 1, gross: { minor: 1_190 } },
        ],
        shipping: { minor: 290 },
        extra: { minor: 0 },
        gross: { minor: 3_620 },
      },
    ]);

    const parts = await anOrder(ctx, ordered);
    await pay(ctx, parts.id);
    const { lines } = await getOrder(staff, parts.number);
    const lineId = lines.find(({ title }) => title === "Stoner")?.id ?? "";
    const desk = (change: object) => refundOrder(staff, parts.number, refundInput.parse({ lines: [], ...change }));
    expect((await desk({ reason: "cancelled", lines: [{ lineId, quantity: 1, restock: true }] })).ok).toBe(true);
    expect((await desk({ reason: "goodwill", extraMinor: 255 })).ok).toBe(true);
    await cancelTrackedOrder(ctx, parts.token);
    await settleAll(parts.id);
    const notes = await notesOf(parts.number);
    expect(notes.at(-1)).toMatchObject({
      // nine tenths of 1070, 1190 and 290
      lines: [
        { title: "Stoner", quantity: 1, gross: { minor: 963 } },
        { title: "Augustus", quantity: 1, gross: { minor: 1_071 } },
      ],
      shipping: { minor: 261 },
      extra: { minor: 0 },
      gross: { minor: 2_295 },
    });
    const invoice = (await listInvoices(staff, parts.number)).find(({ kind }) => kind === "invoice");
    expect(notes.reduce((sum, { gross }) => sum + gross.minor, 0)).toBe(invoice?.gross.minor);
    const vatOf = (papers: Invoice[]) => papers.flatMap(({ vat }) => vat).reduce((sum, row) => sum + row.vat.minor, 0);
    expect(vatOf(notes)).toBe(vatOf([await getInvoice(staff, invoice?.number ?? "")]));
  });

  it("CHK-10 an order that was paid before there were invoices gets its own by the job, once; nobody else writes any", async () => {
    const before = openTestShop({
      subscribers: { ...subscribers, "order.paid": subscribers["order.paid"]?.filter((each) => each !== issueInvoice) },
    });
    const early = as(before, guest);
    const order = await anOrder(early, [{ bookId: (await aBook(shop)).id }]);
    await pay(early, order.id);
    expect(await listInvoices(staff, order.number)).toEqual([]);
    await expect(issueMissingInvoices(ctx)).rejects.toThrow("UNAUTHENTICATED");
    await expect(issueMissingInvoices(as(shop, person("customer")))).rejects.toThrow("FORBIDDEN");
    const both = await Promise.all([issueMissingInvoices(as(shop, job)), issueMissingInvoices(as(shop, job))]);
    expect(Math.max(...both)).toBe(1);
    expect(await issueMissingInvoices(as(shop, job))).toBe(0);
    expect(await listInvoices(staff, order.number)).toMatchObject([{ kind: "invoice", gross: { minor: 1_540 } }]);
  });

  it("CHK-10 32 at once, every third rolled back: no number is missing, none is double", async () => {
    const book = await aBook(shop, { stock: 40 });
    const orders = [];
    for (let i = 0; i < 32; i++) orders.push(await anOrder(ctx, [{ bookId: book.id }]));
    const issue = (orderId: string, fails: boolean) =>
      as(shop, job).transact(async (tx) => {
        await issueInvoice(tx, as(shop, job), { orderId });
        return fails ? refuse("NOT_FOUND") : null;
      });
    const before = (await serials()).length;
    // what is rolled back is tried again by paying in earnest
    await Promise.all(
      orders.map(async ({ id }, index) => {
        if (index % 3 === 0) await issue(id, true);
        await pay(ctx, id);
      }),
    );
    expect(await serials()).toEqual(Array.from({ length: before + 32 }, (_, index) => index + 1));
    await Promise.all(orders.map(({ id }) => issue(id, false)));
    expect(await serials()).toHaveLength(before + 32);
  });
});

async function settleAll(orderId: string) {
  const { rows } = await ctx.db.execute<{ id: string }>(
    sql`select id from refunds where order_id = ${orderId} order by requested_at, id`,
  );
  for (const { id } of rows) await settleRefund(as(shop, job), id, false);
}

async function notesOf(number: string): Promise<Invoice[]> {
  const papers = (await listInvoices(staff, number)).filter(({ kind }) => kind === "credit_note");
  return Promise.all(papers.map((paper) => getInvoice(staff, paper.number)));
}

async function serials(): Promise<number[]> {
  const { rows } = await shop.database.db.execute<{ serial: number }>(
    sql`select serial from invoices where kind = 'invoice' order by serial`,
  );
  return rows.map((row) => row.serial);
}
