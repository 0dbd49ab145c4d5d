import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { importsOf } from "../../tests/imports.ts";
import { aBook, openTestShop } from "../../tests/world.ts";
import { createGenre, exportBooksCsv, exportBooksJson, getDeskBook } from "../catalog/index.ts";
import { commitImport, getImport, listImportRows, undoCommit } from "./index.ts";

const shop = openTestShop();
const { db } = shop.database;
const { desk, run, planned, committed, bookOf, countMovements } = importsOf(shop);
const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
const whole = async (parts: AsyncGenerator<string>) => Buffer.from((await Array.fromAsync(parts)).join(""));
const countsOf = async (id: string) => (await getImport(desk, id)).committed;

describe("from the file to the shelf", () => {
  it("CAT-8 ONIX in reference names comes in, in short tags it changes nothing more, and what was made can be taken back", async () => {
    await createGenre(desk, { names: { en: "Fiction" }, parentId: null, coverFamily: "literary" });
    await aBook(shop, { isbn13: "9780306406157", title: "Known", price: 500, stock: 4 });
    const id = await committed(fixture("reference.xml"));
    // the known book is spoken of four times: the first counts
    expect(await countsOf(id)).toEqual({ created: 1, updated: 1, unchanged: 0, failed: 3 });
    expect(await bookOf("9783161484100")).toMatchObject({ title: "A Light on the Long Shore", price: 1200, stock: 0 });
    // the shop has no genre for classics, and Thema's F leads to its fiction
    const made = (await bookOf("9783161484100"))?.id ?? "";
    expect(await getDeskBook(desk, made)).toMatchObject({ genres: ["fiction"] });
    expect(await bookOf("9780306406157")).toMatchObject({ title: "Known", price: 990, stock: 4, archived: false });
    const { items } = await listImportRows(desk, id, { filter: "error", page: 1 });
    expect(items.map(({ reference, problems }) => [reference, problems[0]?.code])).toEqual([
      ["harbour.lights.0003", "twice"],
      ["harbour.lights.0004", "twice"],
      ["harbour.lights.0005", "twice"],
    ]);

    const movements = await countMovements();
    const again = await committed(fixture("short.xml"));
    expect(await countsOf(again)).toEqual({ created: 0, updated: 0, unchanged: 2, failed: 3 });
    expect(await countMovements()).toBe(movements);

    await undoCommit(desk, id);
    await run(id);
    expect((await getImport(desk, id)).state).toBe("undone");
    expect(await bookOf("9783161484100")).toMatchObject({ archived: true });
    expect(await bookOf("9780306406157")).toMatchObject({ price: 500 });
  });

  it("CAT-8 of a file full of defects every record is told by its reference, and the dry run counts what the commit does", async () => {
    const id = await planned(fixture("defects.xml"));
    const before = await getImport(desk, id);
    const { items } = await listImportRows(desk, id, { page: 1 });
    expect(items.find(({ reference }) => reference === "two-isbns")?.problems).toMatchObject([
      { code: "isbns_differ" },
    ]);
    expect(before.planned?.failed).toBeGreaterThan(30);
    expect(await commitImport(desk, id)).toMatchObject({ ok: true });
    await run(id);
    expect(await countsOf(id)).toEqual(before.planned);
  });

  it.each([
    ["CSV", exportBooksCsv],
    ["JSON", exportBooksJson],
  ])(
    "CAT-5 CAT-6 the catalogue exported as %s and brought in again changes nothing and moves nothing",
    async (_, write) => {
      const made = await committed(fixture("reference.xml"));
      expect((await getImport(desk, made)).failure).toBeNull();
      const movements = await countMovements();
      const { rows } = await db.execute<{ n: number }>(sql`select count(*)::int as n from books`);
      const id = await committed(await whole(write(desk)));
      expect(await countsOf(id)).toEqual({ created: 0, updated: 0, unchanged: rows[0]?.n, failed: 0 });
      expect(await countMovements()).toBe(movements);
    },
  );
});
