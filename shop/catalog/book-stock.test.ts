import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { aBook, anOrder, as, guest, openTestShop, person, stockOf, stockUp } from "../../tests/world.ts";
import { AccessDenied, NotFound } from "../_kernel/errors.ts";
import { newId } from "../_kernel/ids.ts";
import { checkDigit13 } from "../_kernel/isbn.ts";
import { correctStock, countLowStock, listLowStock, listMovements, receiveStock, returnCopies } from "./index.ts";
import { correctStockInput, receiveStockInput } from "./model.ts";

const shop = openTestShop();
const { db } = shop.database;
const desk = as(shop, person("staff"));
let made = 0;
const anIsbn = () => {
  const twelve = `97901${String(++made).padStart(7, "0")}`;
  return twelve + checkDigit13(twelve);
};
async function book(stock = 0) {
  const isbn = anIsbn();
  return { isbn, ...(await aBook(shop, { stock, isbn13: isbn })) };
}
const restocks = async (bookId: string) =>
  (await db.execute(sql`select 1 from events where kind = 'stock.restocked' and payload::text like ${`%${bookId}%`}`))
    .rows.length;

describe("CAT-4 stock at the desk", () => {
  it("CAT-4 the ledger is in the order in which copies moved: whoever began earlier and came later stands later", async () => {
    const { id } = await book();
    await desk.transact(async (tx) => {
      await tx.execute(sql`select now()`);
      await stockUp(shop, id, 3);
      await tx.execute(sql`
        insert into stock_movements (id, book_id, delta, reason, actor_kind) values (${newId(new Date())}, ${id}, -2, 'correction', 'system')`);
    });
    const { items } = await listMovements(desk, id, { page: 1 });
    expect(items.map(({ delta, stock }) => [delta, stock])).toEqual([
      [-2, 1],
      [3, 3],
    ]);
  });

  it("CAT-4 PRE-3 receives what was scanned: copies of one ISBN add up, unknown ones are told, waiting people too", async () => {
    const [a, b] = [await book(), await book(5)];
    const unknown = anIsbn();
    const result = await receiveStock(desk, {
      lines: [
        { isbn: a.isbn, quantity: 1 },
        { isbn: `${a.isbn.slice(0, 3)}-${a.isbn.slice(3)}`, quantity: 2 },
        { isbn: b.isbn, quantity: 4 },
        { isbn: unknown, quantity: 1 },
        { isbn: "9780140449267", quantity: 2 },
        { isbn: "a coffee", quantity: 1 },
      ],
      note: "Delivery 88",
    });
    expect(result).toEqual({
      ok: true,
      value: {
        received: [
          { bookId: a.id, isbn: a.isbn, title: expect.any(String), copies: 3, stock: 3 },
          { bookId: b.id, isbn: b.isbn, title: expect.any(String), copies: 4, stock: 9 },
        ],
        unknown: [
          { text: "9780140449267", quantity: 2, problem: "check_digit", expected: "6" },
          { text: "a coffee", quantity: 1, problem: "not_an_isbn" },
          { text: unknown, quantity: 1, problem: "not_found" },
        ],
      },
    });
    expect(await restocks(a.id)).toBe(1);
    expect(await restocks(b.id)).toBe(0);
    expect((await listMovements(desk, a.id, { page: 1 })).items).toMatchObject([
      { delta: 3, stock: 3, reason: "restock", door: "desk", actorName: "A staff", note: "Delivery 88" },
    ]);
  });

  it("CAT-4 a delivery that is sent twice counts once, also at the same moment", async () => {
    const { id, isbn } = await book(1);
    const delivery = { lines: [{ isbn, quantity: 6 }], receiptId: newId(new Date()) };
    const answers = await Promise.all([receiveStock(desk, delivery), receiveStock(desk, delivery)]);
    expect(answers[0]).toEqual(answers[1]);
    expect(await receiveStock(desk, delivery)).toEqual(answers[0]);
    expect(await stockOf(shop, id)).toBe(7);
    const back = { bookId: id, quantity: 1, note: "unread", receiptId: newId(new Date()) };
    expect(await returnCopies(desk, back)).toMatchObject({ value: { stock: 8 } });
    expect(await returnCopies(desk, back)).toMatchObject({ value: { stock: 8 } });
    expect(await stockOf(shop, id)).toBe(8);
  });

  it("CAT-4 corrects to the figure that was counted, with the reason; not when it moved meanwhile", async () => {
    const { id } = await book(5);
    expect(await correctStock(desk, { bookId: id, stock: 3, seen: 5, note: "Rain" })).toMatchObject({
      value: { delta: -2 },
    });
    expect(await correctStock(desk, { bookId: id, stock: 3, seen: 5, note: "Rain" }), "a second click").toMatchObject({
      value: { delta: 0 },
    });
    await stockUp(shop, id, 1);
    expect(await correctStock(desk, { bookId: id, stock: 2, seen: 3, note: "Rain" })).toMatchObject({
      code: "STOCK_CHANGED",
      stock: 4,
    });
    await correctStock(desk, { bookId: id, stock: 0, seen: 4, note: "Flood" });
    expect(await restocks(id)).toBe(0);
    await correctStock(desk, { bookId: id, stock: 2, seen: 0, note: "Found behind the shelf" });
    expect(await restocks(id), "PRE-3").toBe(1);
    const [last] = (await listMovements(desk, id, { page: 1 })).items;
    expect(last).toMatchObject({ reason: "correction", delta: 2, stock: 2, note: "Found behind the shelf" });
    expect(await correctStock(desk, { bookId: newId(new Date()), stock: 1, seen: 0, note: "x" })).toMatchObject({
      code: "NOT_FOUND",
    });
    const { rows } = await db.execute(sql`select action from audit_entries where subject_id = ${id} order by at, id`);
    expect(rows).toHaveLength(3);
  });

  it("CAT-4 of two who correct at once, one is told; sales in between are never lost", async () => {
    const { id } = await book(5);
    const both = await Promise.all([
      correctStock(desk, { bookId: id, stock: 3, seen: 5, note: "one" }),
      correctStock(desk, { bookId: id, stock: 9, seen: 5, note: "two" }),
    ]);
    expect(both.map((result) => (result.ok ? "done" : result.code)).sort()).toEqual(["STOCK_CHANGED", "done"]);
    expect([3, 9]).toContain(await stockOf(shop, id));
  });

  it("CAT-4 the ledger says why the figure is what it is, page by page", async () => {
    const { id, isbn } = await book();
    await receiveStock(desk, { lines: [{ isbn, quantity: 10 }] });
    await anOrder(as(shop, guest), [{ bookId: id, quantity: 2 }]);
    await returnCopies(desk, { bookId: id, quantity: 1, note: "slightly read" });
    const page = await listMovements(desk, id, { page: 1, pageSize: 2 });
    expect(page).toMatchObject({ total: 3, pages: 2 });
    expect(page.items.map(({ reason, delta, stock }) => [reason, delta, stock])).toEqual([
      ["return", 1, 9],
      ["sale", -2, 8],
    ]);
    expect(page.items[1]?.orderLineId).toEqual(expect.any(String));
    const rest = await listMovements(desk, id, { page: 2, pageSize: 2 });
    expect(rest.items.map(({ reason, stock }) => [reason, stock])).toEqual([["restock", 10]]);
    const sales = await listMovements(desk, id, { page: 1, reason: "sale" });
    expect(
      sales.items.map(({ reason, stock }) => [reason, stock]),
      "of one kind, with the figure after each",
    ).toEqual([["sale", 8]]);
    expect(sales.total).toBe(1);
    await expect(listMovements(desk, "x", { page: 1 })).rejects.toBeInstanceOf(NotFound);
  });

  it("CAT-4 a ledger of thousands is told page by page, and the last page's figure is the first movement's", async () => {
    const { id } = await book(0);
    await db.execute(sql`
      insert into stock_movements (id, book_id, delta, reason, actor_kind, created_at)
      select gen_random_uuid(), ${id}, 1, case when n % 500 = 0 then 'correction' else 'restock' end, 'system', now() - make_interval(secs => 6000 - n)
      from generate_series(1, 5000) as n`);
    const first = await listMovements(desk, id, { page: 1 });
    expect([first.total, first.pages, first.items[0]?.stock]).toEqual([5_000, 100, 5_000]);
    const last = await listMovements(desk, id, { page: 100 });
    expect(last.items.at(-1)?.stock).toBe(1);
    const corrections = await listMovements(desk, id, { page: 1, reason: "correction" });
    expect(corrections.items.map(({ stock }) => stock)).toEqual([
      5_000, 4_500, 4_000, 3_500, 3_000, 2_500, 2_000, 1_500, 1_000, 500,
    ]);
    expect(await stockOf(shop, id)).toBe(5_000);
  });

  it("ANL-3 low stock comes ascending, at or under the mark, with what was sold", async () => {
    const before = await countLowStock(desk, 3);
    const [none, three, four] = [await book(0), await book(3), await book(6)];
    await anOrder(as(shop, guest), [{ bookId: four.id, quantity: 2 }]);
    expect(await countLowStock(desk, 3)).toBe(before + 2);
    const { items } = await listLowStock(desk, { threshold: 4, page: 1, pageSize: 500 });
    const stocks = items.map(({ stock }) => stock);
    expect(stocks).toEqual([...stocks].sort((a, b) => a - b));
    const mine = items.filter(({ id }) => [none.id, three.id, four.id].includes(id));
    expect(mine.map(({ id, stock, sold }) => [id, stock, sold])).toEqual([
      [none.id, 0, 0],
      [three.id, 3, 0],
      [four.id, 4, 2],
    ]);
  });

  it("IDN-6 guests and customers move nothing", async () => {
    const { id, isbn } = await book(1);
    for (const actor of [guest, person("customer")]) {
      const ctx = as(shop, actor);
      const tries: (() => Promise<unknown>)[] = [
        () => receiveStock(ctx, { lines: [{ isbn, quantity: 1 }] }),
        () => correctStock(ctx, { bookId: id, stock: 9, seen: 1, note: "x" }),
        () => returnCopies(ctx, { bookId: id, quantity: 1 }),
        () => listMovements(ctx, id, { page: 1 }),
        () => listLowStock(ctx, { page: 1 }),
        () => countLowStock(ctx),
      ];
      for (const attempt of tries) await expect(attempt(), String(attempt)).rejects.toBeInstanceOf(AccessDenied);
    }
    expect(await stockOf(shop, id)).toBe(1);
  });

  it("CAT-4 inputs: whole copies, and never without a reason where one is owed", () => {
    const receive = (quantity: number) => receiveStockInput.safeParse({ lines: [{ isbn: "1", quantity }] }).success;
    expect([0, -1, 1.5, 100_001].map(receive)).toEqual([false, false, false, false]);
    expect(receive(1)).toBe(true);
    const correct = (change: object) =>
      correctStockInput.safeParse({ bookId: newId(new Date()), stock: 1, seen: 0, note: "why", ...change }).success;
    expect([correct({}), correct({ note: "  " }), correct({ stock: -1 })]).toEqual([true, false, false]);
  });
});
