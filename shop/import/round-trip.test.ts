import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { as, openTestShop, person } from "../../tests/world.ts";
import { checkDigit13 } from "../_kernel/isbn.ts";
import { bulkBooks, createGenre, exportBooksCsv, exportBooksJson, planBooks } from "../catalog/index.ts";
import { contributorRoles, formats, type BookRecord } from "../catalog/model.ts";
import { inspectCsv } from "./inspect-csv.ts";
import { HEAD_BYTES, type ReadRow } from "./model.ts";
import { readCsv } from "./read-csv.ts";
import { readJson } from "./read-json.ts";
import { readOnix } from "./read-onix.ts";
import { subjectRules } from "./subject-rules.ts";

const shop = openTestShop();
const desk = as(shop, person("staff"));
const { db } = shop.database;

const isbnOf = (number: number) => {
  const twelve = `978${String(700_000_000 + number)}`;
  return twelve + checkDigit13(twelve);
};

/** Texts that files have trouble with. */
const text = fc
  .oneof(
    fc.string({ maxLength: 40 }),
    fc.string({ unit: fc.constantFrom(..."aé שم📚'=+-@\",;|\n&<b>()"), maxLength: 30 }),
    fc.constantFrom(
      "=1+1",
      "'=1",
      "-",
      "+49",
      "@home",
      '"Quoted"',
      "One, two; three",
      "<p>No HTML</p>",
      "&amp;",
      "007",
      "1e5",
    ),
  )
  .map((each) => each.replace(/\s+/g, " ").trim());
const line = text.filter((each) => each !== "");
const book: fc.Arbitrary<BookRecord> = fc.record({
  title: line,
  subtitle: fc.option(line),
  seriesName: fc.option(line),
  seriesNumber: fc.option(fc.constantFrom("1", "-3", "=2", "II; b")),
  contributors: fc.uniqueArray(
    fc.record({
      name: fc.oneof(line, fc.constantFrom("Le Guin, Ursula K.", "Ωmega, Junior", "Simon & Schuster", "Anon (ed.)")),
      role: fc.constantFrom(...contributorRoles),
    }),
    { maxLength: 3, selector: ({ name }) => name.toLowerCase() },
  ),
  format: fc.constantFrom(...formats),
  language: fc.constantFrom("en", "deu", "pt-br", "EN-GB", "grc"),
  publisher: fc.option(line),
  published: fc.constantFrom("1999", "1999-05", "1999-05-21", null),
  firstPublished: fc.option(fc.integer({ min: -700, max: 2100 })),
  pages: fc.option(fc.integer({ min: 1, max: 5_000 })),
  description: fc.array(text, { maxLength: 3 }).map((each) => each.filter((part) => part !== "").join("\n\n")),
  genres: fc.constantFrom([], ["round-trip"]),
  price: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 100_000 })),
  stock: fc.nat(50),
});

async function* once(bytes: Uint8Array) {
  yield bytes;
}

async function rowsOf(rows: AsyncGenerator<ReadRow>): Promise<ReadRow[]> {
  const all = await Array.fromAsync(rows);
  expect(all.flatMap(({ problems }) => problems)).toEqual([]);
  return all;
}

const fileOf = async (parts: AsyncGenerator<string>) => Buffer.from((await Array.fromAsync(parts)).join(""));
const plan = (rows: readonly ReadRow[]) =>
  planBooks(
    db,
    rows.map(({ record }) => record),
    { mode: "upsert", currency: "EUR" },
  );

describe("CAT-5 CAT-6 round trip", () => {
  it("CAT-5 CAT-6 SEC-4 what the catalogue exports, as CSV or as JSON, read again changes nothing", async () => {
    await createGenre(desk, { names: { en: "Round trip" }, parentId: null, coverFamily: "crime" });
    const books = fc.sample(book, 300).map((each, index) => ({
      ...each,
      ...(index % 9 > 0 && { isbn: isbnOf(index) }),
      ...(index % 5 === 0 && { archived: true }),
    }));
    const made = await bulkBooks(desk, { mode: "create", rows: books });
    expect(made).toMatchObject({ ok: true });

    const sheet = Buffer.concat([Buffer.from("\ufeff"), await fileOf(exportBooksCsv(desk))]);
    const { guesses, ...found } = inspectCsv(sheet.subarray(0, HEAD_BYTES));
    expect(found.refusal).toBeNull();
    const columns = guesses.map(({ target }) => target);
    expect(columns).not.toContain(null);
    const genres = new Map([["round-trip", "round-trip"]]);
    const fromCsv = await rowsOf(readCsv(once(sheet), { ...found, columns, currency: "EUR", genres }));
    const fromJson = await rowsOf(readJson(once(await fileOf(exportBooksJson(desk)))));
    for (const rows of [fromCsv, fromJson]) {
      const { creates, updates, unchanged, problems } = await plan(rows);
      expect(problems).toEqual([]);
      expect(updates.map(({ changes }) => changes)).toEqual([]);
      expect(creates).toEqual([]);
      expect(unchanged).toHaveLength(books.length);
    }
  });

  it.each(["reference.xml", "short.xml"])(
    "CAT-8 ONIX (%s) brought in twice changes nothing the second time",
    async (name) => {
      for (const genre of ["Classics", "History", "Science fiction"])
        await createGenre(desk, { names: { en: genre }, parentId: null, coverFamily: "crime" });
      const bytes = readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
      const read = async () => {
        const rows = await rowsOf(readOnix(once(bytes), { currency: "EUR", subjects: subjectRules }));
        // the one whole record; its other edition is not here
        return rows.slice(0, 1).map(({ record: { editionOf: _other, ...record }, ...row }) => ({ ...row, record }));
      };
      const made = await bulkBooks(desk, { mode: "upsert", rows: (await read()).map(({ record }) => record) });
      expect(made).toMatchObject({ ok: true });
      expect(await plan(await read())).toMatchObject({
        creates: [],
        updates: [],
        problems: [],
        unchanged: [{ row: 1 }],
      });
    },
  );
});
