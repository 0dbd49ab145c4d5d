import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { anIsbn, bytesOf, csv, importsOf, row } from "../../tests/imports.ts";
import { aBook, as, guest, openTestShop, person } from "../../tests/world.ts";
import { archiveBook } from "../catalog/index.ts";
import {
  cancelImport,
  commitImport,
  findMapping,
  getImport,
  listImportHistory,
  listImportRows,
  listImports,
  mapImport,
  runImport,
  startImport,
  undoCommit,
} from "./index.ts";

const shop = openTestShop();
const { db } = shop.database;
const { desk, run, uploaded, planned, committed, bookOf, countMovements } = importsOf(shop);

describe("a file", () => {
  it("CAT-6 is planned, brought in and taken back, each told by row", async () => {
    const [known, fresh] = [anIsbn(), anIsbn()];
    await aBook(shop, { isbn13: known, title: "Known", price: 500, stock: 2 });
    const id = await planned(
      csv([row(fresh, "Fresh"), row(known, "Known"), ["123", "No", "paperback", "en", "1", "1"]]),
    );
    expect(await getImport(desk, id)).toMatchObject({
      state: "planned",
      planned: { created: 1, updated: 1, unchanged: 0, failed: 1 },
    });
    expect(await bookOf(fresh)).toBeUndefined();
    const rows = await listImportRows(desk, id, { page: 1 });
    expect(rows.items).toMatchObject([
      { at: 2, outcome: "create", isbn: fresh, title: "Fresh" },
      { at: 3, outcome: "update" },
      { at: 4, outcome: "error" },
    ]);
    expect(rows.items[1]?.changes).toEqual(
      expect.arrayContaining([
        { field: "price", before: 500, after: 990 },
        { field: "stock", before: 2, after: 3 },
      ]),
    );
    await commitImport(desk, id);
    await run(id);
    expect((await getImport(desk, id)).committed).toEqual({ created: 1, updated: 1, unchanged: 0, failed: 1 });
    expect(await bookOf(fresh)).toMatchObject({ title: "Fresh", price: 990, stock: 3, archived: false });
    expect(await bookOf(known)).toMatchObject({ price: 990, stock: 3 });
    const { rows: moves } = await db.execute(sql`
      select reason, delta, door, actor_name from stock_movements where import_id = ${id} order by delta`);
    expect(moves).toEqual([
      { reason: "correction", delta: 1, door: "import", actor_name: "A staff" },
      { reason: "opening", delta: 3, door: "import", actor_name: "A staff" },
    ]);

    expect(await undoCommit(desk, id)).toMatchObject({ ok: true });
    expect(await run(id)).toMatchObject({ state: "done" });
    expect(await getImport(desk, id)).toMatchObject({ state: "undone", undone: { undone: 2, refused: 0 } });
    expect(await bookOf(fresh)).toMatchObject({ stock: 0, archived: true });
    expect(await bookOf(known)).toMatchObject({ price: 500, stock: 2 });
    expect((await listImportHistory(desk, id)).map(({ event }) => event)).toEqual([
      ...["uploaded", "mapped", "plan_started", "planned", "commit", "committed", "undo", "undone"],
    ]);
    const { rows: audited } = await db.execute(
      sql`select action from audit_entries where subject_id = ${id} order by at, id`,
    );
    expect(audited.map(({ action }) => action)).toEqual(["import.uploaded", "import.commit", "import.undo"]);
  });

  it("CAT-6 that is brought in again changes nothing and moves nothing", async () => {
    const text = csv([row(anIsbn(), "Once"), row(anIsbn(), "Twice")]);
    await committed(text);
    const before = await countMovements();
    const again = await committed(text);
    expect(await getImport(desk, again)).toMatchObject({
      planned: { created: 0, updated: 0, unchanged: 2, failed: 0 },
      committed: { created: 0, updated: 0, unchanged: 2, failed: 0 },
    });
    expect(await countMovements()).toBe(before);
  });

  it("CAT-6 brings back what undoing it put away, and not what somebody put away since", async () => {
    const [one, two] = [anIsbn(), anIsbn()];
    const text = csv([row(one, "Back"), row(two, "Gone")]);
    const id = await committed(text);
    await undoCommit(desk, id);
    await run(id);
    const second = await committed(text);
    expect((await getImport(desk, second)).committed).toMatchObject({ updated: 2 });
    expect(await bookOf(one)).toMatchObject({ archived: false, stock: 3 });
    await archiveBook(desk, (await bookOf(two))?.id ?? "");
    const third = await committed(text);
    expect((await getImport(desk, third)).committed).toMatchObject({ updated: 0, unchanged: 2 });
    expect(await bookOf(two)).toMatchObject({ archived: true });
  });

  it("CAT-6 leaves in the archive what has no price, and brings it back with one", async () => {
    const isbn = anIsbn();
    const text = (price: string) => `ISBN,Title,Format,Language,Price\r\n${isbn},Unpriced,paperback,en,${price}`;
    const id = await committed(text(""));
    expect(await bookOf(isbn)).toMatchObject({ archived: true, price: 0 });
    await undoCommit(desk, id);
    await run(id);
    const again = await committed(text(""));
    expect((await getImport(desk, again)).committed).toEqual({ created: 0, updated: 0, unchanged: 1, failed: 0 });
    await committed(text("9.90"));
    expect(await bookOf(isbn)).toMatchObject({ archived: false, price: 990 });
  });

  it("CAT-6 two rows with one ISBN, in one batch or far apart: the second is refused and names the first", async () => {
    const isbn = anIsbn();
    const rows = [row(isbn, "First"), row(anIsbn(), "Other"), row(anIsbn(), "More"), row(isbn, "Second")];
    const id = await uploaded(csv(rows));
    await run(id, 2);
    const { items } = await listImportRows(desk, id, { filter: "error", page: 1 });
    expect(items).toMatchObject([{ at: 5, problems: [{ field: "isbn", code: "twice", facts: { first: "2" } }] }]);
    await commitImport(desk, id);
    await run(id, 3);
    const done = await getImport(desk, id);
    expect(done.committed).toEqual(done.planned);
    expect(await bookOf(isbn)).toMatchObject({ title: "First" });
  });

  it("STK-1 CAT-6 that brings a book back into stock tells those who wait for it", async () => {
    const isbn = anIsbn();
    const { id: bookId } = await aBook(shop, { isbn13: isbn, stock: 0, title: "Empty", price: 990 });
    await committed(csv([row(isbn, "Empty", "9.90", "4")]));
    const { rows } = await db.execute<{ payload: unknown }>(sql`
      select payload from events where kind = 'stock.restocked' and payload -> 'bookIds' ? ${bookId}`);
    expect(rows).toHaveLength(1);
  });

  it("CAT-6 that a dry run has become too old for is told by the commit's own counts", async () => {
    const isbn = anIsbn();
    const id = await planned(csv([row(isbn, "Late")]));
    await aBook(shop, { isbn13: isbn, title: "Late", price: 990, stock: 3 });
    await commitImport(desk, id);
    await run(id);
    expect(await getImport(desk, id)).toMatchObject({
      planned: { created: 1 },
      committed: { created: 0, unchanged: 1 },
    });
    expect((await listImportRows(desk, id, { page: 1 })).items).toEqual([]);
  });

  it.each([
    ["nothing at all", "", "empty"],
    ["a ZIP called .csv", "PK\u0003\u0004\u0014\u0000\u0000", "archive"],
    ["columns that nobody knows", "foo,bar\n1,2\n", "no_known_column"],
  ])("CAT-6 %s is refused, and nothing of it stays", async (_, text, code) => {
    const before = await listImports(desk, { page: 1 });
    const begun = await startImport(desk, { fileName: "x.csv", content: bytesOf(text), guess: true });
    expect(begun).toMatchObject({ ok: false, code: "FILE_REFUSED", file: { code } });
    expect((await listImports(desk, { page: 1 })).total).toBe(before.total);
    const keys = [];
    for await (const { key } of shop.files.list("imports/")) keys.push(key);
    expect(keys).toHaveLength(before.total);
  });

  it("CAT-6 whose upload breaks off leaves nothing behind", async () => {
    const before = (await listImports(desk, { page: 1 })).total;
    const content = (async function* () {
      yield new TextEncoder().encode(csv(Array.from({ length: 5_000 }, () => row(anIsbn(), "Half"))));
      throw new Error("gone");
    })();
    await expect(startImport(desk, { fileName: "x.csv", content })).rejects.toThrow("gone");
    expect((await listImports(desk, { page: 1 })).total).toBe(before);
  });

  it("CAT-6 that ends within quotes fails as a whole, and can be mapped anew but not brought in", async () => {
    const id = await uploaded(`${csv([row(anIsbn(), "Fine")])}\r\n"${anIsbn()}`);
    await run(id);
    expect(await getImport(desk, id)).toMatchObject({ state: "failed", failure: { code: "quote_open" } });
    expect(await commitImport(desk, id)).toMatchObject({ ok: false, code: "IMPORT_MOVED_ON" });
  });
});

