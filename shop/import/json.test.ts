import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FileRefused, type ReadRow } from "./model.ts";
import { readJson } from "./read-json.ts";

async function* pieces(bytes: Uint8Array, cuts: readonly number[] = []): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (const cut of [...cuts.toSorted((a, b) => a - b), bytes.length]) {
    yield bytes.subarray(from, cut);
    from = cut;
  }
}

async function read(given: string | Uint8Array, cuts?: number[], after = 0): Promise<ReadRow[]> {
  const bytes = typeof given === "string" ? new TextEncoder().encode(given) : given;
  const rows: ReadRow[] = [];
  for await (const row of readJson(pieces(bytes, cuts), { after })) rows.push(row);
  return rows;
}

const refusalOf = (given: string | Uint8Array) =>
  read(given).then(
    () => null,
    (error: unknown) => (error instanceof FileRefused ? error.refusal : error),
  );

const books = [
  { isbn: "9783161484100", title: 'Brackets ]} and "quotes" \\', stock: 3 },
  { isbn: "9780306406157", title: "אור 📚", contributors: [{ name: "A", role: "author" }] },
  { id: "018f2b6e-0000-7000-8000-000000000000", price: 1200 },
];

describe("CAT-5 books as JSON", () => {
  it.each([
    ["a list", JSON.stringify(books)],
    ["a list with air", `\n ${JSON.stringify(books, null, 2)} \n`],
    ["a line each", books.map((book) => JSON.stringify(book)).join("\n")],
    ["one after another", books.map((book) => JSON.stringify(book, null, 1)).join("\r\n\r\n")],
    ["a list with a mark", `\ufeff${JSON.stringify(books)}`],
  ])("CAT-5 reads %s", async (_, text) => {
    const rows = await read(text);
    expect(rows.map(({ record }) => record)).toEqual(books);
    expect(rows.map(({ at }) => at)).toEqual([1, 2, 3]);
    expect(rows.flatMap(({ problems }) => problems)).toEqual([]);
    expect(await read(text, undefined, 2)).toEqual(rows.slice(2));
    expect(await read(text, [...new TextEncoder().encode(text).keys()])).toEqual(rows);
  });

  it("CAT-5 reads UTF-16 with its mark", async () => {
    expect(await read(Buffer.from(`\ufeff${JSON.stringify(books)}`, "utf16le"))).toHaveLength(3);
  });

  it("CAT-5 any list of objects reads back, wherever it is cut", async () => {
    const list = fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(list, fc.array(fc.nat(300)), fc.constantFrom("list", "lines"), async (given, cuts, kind) => {
        const all = given.map((each) => ({ ...each, isbn: "9783161484100" }));
        const text = kind === "list" ? JSON.stringify(all) : all.map((each) => JSON.stringify(each)).join("\n");
        const bytes = new TextEncoder().encode(text);
        const rows = await read(
          bytes,
          cuts.filter((cut) => cut <= bytes.length),
        );
        expect(rows.map(({ record }) => record)).toEqual(JSON.parse(JSON.stringify(all)));
      }),
      { numRuns: 60 },
    );
  });

  it("CAT-5 what is no book is told by its number, and the others are read", async () => {
    const rows = await read(
      '[{"isbn":"9783161484100"}, 12, "x", null, [], {"isbn":}, {"title":"no number"}, {"isbn":"1"}]',
    );
    expect(rows.map(({ problems }) => problems[0]?.code)).toEqual([
      undefined,
      "not_an_object",
      "not_an_object",
      "not_an_object",
      "not_an_object",
      "json_unreadable",
      "isbn_missing",
      undefined,
    ]);
  });

  it("CAT-5 a file that is no list, broken or cut is refused", async () => {
    expect(await refusalOf("")).toEqual({ code: "empty" });
    expect(await refusalOf("  ")).toEqual({ code: "empty" });
    expect(await refusalOf("ISBN;Title")).toEqual({ code: "json_not_a_list" });
    expect(await refusalOf("[]")).toEqual({ code: "no_rows" });
    expect(await refusalOf('[{"isbn":"1"}{"isbn":"2"}]')).toEqual({ code: "json_broken", facts: { line: "2" } });
    expect(await refusalOf('[{"isbn":"1"}] and more')).toEqual({ code: "json_broken", facts: { line: "2" } });
    expect(await refusalOf('[{"isbn":"1"},{"isb')).toEqual({ code: "json_truncated", facts: { line: "2" } });
    expect(await refusalOf('[{"isbn":"1"},')).toEqual({ code: "json_truncated", facts: { line: "2" } });
    expect(await refusalOf('{"isbn":"1"}\n{"isb')).toEqual({ code: "json_truncated", facts: { line: "2" } });
    expect(await refusalOf(Buffer.from('[{"title":"Gr\xf6\xdfe"}]', "latin1"))).toMatchObject({
      code: "encoding_wrong",
    });
    expect(await refusalOf(Buffer.from([0x50, 0x4b, 3, 4, 0]))).toEqual({ code: "archive" });
  });

  it("CAT-5 an object without an end is refused before it is in memory", async () => {
    let given = 0;
    async function* endless(start: string) {
      given = 0;
      yield new TextEncoder().encode(start);
      const chunk = new Uint8Array(65_536).fill(0x78);
      for (let i = 0; i < 16_384; i++) {
        given += chunk.length;
        yield chunk;
      }
    }
    for (const start of ['[{"title":"', '{"title":', '["']) {
      await expect(readJson(endless(start)).next()).rejects.toMatchObject({ refusal: { code: "line_too_long" } });
      expect(given).toBeLessThan(4_000_000);
    }
  });
});
