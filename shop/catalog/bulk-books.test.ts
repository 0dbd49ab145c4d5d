import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { anIsbn, deskOf, facts, problems } from "../../tests/desk-books.ts";
import { aBook, as, job, openTestShop, stockOf } from "../../tests/world.ts";
import { newId } from "../_kernel/ids.ts";
import { bulkBooks, getDeskBook, listEditions } from "./index.ts";

const shop = openTestShop();
const { db } = shop.database;
const { desk, create } = deskOf(shop);

describe("CAT-5 bulk from JSON", () => {
  it("CAT-5 tells every error of every row and field at once, and does nothing", async () => {
    const { book } = await create({ isbn: anIsbn() });
    const [one, two] = [anIsbn(), anIsbn()];
    const before = await db.execute(sql`select count(*)::int as n from books`);
    const result = await bulkBooks(desk, {
      mode: "create",
      rows: [
        facts({ isbn: one }),
        facts({ isbn: one }),
        { title: "x".repeat(501), format: "paperback", language: "english!" },
        facts({ isbn: book.isbn }),
        facts({ contributors: [{ name: "", role: "king" }] }),
        null,
        facts({ isbn: two, editionOf: "9780140449266x" }),
      ],
    });
    expect(problems(result as never)).toEqual([
      "2 isbn twice",
      "3 title too_long",
      "3 language invalid",
      "4 isbn isbn_taken",
      "5 contributors required",
      "5 contributors invalid",
      "6  invalid",
      "7 editionOf not_found",
    ]);
    expect((await db.execute(sql`select count(*)::int as n from books`)).rows).toEqual(before.rows);
    const update = await bulkBooks(desk, {
      mode: "update",
      rows: [
        { isbn: book.isbn, price: 1 },
        { isbn: two, price: 1 },
        { price: 3 },
        { id: newId(new Date()), price: 2 },
        { id: book.id, price: 5 },
      ],
    });
    expect(problems(update as never)).toEqual(["2 isbn not_found", "3 isbn required", "4 id not_found", "5 id twice"]);
    expect((await getDeskBook(desk, book.id)).price).toBe(book.price);
  });

  it("CAT-5 CAT-10 rows of one call may be editions of each other; the same rows again change nothing", async () => {
    const [one, two] = [anIsbn(), anIsbn()];
    const rows = [
      facts({ title: "Twin", isbn: two, format: "hardback", editionOf: one, stock: 2 }),
      facts({ title: "Twin", isbn: one }),
    ];
    const first = await bulkBooks(desk, { mode: "upsert", rows });
    expect(first).toMatchObject({ ok: true, value: { updated: [], unchanged: 0 } });
    if (!first.ok) return;
    const [a, b] = first.value.created;
    expect((await listEditions(desk, a?.id ?? "")).map(({ id }) => id)).toEqual([b?.id]);
    const movements = await db.execute(sql`select count(*)::int as n from stock_movements`);
    const again = await bulkBooks(desk, { mode: "upsert", rows });
    expect(again).toMatchObject({ ok: true, value: { created: [], updated: [], unchanged: 2 } });
    expect((await db.execute(sql`select count(*)::int as n from stock_movements`)).rows).toEqual(movements.rows);
    const changed = await bulkBooks(desk, { mode: "upsert", rows: [{ ...rows[0], price: 777, stock: 0 }, rows[1]] });
    expect(changed).toMatchObject({ ok: true, value: { created: [], updated: [{ row: 1, id: a?.id }], unchanged: 1 } });
    expect(await stockOf(shop, a?.id ?? "")).toBe(0);
    const restocked = await bulkBooks(desk, { mode: "update", rows: [{ isbn: two, stock: 6 }] });
    expect(restocked).toMatchObject({ ok: true });
    const { rows: events } = await db.execute(
      sql`select payload from events where kind = 'stock.restocked' and payload::text like ${`%${a?.id}%`}`,
    );
    expect(events, "PRE-3 whoever waits is told").toHaveLength(1);
  });

  it(
    "CAT-5 makes, changes and leaves alone 10,000 rows in one call each, and refuses one more",
    { timeout: 240_000 },
    async () => {
      const rows = Array.from({ length: 10_000 }, (_, i) =>
        facts({
          title: `Bulk ${i % 4_000}`,
          isbn: anIsbn(),
          contributors: [{ name: `Bulk Writer ${i % 700}`, role: "author" }],
          description: "A sentence that is long enough to be indexed, about nothing in particular.",
          stock: i % 3,
        }),
      );
      const admin = as(shop, job);
      const before = process.memoryUsage().heapUsed;
      expect(await bulkBooks(admin, { mode: "create", rows })).toMatchObject({ ok: true });
      const { rows: n } = await db.execute(sql`
      select count(*)::int as books, count(distinct slug)::int as slugs, count(distinct work_id)::int as works from books where title like 'Bulk %'`);
      expect(n).toEqual([{ books: 10_000, slugs: 10_000, works: 10_000 }]);
      expect(await bulkBooks(admin, { mode: "upsert", rows })).toMatchObject({
        value: { updated: [], unchanged: 10_000 },
      });
      const dearer = rows.map(({ isbn, price }: Record<string, unknown>) => ({ isbn, price: Number(price) + 50 }));
      const updated = await bulkBooks(admin, { mode: "update", rows: dearer });
      expect(updated.ok && updated.value.updated.length).toBe(10_000);
      expect((process.memoryUsage().heapUsed - before) / 2 ** 20).toBeLessThan(400);
      expect(problems((await bulkBooks(admin, { mode: "create", rows: [...rows, facts()] })) as never)).toEqual([
        "10001  too_many",
      ]);
    },
  );

  it("CAT-5 a dry run says what would happen, and nothing does", async () => {
    const isbn = anIsbn();
    const { id } = await aBook(shop, { isbn13: isbn });
    const rows = [{ isbn, price: 3_333 }, facts({ isbn: anIsbn() })];
    expect(await bulkBooks(desk, { mode: "upsert", rows, dryRun: true })).toMatchObject({
      value: { created: [{ row: 2 }], updated: [{ row: 1, id }], unchanged: 0 },
    });
    expect((await getDeskBook(desk, id)).price).toBe(1_250);
  });
});
