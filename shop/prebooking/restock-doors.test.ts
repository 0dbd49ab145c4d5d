import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import {
  aBook,
  anAccount,
  anOrder,
  as,
  guest,
  job,
  letExpire,
  openTestShop,
  pay,
  person,
  stockOf,
} from "../../tests/world.ts";
import { csv, importsOf, onix, row } from "../../tests/imports.ts";
import { checkDigit13 } from "../_kernel/isbn.ts";
import {
  bulkBooks,
  changeBooks,
  correctStock,
  receiveStock,
  returnCopies,
  restoreBook,
  archiveBook,
} from "../catalog/index.ts";
import {
  cancelOrder,
  cancelTrackedOrder,
  deliverOrder,
  expireOrders,
  getOrder,
  processOrder,
  refundOrder,
  shipOrder,
} from "../orders/index.ts";
import { refundInput } from "../orders/model.ts";
import { listNotifications } from "../notifications/index.ts";
import { announceRestocks, listMyPrebookings, prebook } from "./index.ts";

const shop = openTestShop();
const { db } = shop.database;
const desk = as(shop, person("staff"));
const worker = as(shop, job);
const ctx = as(shop, guest);

interface Scene {
  bookId: string;
  isbn: string;
  /** A paid order of the only copy, where the scene has one. */
  order: { id: string; number: string; token: string } | null;
}

const imports = importsOf(shop);

let made = 0;
const anIsbn = () => {
  const twelve = `97902${String(++made).padStart(7, "0")}`;
  return twelve + checkDigit13(twelve);
};

/** Every way by which stock can rise from none (or whose only copy was just sold). */
const doors: Record<string, { sold?: "paid" | "open"; archived?: true; open: (scene: Scene) => Promise<unknown> }> = {
  "the form that corrects the figure": {
    open: ({ bookId }) => correctStock(desk, { bookId, stock: 2, seen: 0, note: "counted" }),
  },
  "a delivery": {
    open: ({ isbn }) =>
      receiveStock(desk, { lines: [{ isbn, quantity: 2 }], note: null, receiptId: crypto.randomUUID() }),
  },
  "copies that come back by hand": {
    open: ({ bookId }) => returnCopies(desk, { bookId, quantity: 1, note: "by hand" }),
  },
  "JSON at the desk": {
    open: ({ isbn }) => bulkBooks(desk, { mode: "upsert", rows: [{ isbn, stock: 2 }] }),
  },
  "JSON over the API": {
    open: ({ isbn }) => bulkBooks(desk, { mode: "update", rows: [{ isbn, stock: 2 }], door: "api" }),
  },
  "a sheet (CSV)": {
    open: async ({ isbn }) => (await imports.committed(csv([row(isbn, "By sheet", "12.50", "2")])), { ok: true }),
  },
  "a JSON file": {
    open: async ({ isbn }) => {
      await imports.committed(JSON.stringify([{ isbn, stock: 2 }]));
      return { ok: true };
    },
  },
  "an ONIX file whose copies on hand are the shop's own": {
    open: async ({ isbn }) => (await imports.committed(onix([[isbn, "By ONIX", "2"]]), "figure"), { ok: true }),
  },
  "an order that the shopper cancels": {
    sold: "open",
    open: ({ order }) => cancelTrackedOrder(ctx, order?.token ?? ""),
  },
  "an order that the desk cancels": {
    sold: "paid",
    open: ({ order }) => cancelOrder(desk, order?.number ?? "", { note: null }),
  },
  "an order that was not paid in time": {
    sold: "open",
    open: async ({ order }) => {
      await letExpire(shop, order?.id ?? "");
      await expireOrders(worker);
      return { ok: true };
    },
  },
  "copies of an order that are refunded and go back on the shelf": {
    sold: "paid",
    open: async ({ order }) => {
      const [line] = (await getOrder(desk, order?.number ?? "")).lines;
      const lines = [{ lineId: line?.id ?? "", quantity: 1, restock: true }];
      return refundOrder(desk, order?.number ?? "", refundInput.parse({ reason: "cancelled", lines }));
    },
  },
  "copies of an order that were sent and come back": {
    sold: "paid",
    open: async ({ order }) => {
      const number = order?.number ?? "";
      await processOrder(desk, number, { note: null });
      await shipOrder(desk, number, { carrier: "DHL", trackingNumber: "1", note: null });
      await deliverOrder(desk, number, { note: null });
      const [line] = (await getOrder(desk, number)).lines;
      const lines = [{ lineId: line?.id ?? "", quantity: 1, restock: true }];
      return refundOrder(desk, number, refundInput.parse({ reason: "returned", lines }));
    },
  },
  "a book with copies that is on sale again": {
    archived: true,
    open: ({ bookId }) => restoreBook(desk, bookId),
  },
  "many books with copies that are on sale again": {
    archived: true,
    open: async ({ bookId }) => (await changeBooks(desk, [bookId], { act: "restore" }), { ok: true }),
  },
};

it.each(Object.entries(doors))(
  "PRE-3 %s restocks, once, and everybody is told",
  async (_, { sold, archived, open }) => {
    const isbn = anIsbn();
    const book = await aBook(shop, { stock: sold ? 1 : 0, isbn13: isbn });
    const order = sold ? await anOrder(ctx, [{ bookId: book.id }]) : null;
    if (order && sold === "paid") await pay(ctx, order.id);
    expect(await stockOf(shop, book.id)).toBe(0);
    const readers = await Promise.all(Array.from({ length: 3 }, () => anAccount(shop)));
    for (const { actor } of readers)
      expect(await prebook(as(shop, actor), { bookId: book.id })).toMatchObject({ ok: true });
    if (archived) {
      await archiveBook(desk, book.id);
      await receiveStock(desk, { lines: [{ isbn, quantity: 1 }], note: null });
    }
    expect(await open({ bookId: book.id, isbn, order })).toMatchObject({ ok: true });
    expect(await stockOf(shop, book.id)).toBeGreaterThan(0);
    const { rows: restocks } = await db.execute<{ id: string }>(
      sql`select id from prebooking_rounds where book_id = ${book.id} and restocked_at is not null`,
    );
    expect(restocks).toHaveLength(1);
    for (const { actor } of readers) {
      expect((await listMyPrebookings(as(shop, actor), { page: 1 })).items).toMatchObject([
        { state: "notified", notifiedAt: expect.any(Date) },
      ]);
    }
    await announceRestocks(worker, restocks[0]?.id ?? "");
    for (const { actor, email } of readers) {
      const { items } = await listNotifications(as(shop, actor), 1);
      expect(items).toMatchObject([{ kind: "restock", data: { bookId: book.id, slug: book.slug } }]);
      const { rows } = await db.execute<{ n: number }>(
        sql`select count(*)::int as n from mails where kind = 'restock_alert' and recipient = ${email}`,
      );
      expect(rows[0]?.n).toBe(1);
    }
  },
);
