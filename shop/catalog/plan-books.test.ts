import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, it } from "vitest";
import { as, openTestShop, person } from "../../tests/world.ts";
import { newId } from "../_kernel/ids.ts";
import { checkDigit13 } from "../_kernel/isbn.ts";
import { bulkBooks } from "./index.ts";
import { contributorRoles, formats } from "./model.ts";

const shop = openTestShop();
const { db } = shop.database;
const desk = as(shop, person("staff"));

const isbns = Array.from({ length: 6 }, (_, i) => {
  const twelve = `97904000000${i}`;
  return twelve + checkDigit13(twelve);
});
const titles = ["Emma", "Emma", "Straße & Œuvre", "百年の孤独", "A ‮right-to-left‬ title", "🦉", "  spaced   out "];
const names = ["J. R. R. Tolkien", "J.R.R. Tolkien", "Ada", "ada", "Åda", "🦉"];

const row = fc.record(
  {
    isbn: fc.constantFrom(...isbns),
    title: fc.constantFrom(...titles),
    format: fc.constantFrom(...formats),
    language: fc.constantFrom("en", "de", "pt-BR"),
    price: fc.nat({ max: 3_000 }),
    subtitle: fc.option(fc.string({ unit: "grapheme", maxLength: 20 }), { nil: null }),
    description: fc.string({ unit: "binary", maxLength: 40 }),
    genres: fc.array(fc.constantFrom("g-one", "g-two"), { maxLength: 3 }),
    contributors: fc.array(fc.record({ name: fc.constantFrom(...names), role: fc.constantFrom(...contributorRoles) }), {
      maxLength: 4,
    }),
    pages: fc.option(fc.integer({ min: 1, max: 900 }), { nil: null }),
    published: fc.option(fc.constantFrom("1999", "1999-12", "2024-02-29"), { nil: null }),
    stock: fc.nat({ max: 3 }),
  },
  { requiredKeys: ["isbn", "title", "format", "language"] },
);

it("CAT-5 CAT-6 a dry run counts what the call then does, and the same rows again change nothing", async () => {
  await db.execute(sql`insert into genres (id, slug, names, cover_family) values
    (${newId(new Date())}, 'g-one', '{"en":"One"}', 'crime'), (${newId(new Date())}, 'g-two', '{"en":"Two"}', 'crime')`);
  const counts = async (rows: unknown[], dryRun: boolean) => {
    const result = await bulkBooks(desk, { mode: "upsert", rows, dryRun });
    if (!result.ok) return result;
    const { created, updated, unchanged } = result.value;
    return [created.length, updated.length, unchanged];
  };
  const state = async () => {
    const { rows } = await db.execute(sql`
      select (select count(*) from stock_movements) as movements, (select count(*) from contributors) as people,
        (select sum(version) from books) as versions, (select count(*) from works) as works`);
    return rows;
  };
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(row, { selector: ({ isbn }) => isbn, maxLength: 6 }), async (rows) => {
      const before = await state();
      const planned = await counts(rows, true);
      expect(await state()).toEqual(before);
      expect(await counts(rows, false)).toEqual(planned);
      const after = await state();
      // a book on sale that would lose its price: all or nothing
      if (!Array.isArray(planned)) {
        expect(after).toEqual(before);
        return;
      }
      expect(await counts(rows, false)).toEqual([0, 0, rows.length]);
      expect(await state()).toEqual(after);
    }),
    { numRuns: 40 },
  );
});
