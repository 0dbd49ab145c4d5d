import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { anIsbn, csv, importsOf, onix, row } from "../../tests/imports.ts";
import { as, openTestShop, person } from "../../tests/world.ts";
import {
  cancelImport,
  commitImport,
  getImport,
  listImportRows,
  mapImport,
  mapOnix,
  resumeImport,
  runImport,
  undoCommit,
} from "./index.ts";

const shop = openTestShop();
const { db } = shop.database;
const { desk, worker, run, uploaded, planned, committed, bookOf, countMovements } = importsOf(shop);

const movementsOf = async (isbn: string) => {
  const { rows } = await db.execute(sql`
    select m.delta, m.reason, m.door, m.actor_kind, m.import_id from stock_movements m join books b on b.id = m.book_id
    where b.isbn13 = ${isbn} order by m.created_at, m.id`);
  return rows;
};
const problemsOf = async (id: string) => {
  const { items } = await listImportRows(desk, id, { filter: "error", page: 1 });
  return items.map(({ reference, problems }) => [reference, problems[0]?.field, problems[0]?.code]);
};

describe("copies on hand in an ONIX file", () => {
  it("CAT-4 CAT-8 are its sender's and stay unread unless the bookseller says that they are the shop's own", async () => {
    const isbn = anIsbn();
    const id = await planned(onix([[isbn, "On hand", "7"]]));
    expect(await getImport(desk, id)).toMatchObject({ stock: "ignore", mapping: null, planned: { created: 1 } });
    await commitImport(desk, id);
    await run(id);
    expect(await bookOf(isbn)).toMatchObject({ stock: 0 });
    expect(await movementsOf(isbn)).toEqual([]);
    expect(await mapOnix(desk, id, { stock: "figure" })).toMatchObject({ code: "IMPORT_MOVED_ON" });
  });

  it("CAT-4 CAT-8 said to be the shop's own, the file is planned anew and moves stock as a sheet's column does", async () => {
    const [first, second, bySheet] = [anIsbn(), anIsbn(), anIsbn()];
    await committed(
      onix([
        [first, "Own", "1"],
        [second, "Two places", "0"],
      ]),
    );
    const file = onix([
      [first, "Own", "7"],
      [second, "Two places", "40", "2"],
    ]);
    const id = await planned(file);
    expect((await getImport(desk, id)).planned).toMatchObject({ updated: 0, unchanged: 2 });
    expect(await mapOnix(desk, id, { stock: "figure" })).toMatchObject({ ok: true });
    expect(await getImport(desk, id)).toMatchObject({ state: "mapped", stock: "figure" });
    await run(id);
    expect((await getImport(desk, id)).planned).toMatchObject({ updated: 2, unchanged: 0 });
    const { items } = await listImportRows(desk, id, { page: 1 });
    expect(items[0]?.changes).toEqual([{ field: "stock", before: 0, after: 7 }]);
    await commitImport(desk, id);
    await run(id);
    expect(await bookOf(first)).toMatchObject({ stock: 7 });
    expect(await bookOf(second)).toMatchObject({ stock: 42 });

    await committed(csv([row(bySheet, "By sheet", "9.90", "0")]));
    const sheet = await committed(csv([row(bySheet, "By sheet", "9.90", "7")]));
    const [expected] = await movementsOf(bySheet);
    expect(await movementsOf(first)).toEqual([{ ...expected, import_id: id }]);
    expect(expected).toMatchObject({ delta: 7, door: "import", import_id: sheet });

    // a figure, not copies on top: the same file moves nothing, a lower one takes copies away
    const before = await countMovements();
    const again = await committed(file, "figure");
    expect((await getImport(desk, again)).committed).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    expect(await countMovements()).toBe(before);
    const lower = await committed(onix([[first, "Own", "3"]]), "figure");
    expect((await movementsOf(first)).map(({ delta }) => delta)).toEqual([7, -4]);
    await undoCommit(desk, lower);
    await run(lower);
    expect(await bookOf(first)).toMatchObject({ stock: 7 });
  });

  it("CAT-4 CAT-8 can be left out again before anything was brought in", async () => {
    const isbn = anIsbn();
    const id = await planned(onix([[isbn, "Not ours", "7"]]), "figure");
    expect(await mapOnix(desk, id, { stock: "ignore" })).toMatchObject({ ok: true });
    await run(id);
    await commitImport(desk, id);
    await run(id);
    expect(await bookOf(isbn)).toMatchObject({ stock: 0 });
  });

  it("CAT-8 that are no figures, or that two records tell of one book, are told by the record's reference", async () => {
    const [below, words, twice] = [anIsbn(), anIsbn(), anIsbn()];
    const file = onix([
      [below, "Below none", "-3"],
      [words, "In words", "plenty"],
      [twice, "Twice", "1"],
      [twice, "Twice", "2"],
    ]);
    expect(await problemsOf(await planned(file))).toEqual([["record.4", "isbn", "twice"]]);
    const id = await committed(file, "figure");
    expect(await problemsOf(id)).toEqual([
      ["record.1", "stock", "stock_unreadable"],
      ["record.2", "stock", "stock_unreadable"],
      ["record.4", "isbn", "twice"],
    ]);
    expect(await bookOf(below)).toBeUndefined();
    expect(await bookOf(twice)).toMatchObject({ stock: 1 });
  });

  it("CAT-4 CAT-8 PLT-4 count for every worker that goes on with the file, after a stop too", async () => {
    const isbns = Array.from({ length: 4 }, anIsbn);
    const id = await planned(onix(isbns.map((isbn, at) => [isbn, `Part ${at}`, String(at + 1)])), "figure");
    await commitImport(desk, id);
    expect(await runImport(worker, id, { size: 1, within: 0 })).toMatchObject({ state: "later", rows: 1 });
    expect(await runImport(worker, id, { size: 1, within: 0 })).toMatchObject({ state: "later", rows: 1 });
    await cancelImport(desk, id);
    expect(await resumeImport(desk, id)).toMatchObject({ ok: true });
    expect(await run(id)).toMatchObject({ state: "done", rows: 2 });
    const stocks = await Promise.all(isbns.map(async (isbn) => (await bookOf(isbn))?.stock));
    expect(stocks).toEqual([1, 2, 3, 4]);
  });

  it("IDN-6 CAT-8 are said of ONIX alone, by the desk alone; what does not fit a file moves nothing", async () => {
    const sheet = await uploaded(csv([row(anIsbn(), "A sheet")]), false);
    expect(await mapOnix(desk, sheet, { stock: "figure" })).toMatchObject({ code: "INVALID_INPUT" });
    const mapping = { encoding: "utf-8", delimiter: ",", decimal: null, dates: "dmy", empty: "keep" } as const;
    expect(await mapImport(desk, sheet, { ...mapping, columns: ["isbn"] })).toMatchObject({ code: "INVALID_INPUT" });
    expect(await getImport(desk, sheet)).toMatchObject({ state: "uploaded", stock: null });
    const id = await planned(onix([[anIsbn(), "Guarded", "1"]]));
    expect(await mapImport(desk, id, { ...mapping, columns: ["isbn"] })).toMatchObject({ code: "INVALID_INPUT" });
    await expect(mapOnix(as(shop, person("customer")), id, { stock: "figure" })).rejects.toThrow("FORBIDDEN");
    expect(await getImport(desk, id)).toMatchObject({ state: "planned", stock: "ignore" });
    expect(await mapOnix(desk, "0190a000-0000-7000-8000-000000000000", { stock: "figure" })).toMatchObject({
      code: "NOT_FOUND",
    });
  });
});
