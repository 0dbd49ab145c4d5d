import { sql } from "drizzle-orm";
import { Client } from "pg";
import { describe, expect, it } from "vitest";
import { announced } from "../../tests/announced.ts";
import { aBook, as, guest, openTestShop, stockOf, stockUp } from "../../tests/world.ts";
import { newId } from "../_kernel/ids.ts";
import { availabilityOf, FEW_COPIES } from "./model.ts";
import { returnStock, takeStock } from "./stock.ts";

const shop = openTestShop();
const ctx = as(shop, guest);
const refused = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: Error) => (error.cause as { constraint?: string } | undefined)?.constraint ?? error.message,
  );

describe("CAT-4 stock changes only through movements", () => {
  it("CAT-4 an update of the figure is refused, also by plain SQL", async () => {
    const book = await aBook(shop, { stock: 5 });
    const psql = new Client({ connectionString: process.env.DATABASE_URL });
    await psql.connect();
    try {
      await expect(psql.query("update books set stock = 99 where id = $1", [book.id])).rejects.toMatchObject({
        constraint: "books_stock_needs_movement",
      });
      await expect(psql.query("update books set stock = stock")).resolves.toBeTruthy();
    } finally {
      await psql.end();
    }
    expect(await stockOf(shop, book.id)).toBe(5);
  });

  it("CAT-4 a new book starts with none", async () => {
    const workId = newId(new Date());
    await ctx.db.execute(sql`insert into works (id, title) values (${workId}, 'W')`);
    const insert = ctx.db.execute(sql`
      insert into books (id, work_id, slug, title, format, language, price_minor, currency, stock)
      values (${newId(new Date())}, ${workId}, 'w', 'W', 'paperback', 'en', 100, 'EUR', 7)`);
    expect(await refused(insert)).toBe("books_stock_needs_movement");
  });

  it("CAT-4 movements are never changed, deleted or truncated", async () => {
    const book = await aBook(shop, { stock: 5 });
    for (const statement of [
      sql`update stock_movements set delta = 50 where book_id = ${book.id}`,
      sql`delete from stock_movements where book_id = ${book.id}`,
      sql`truncate stock_movements`,
    ]) {
      expect(await refused(ctx.db.execute(statement))).toBe("stock_movements_are_final");
    }
  });

  it("CAT-4 the figure is the sum of its movements, and never negative", async () => {
    const book = await aBook(shop, { stock: 5 });
    await stockUp(shop, book.id, 4);
    expect(await stockOf(shop, book.id)).toBe(9);
    const tooMany = ctx.db.execute(sql`
      insert into stock_movements (id, book_id, delta, reason, actor_kind)
      values (${newId(new Date())}, ${book.id}, -10, 'correction', 'system')`);
    expect(await refused(tooMany)).toBe("books_stock_not_negative");
    expect(await stockOf(shop, book.id)).toBe(9);
  });

  it("CAT-4 a movement says why, and in the direction of its reason", async () => {
    const book = await aBook(shop);
    const move = (delta: number, reason: string) =>
      refused(
        ctx.db.execute(sql`
          insert into stock_movements (id, book_id, delta, reason, actor_kind, order_line_id)
          values (${newId(new Date())}, ${book.id}, ${delta}, ${reason}, 'system', ${newId(new Date())})`),
      );
    expect(await move(0, "correction")).toBe("stock_movements_delta_moves");
    expect(await move(1, "mood")).toBe("stock_movements_reason_known");
    expect(await move(1, "sale")).toBe("stock_movements_direction");
    expect(await move(-1, "restock")).toBe("stock_movements_direction");
  });

  it("CAT-4 a sale belongs to an order line, once", async () => {
    const book = await aBook(shop);
    const lineId = newId(new Date());
    const sale = (line: string | null) =>
      refused(
        ctx.db.execute(sql`
          insert into stock_movements (id, book_id, delta, reason, actor_kind, order_line_id)
          values (${newId(new Date())}, ${book.id}, -1, 'sale', 'guest', ${line})`),
      );
    expect(await sale(null)).toBe("stock_movements_line_named");
    await ctx.transact(async (tx) => {
      await tx.execute(sql`
        insert into stock_movements (id, book_id, delta, reason, actor_kind, order_line_id)
        values (${newId(new Date())}, ${book.id}, -1, 'sale', 'guest', ${lineId})`);
      const second = await refused(
        tx.execute(sql`
          insert into stock_movements (id, book_id, delta, reason, actor_kind, order_line_id)
          values (${newId(new Date())}, ${book.id}, -1, 'sale', 'guest', ${lineId})`),
      );
      expect(second).toBe("stock_movements_line_once_key");
      return { ok: false, code: "NOT_FOUND" } as const; // roll back: no order has this line
    });
  });
});