describe("columns", () => {
  it("CAT-6 are guessed, corrected, and remembered for the next file with these headings", async () => {
    const text = "EAN;Name;Buchart;Spr;UVP;x17\r\n9780140449266;Emma;paperback;en;9,90;a\r\n";
    const id = await uploaded(text, false);
    expect((await getImport(desk, id)).state).toBe("uploaded");
    const guess = await findMapping(desk, id);
    expect(guess?.columns[0]).toBe("isbn");
    if (!guess) return;
    const columns = ["isbn", "title", "format", "language", "price", null] as const;
    expect(await mapImport(desk, id, { ...guess, columns: ["isbn", "isbn", null, null, null, null] })).toMatchObject({
      code: "INVALID_INPUT",
      twice: ["isbn"],
    });
    expect(await mapImport(desk, id, { ...guess, columns: ["isbn"] })).toMatchObject({ code: "INVALID_INPUT" });
    expect(await mapImport(desk, id, { ...guess, columns: [...columns] })).toMatchObject({ ok: true });
    await run(id);
    expect(await getImport(desk, id)).toMatchObject({ state: "planned", planned: { created: 1, failed: 0 } });
    const again = await uploaded(text, false);
    expect((await findMapping(desk, again))?.columns).toEqual(columns);
  });

  it("CAT-6 can be said anew until something was brought in", async () => {
    const id = await planned(csv([row(anIsbn(), "Anew")]).replace("ISBN,", "EAN,"));
    const mapping = await findMapping(desk, id);
    if (!mapping) throw new Error("no mapping");
    const bare = { ...mapping, columns: mapping.columns.map((target) => (target === "stock" ? null : target)) };
    expect(await mapImport(desk, id, bare)).toMatchObject({ ok: true });
    await run(id);
    expect((await getImport(desk, id)).planned).toMatchObject({ created: 1 });
    await commitImport(desk, id);
    expect(await mapImport(desk, id, bare)).toMatchObject({ code: "IMPORT_MOVED_ON" });
    await run(id);
  });
});

