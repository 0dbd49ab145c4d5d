import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anIsbn, importsOf } from "../../tests/imports.ts";
import { openTestShop } from "../../tests/world.ts";
import { commitImport, getImport, listImportRows, undoCommit } from "./index.ts";
import { rowsOf } from "./model.ts";

const shop = openTestShop();
const { desk, run, planned, committed, uploaded, bookOf, countMovements } = importsOf(shop);

const isbns = Array.from({ length: 9 }, anIsbn);
const record = fc.record(
  {
    isbn: fc.constantFrom(...isbns, "9780140449267", ""),
    title: fc.constantFrom("Emma", "Straße & Œuvre", "百年の孤独", "A ‮right-to-left‬ title", "🦉", ""),
    format: fc.constantFrom("paperback", "hardback", "papyrus"),
    language: fc.constantFrom("en", "de"),
    price: fc.constantFrom(0, 990, 1_250, -5),
    currency: fc.constantFrom("EUR", "XXX"),
    stock: fc.nat({ max: 3 }),
    published: fc.constantFrom("1999", "20223", "2024-02-29"),
    contributors: fc.constantFrom([{ name: "Ada", role: "author" }], [{ name: "ada", role: "editor" }]),
    editionOf: fc.constantFrom(...isbns, "nothing"),
    slug: fc.constantFrom("one-address", "another-address"),
  },
  { requiredKeys: ["title", "format", "language"] },
);

describe("a dry run and its commit", () => {
  it("CAT-6 count the same, however rows lean on each other, and the file again changes nothing", async () => {
    let made = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 1, max: 4 }),
        async (rows, size) => {
          // titles differ from file to file, so that automatic addresses do, too
          const file = JSON.stringify(rows.map((each) => ({ ...each, title: each.title && `${each.title} ${made}` })));
          made++;
          const id = await uploaded(file);
          await run(id, size);
          expect((await getImport(desk, id)).state).toBe("planned");
          await commitImport(desk, id);
          await run(id, 5 - size);
          const { planned: promised, committed: done } = await getImport(desk, id);
          expect(done).toEqual(promised);
          expect(rowsOf(done ?? { created: 0, updated: 0, unchanged: 0, failed: 0 })).toBe(rows.length);
          const moves = await countMovements();
          const again = await committed(file);
          expect((await getImport(desk, again)).committed).toMatchObject({ created: 0, updated: 0 });
          expect(await countMovements()).toBe(moves);
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe("JSON", () => {
  it("CAT-5 CAT-6 10,000 rows in one file come in once", async () => {
    const rows = Array.from({ length: 10_000 }, (_, n) => ({
      isbn: anIsbn(),
      title: `Of ten thousand ${n}`,
      format: "paperback",
      language: "en",
      price: 500 + n,
      stock: n % 2,
    }));
    const file = JSON.stringify(rows);
    const id = await committed(file);
    expect((await getImport(desk, id)).committed).toEqual({ created: 10_000, updated: 0, unchanged: 0, failed: 0 });
    const again = await committed(file);
    expect((await getImport(desk, again)).committed).toEqual({ created: 0, updated: 0, unchanged: 10_000, failed: 0 });
    await undoCommit(desk, id);
    await run(id);
    expect(await getImport(desk, id)).toMatchObject({ state: "undone", undone: { undone: 10_000, refused: 0 } });
  }, 240_000);

  it("CAT-6 what is wrong is told by row and field, and the rest comes in", async () => {
    const isbn = anIsbn();
    const good = { isbn, title: "Good", format: "paperback", language: "en", price: 100 };
    const id = await planned(JSON.stringify([{ ...good, isbn: anIsbn(), price: -1, colour: "red" }, good, 7]));
    const { items } = await listImportRows(desk, id, { filter: "error", page: 1 });
    expect(items).toMatchObject([
      {
        at: 1,
        problems: [
          { field: "price", code: "negative" },
          { field: "colour", code: "unknown_field" },
        ],
      },
      { at: 3, problems: [{ code: "not_an_object" }] },
    ]);
    await commitImport(desk, id);
    await run(id);
    expect(await bookOf(isbn)).toMatchObject({ title: "Good" });
  });
});