describe("taking and returning", () => {
  const take = (lines: { bookId: string; quantity: number; unitPriceMinor?: number }[]) =>
    ctx.transact(async (tx) => {
      const answer = await takeStock(
        tx,
        ctx,
        "sale",
        lines.map((line) => ({ ...line, orderLineId: newId(new Date()) })),
      );
      const { rows } = await tx.execute<{ stock: number }>(
        sql`select stock from books where id in ${lines.map((l) => l.bookId)} order by id`,
      );
      return { ok: false, code: "NOT_FOUND", answer, stock: rows.map((row) => row.stock) } as const;
    });

  it("CHK-1 takes all lines when all are there", async () => {
    const [a, b] = [await aBook(shop, { stock: 3 }), await aBook(shop, { stock: 5 })];
    const { answer, stock } = await take([
      { bookId: b.id, quantity: 5 },
      { bookId: a.id, quantity: 1 },
    ]);
    expect(answer).toEqual({ short: [], repriced: false });
    expect(stock).toEqual([2, 0]);
  });

  it("CHK-1 takes nothing when one is short, and says what there is", async () => {
    const [a, b] = [await aBook(shop, { stock: 3 }), await aBook(shop, { stock: 1 })];
    const { answer, stock } = await take([
      { bookId: a.id, quantity: 2 },
      { bookId: b.id, quantity: 2 },
    ]);
    expect(answer.short).toEqual([{ bookId: b.id, available: 1 }]);
    expect(stock).toEqual([3, 1]);
  });

  it("CHK-1 counts two lines of one book together", async () => {
    const a = await aBook(shop, { stock: 3 });
    const { answer } = await take([
      { bookId: a.id, quantity: 2 },
      { bookId: a.id, quantity: 2 },
    ]);
    expect(answer.short).toHaveLength(2);
  });

  it("CHK-1 an archived or unknown book cannot be had", async () => {
    const gone = await aBook(shop, { stock: 3, archived: true });
    const unknown = newId(new Date());
    const { answer } = await take([
      { bookId: gone.id, quantity: 1 },
      { bookId: unknown, quantity: 1 },
    ]);
    expect(answer.short.map((s) => s.available)).toEqual([0, 0]);
  });

  it("CHK-6 a price that differs under lock moves nothing", async () => {
    const a = await aBook(shop, { stock: 3, price: 1_000 });
    const { answer, stock } = await take([{ bookId: a.id, quantity: 1, unitPriceMinor: 900 }]);
    expect(answer).toEqual({ short: [], repriced: true });
    expect(stock).toEqual([3]);
  });

  it("CHK-7 what comes back to an empty shelf is told as a restock", async () => {
    const [a, b] = [await aBook(shop, { stock: 1 }), await aBook(shop, { stock: 9 })];
    const lines = [a, b].map((book) => ({ bookId: book.id, orderLineId: newId(new Date()), quantity: 1 }));
    const events = await ctx.transact(async (tx) => {
      await takeStock(tx, ctx, "sale", lines);
      await returnStock(tx, ctx, "expiry", lines);
      const { rows } = await tx.execute<{ payload: unknown }>(
        sql`select payload from events where kind = 'stock.restocked'`,
      );
      return { ok: false, code: "NOT_FOUND", rows } as const;
    });
    expect(events.rows).toEqual([{ payload: { bookIds: [a.id] } }]);
    expect(await stockOf(shop, a.id)).toBe(1);
  });
});

it("DSC-4 the database and the shop agree on what is shown of a stock figure", async () => {
  const { rows } = await ctx.db.execute<{ stock: number; shown: number }>(
    sql`select s as stock, shown_stock(s) as shown from generate_series(0, 10) as s`,
  );
  for (const { stock, shown } of rows) expect(availabilityOf(shown)).toEqual(availabilityOf(stock));
  expect(availabilityOf(FEW_COPIES)).toEqual({ kind: "few", copies: FEW_COPIES });
});

describe("what the database announces", () => {
  it("PLT-4 DSC-4 a change of title or price names the book and the other editions of its work", async () => {
    const book = await aBook(shop);
    const siblingId = newId(new Date());
    await ctx.db.execute(sql`
      insert into books (id, work_id, slug, title, format, language, price_minor, currency)
      values (${siblingId}, ${book.workId}, ${`${book.slug}-hardback`}, 'Sibling', 'hardback', 'en', 2000, 'EUR')`);
    const both = [`book:${book.slug}`, `book:${book.slug}-hardback`];
    const { db } = ctx;
    expect(await announced(() => db.execute(sql`update books set price_minor = 1 where id = ${book.id}`))).toEqual(
      both,
    );
    expect(await announced(() => db.execute(sql`update books set title = 'T' where id = ${book.id}`))).toEqual([
      ...both,
      "lists",
    ]);
    expect(await announced(() => db.execute(sql`update books set title = 'T' where id = ${book.id}`))).toEqual([]);
  });

  it("PLT-4 DSC-4 stock is announced only when a shopper would see the difference", async () => {
    const book = await aBook(shop, { stock: 10 });
    const take = (n: number) =>
      ctx.db.execute(sql`
        insert into stock_movements (id, book_id, delta, reason, actor_kind)
        values (${newId(new Date())}, ${book.id}, ${-n}, 'correction', 'system')`);
    expect(await announced(() => take(1))).toEqual([]);
    expect(await announced(() => take(6))).toEqual([`book:${book.slug}`]);
    expect(await announced(() => take(3))).toEqual([`book:${book.slug}`, "lists"]);
  });

  it("PLT-4 DSC-1 wide changes name the whole catalogue, settings themselves", async () => {
    const { db } = ctx;
    const all = ["catalogue"];
    expect(await announced(() => db.execute(sql`update genres set position = position`))).toEqual(all);
    expect(await announced(() => db.execute(sql`update contributors set name = name`))).toEqual(all);
    expect(await announced(() => db.execute(sql`update settings set value = value`))).toEqual(["settings"]);
    expect(await announced(() => db.execute(sql`delete from bestsellers`))).toEqual(["bestsellers"]);
  });

  it("PLT-4 a rolled back change announces nothing", async () => {
    const book = await aBook(shop);
    const tags = await announced(() =>
      ctx.transact(async (tx) => {
        await tx.execute(sql`update books set price_minor = 5 where id = ${book.id}`);
        return { ok: false, code: "NOT_FOUND" } as const;
      }),
    );
    expect(tags).toEqual([]);
  });
});