describe("who", () => {
  it("IDN-6 CAT-6 guests and customers get nowhere, and the worker is the shop alone", async () => {
    const id = await planned(csv([row(anIsbn(), "Guarded")]));
    for (const [actor, code] of [
      [guest, "UNAUTHENTICATED"],
      [person("customer"), "FORBIDDEN"],
    ] as const) {
      const ctx = as(shop, actor);
      await expect(startImport(ctx, { fileName: "x", content: bytesOf("") })).rejects.toThrow(code);
      await expect(commitImport(ctx, id)).rejects.toThrow(code);
      await expect(undoCommit(ctx, id)).rejects.toThrow(code);
      await expect(cancelImport(ctx, id)).rejects.toThrow(code);
      await expect(listImports(ctx, { page: 1 })).rejects.toThrow(code);
    }
    await expect(runImport(desk, id)).rejects.toThrow("FORBIDDEN");
  });

  it("CAT-6 a second click is refused, and so is what is not there", async () => {
    const id = await planned(csv([row(anIsbn(), "Clicked")]));
    const both = await Promise.all([commitImport(desk, id), commitImport(desk, id)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ code: "IMPORT_MOVED_ON" });
    await run(id);
    expect(await undoCommit(desk, "0190a000-0000-7000-8000-000000000000")).toMatchObject({ code: "NOT_FOUND" });
  });
});
