import { sql } from "drizzle-orm";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { restore } from "../_kernel/csv.ts";
import { as, guest, openTestShop, person } from "../../tests/world.ts";
import { bulkBooks, createGenre, exportBooksCsv, exportBooksJson, joinWorks, planBooks } from "./index.ts";
import type { BookRecord } from "./model.ts";

const shop = openTestShop();
const staff = as(shop, person("staff"));
const { db } = shop.database;

const isbnOf = (n: number) => {
  const twelve = `978${String(100_000_000 + n)}`;
  const sum = [...twelve].reduce((all, digit, at) => all + Number(digit) * (at % 2 ? 3 : 1), 0);
  return `${twelve}${(10 - (sum % 10)) % 10}`;
};
const strange: BookRecord[] = [
  {
    title: '=HYPERLINK("https://example.org"), or: how to “quote”',
    subtitle: "-1 + 1",
    format: "paperback",
    language: "en",
    isbn: isbnOf(1),
    description: "Two lines,\nand a comma; שלום 📚",
    contributors: [
      { name: "@nonymous", role: "author" },
      { name: "Ωmega, Junior", role: "translator" },
    ],
    genres: ["crime-export", "poetry-export"],
    price: 1_290,
    stock: 7,
    pages: 300,
    published: "2024-05",
    firstPublished: -400,
    seriesName: "'Tis",
    seriesNumber: "+3",
    publisher: "Ardent & Sons",
  },
  { title: "Without anything", format: "ebook", language: "de" },
  { title: "Archived", format: "hardback", language: "fr", isbn: isbnOf(2), price: 500, archived: true, stock: 1 },
];

async function textOf(parts: AsyncGenerator<string>): Promise<{ text: string; pieces: number }> {
  const all = await Array.fromAsync(parts);
  return { text: all.join(""), pieces: all.length };
}
const movements = async () =>
  (await db.execute<{ n: number }>(sql`select count(*)::int as n from stock_movements`)).rows[0]?.n;

describe("the export", () => {
  beforeAll(async () => {
    for (const en of ["Crime export", "Poetry export"]) {
      await createGenre(staff, { names: { en }, parentId: null, coverFamily: "crime" });
    }
    const many = Array.from({ length: 1_100 }, (_, n) => ({
      title: `One of many ${n}`,
      format: "paperback",
      language: "en",
      isbn: isbnOf(1_000 + n),
      price: 990,
      stock: n % 3,
    }));
    const made = await bulkBooks(staff, { mode: "create", rows: [...strange, ...many] });
    if (!made.ok) throw new Error(JSON.stringify(made.problems.slice(0, 3)));
    const [first, , third] = made.value.created;
    const joined = await joinWorks(staff, { bookId: third?.id ?? "", intoBookId: first?.id ?? "" });
    if (!joined.ok) throw new Error(joined.code);
  });

  it("CAT-5 CAT-6 as JSON comes in pieces, and given back as an update it changes nothing and moves nothing", async () => {
    const { text, pieces } = await textOf(exportBooksJson(staff));
    expect(pieces).toBeGreaterThanOrEqual(4);
    const rows = JSON.parse(text) as BookRecord[];
    expect(rows).toHaveLength(1_103);
    const [first, second, third] = strange.map(({ title }) => rows.find((row) => row.title === title));
    expect(first).toEqual({
      ...(first?.editionOf && { editionOf: isbnOf(2) }),
      ...strange[0],
      slug: "hyperlink-https-example-org-or-how-to-quote",
      currency: "EUR",
      archived: false,
    });
    expect(second).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      isbn: null,
      price: 0,
      archived: true,
    });
    expect(third).toMatchObject({ archived: true });
    // of two editions the one that came first is the one that the other names
    expect([first?.editionOf, third?.editionOf].filter(Boolean)).toHaveLength(1);

    const before = await movements();
    const again = await bulkBooks(staff, { mode: "update", rows });
    expect(again).toEqual({ ok: true, value: { created: [], updated: [], unchanged: 1_103 } });
    expect(await bulkBooks(staff, { mode: "upsert", rows })).toEqual(again);
    expect(await movements()).toBe(before);
  });

  it("CAT-10 given to another shop, editions find their work by it", async () => {
    const rows = JSON.parse((await textOf(exportBooksJson(staff))).text) as BookRecord[];
    // as that shop sees them: ISBNs and addresses that it does not have
    const titles = strange.map(({ title }) => title);
    const theirs = (isbn: string) => isbnOf(Number(isbn.slice(3, 12)) - 100_000_000 + 50_000);
    const other = rows
      .filter(({ title }) => titles.includes(title))
      .map(({ id: _id, slug: _slug, isbn, editionOf, ...rest }) => ({
        ...rest,
        ...(isbn && { isbn: theirs(isbn) }),
        ...(editionOf && { editionOf: theirs(editionOf) }),
      }));
    const plan = await planBooks(db, other, { mode: "create", currency: "EUR" });
    expect(plan.problems).toEqual([]);
    expect(plan.creates).toHaveLength(3);
    expect(plan.creates.filter(({ work }) => work !== null)).toHaveLength(1);
  });

  it("CAT-6 SEC-4 as CSV has the columns that are read, disarms formulas, and every text comes back as it was", async () => {
    const { text, pieces } = await textOf(exportBooksCsv(staff));
    expect(pieces).toBeGreaterThanOrEqual(4);
    const rows = parse(text, { columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(1_103);
    for (const row of rows) {
      for (const value of Object.values(row).filter((each) => !/^-\d+$/.test(each)))
        expect(value).not.toMatch(/^[=+\-@\t\r]/);
    }
    const first = rows.find(({ isbn }) => isbn === isbnOf(1)) ?? {};
    expect(first).toMatchObject({
      id: "",
      isbn: isbnOf(1),
      contributors: "'@nonymous (author); Ωmega, Junior (translator)",
      genres: "crime-export;poetry-export",
      price: "12.90",
      currency: "EUR",
      stock: "7",
      archived: "no",
      firstPublished: "-400",
    });
    for (const field of ["title", "subtitle", "seriesName", "seriesNumber", "description", "publisher"] as const) {
      expect(restore(first[field] ?? ""), field).toBe(strange[0]?.[field]);
    }
  });

  it("IDN-6 is for the desk alone", async () => {
    for (const actor of [guest, person("customer")]) {
      await expect(exportBooksJson(as(shop, actor)).next()).rejects.toThrow();
      await expect(exportBooksCsv(as(shop, actor)).next()).rejects.toThrow();
    }
  });
});
