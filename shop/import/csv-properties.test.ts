import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesOf, read } from "../../tests/sheets.ts";
import { plainAmount } from "../_kernel/amounts.ts";
import { csvLine } from "../_kernel/csv.ts";
import { contributorRoles, formats, type BookFacts } from "../catalog/model.ts";
import { inspectCsv } from "./inspect-csv.ts";

type Exported = BookFacts & { id: string; currency: string };

/** Columns and cells as the catalogue's export has them. */
const exported = [
  "id",
  "isbn",
  "title",
  "subtitle",
  "seriesName",
  "seriesNumber",
  "contributors",
  "format",
  "language",
  "publisher",
  "published",
  "firstPublished",
  "pages",
  "description",
  "genres",
  "price",
  "currency",
  "stock",
  "slug",
  "archived",
] as const;

function cellOf(book: Exported, field: (typeof exported)[number]): string | number | null {
  if (field === "contributors") return book.contributors.map(({ name, role }) => `${name} (${role})`).join("; ");
  if (field === "genres") return book.genres.join(";");
  if (field === "price") return plainAmount(book.price, book.currency);
  if (field === "archived") return book.archived ? "yes" : "no";
  return book[field];
}

describe("CAT-6 properties", () => {
  const cell = fc.string({ unit: fc.constantFrom(..."aé€📚x19.,;'\"\r\n =-"), maxLength: 12 });
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

  it("CAT-6 where the bytes are cut makes no difference", async () => {
    const rows = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 });
    const encodings = fc.constantFrom("utf8", "latin1", "utf16le");
    await fc.assert(
      fc.asyncProperty(rows, encodings, fc.array(fc.nat(400)), async (all, encoding, cuts) => {
        const text = ["ISBN,Title,Publisher", ...all.map(([a, b]) => `9783161484100,${quoted(a)},${quoted(b)}`)].join(
          "\r\n",
        );
        const bytes = Buffer.from(text, encoding);
        const within = cuts.filter((cut) => cut <= bytes.length);
        expect(await read(bytes, {}, within)).toEqual(await read(bytes));
        expect(await read(bytes, {}, [...bytes.keys()])).toEqual(await read(bytes));
      }),
      { numRuns: 40 },
    );
  });

  it("CAT-6 SEC-4 what the export writes reads back the same", async () => {
    const text = (most: number) =>
      fc
        .oneof(
          fc.string({ maxLength: most }),
          fc.string({ unit: fc.constantFrom(..."aB '=+-@\",;\n&<>()"), maxLength: most }),
        )
        .map((each) => each.replace(/\s+/g, " ").trim());
    const line = text(30).filter((each) => each !== "");
    const book: fc.Arbitrary<Exported> = fc.record({
      id: fc.uuid(),
      isbn: fc.constantFrom("9783161484100", null),
      title: line,
      subtitle: fc.option(line),
      seriesName: fc.option(line),
      seriesNumber: fc.option(line),
      contributors: fc.array(fc.record({ name: line, role: fc.constantFrom(...contributorRoles) }), { maxLength: 3 }),
      format: fc.constantFrom(...formats),
      language: fc.constantFrom("en", "de", "pt-br", "grc"),
      publisher: fc.option(line),
      published: fc.constantFrom("1999", "1999-05", "1999-05-21", null),
      firstPublished: fc.option(fc.integer({ min: -700, max: 2100 })),
      pages: fc.option(fc.integer({ min: 1, max: 50_000 })),
      description: fc.array(text(60)).map((each) => each.join("\n\n").trim()),
      genres: fc.constantFrom([], ["crime"], ["poetry", "crime"]),
      price: fc.nat(10_000_000),
      currency: fc.constant("EUR"),
      stock: fc.nat(1_000_000),
      slug: fc.constant("a-book"),
      archived: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(book, { minLength: 1, maxLength: 4 }), async (books) => {
        const file =
          csvLine(exported) + books.map((each) => csvLine(exported.map((field) => cellOf(each, field)))).join("");
        const rows = await read(file, { columns: [...exported] });
        expect(inspectCsv(bytesOf(file)).guesses.map(({ target }) => target)).toEqual([...exported]);
        expect(rows).toHaveLength(books.length);
        rows.forEach((row, index) => {
          const { contributors, ...known } = books[index] ?? ({} as Exported);
          const said = Object.fromEntries(
            Object.entries({ ...known, ...(contributors.length > 0 && { contributors }) }).filter(
              ([, value]) => value !== null && value !== "" && !(Array.isArray(value) && value.length === 0),
            ),
          );
          expect(row.problems).toEqual([]);
          expect(row.record).toEqual(said);
        });
      }),
      { numRuns: 60 },
    );
  });
});
