import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainAmount } from "../_kernel/amounts.ts";
import { csvLine } from "../_kernel/csv.ts";
import { contributorRoles, formats, type BookFacts } from "../catalog/model.ts";
import { inspectCsv } from "./inspect-csv.ts";
import { FileRefused, HEAD_BYTES, type CsvOptions, type CsvTarget, type ReadRow } from "./model.ts";
import { readCsv } from "./read-csv.ts";

const genres = new Map([
  ["crime", "crime"],
  ["crime & mystery", "crime"],
  ["krimis", "crime"],
  ["poetry", "poetry"],
]);

async function* pieces(bytes: Uint8Array, cuts: readonly number[] = []): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (const cut of [...cuts.toSorted((a, b) => a - b), bytes.length]) {
    yield bytes.subarray(from, cut);
    from = cut;
  }
}

function optionsFor(bytes: Uint8Array, more: Partial<CsvOptions> = {}): CsvOptions {
  const { encoding, delimiter, guesses, decimal, dates } = inspectCsv(bytes.subarray(0, HEAD_BYTES));
  const columns = guesses.map(({ target }) => target);
  return { encoding, delimiter, columns, decimal, dates, currency: "EUR", genres, ...more };
}

const bytesOf = (text: string | Uint8Array) => (typeof text === "string" ? new TextEncoder().encode(text) : text);

async function read(text: string | Uint8Array, more: Partial<CsvOptions> = {}, cuts?: number[]): Promise<ReadRow[]> {
  const bytes = bytesOf(text);
  const rows: ReadRow[] = [];
  for await (const row of readCsv(pieces(bytes, cuts), optionsFor(bytes, more))) rows.push(row);
  return rows;
}

const refusalOf = (text: string | Uint8Array, more: Partial<CsvOptions> = {}) =>
  read(text, more).then(
    () => null,
    (error: unknown) => (error instanceof FileRefused ? error.refusal : error),
  );

const sheet = [
  "EAN;Author;Titel;RRP;Bestand;Einband;Sprache;Erscheinungsdatum;Warengruppe;Verlag",
  '978-3-16-148410-0;"Brandt, Jule; Quist, Ada";"Über ""Wasser""";12,99 €;3;Taschenbuch;Deutsch;01.05.2023;Krimis;Möwe',
  '9780306406157;Oskar Lind;"Zwei\r\nZeilen";"1.234,50";0;HC;eng;2020;"Crime & mystery, Poetry";Möwe',
  "",
  ";;;;;;;;;",
  "0-14-044913-2;Homer;Odyssee 🚢;9,00;1.200;BC;grc;05/1991;;",
].join("\r\n");

describe("CAT-6 what a sheet is", () => {
  it("CAT-6 finds a wholesaler's columns by their names", () => {
    const found = inspectCsv(bytesOf(sheet));
    expect(found).toMatchObject({ refusal: null, encoding: "utf-8", delimiter: ";", decimal: ",", dates: "dmy" });
    expect(found.guesses.map(({ target }) => target)).toEqual(
      "isbn author title price stock format language published genres publisher".split(" "),
    );
    expect(found.guesses[0]?.confidence).toBe(1);
    expect(found.sample[0]?.[2]).toBe('Über "Wasser"');
  });

  it("CAT-6 finds columns by their content where the names say nothing", () => {
    const text = [
      "A,B,C,D,E",
      "Ducks,9783161484100,12.99,2023-05-01,paperback",
      "Geese,9780306406157,9.50,2022-11-30,hardback",
    ].join("\n");
    const { guesses } = inspectCsv(bytesOf(text));
    expect(guesses.map(({ target }) => target)).toEqual([null, "isbn", "price", "published", "format"]);
    expect(guesses.every(({ confidence }) => confidence <= 0.5)).toBe(true);
  });

  it("CAT-6 a name that its column contradicts does not count", () => {
    const text = "ISBN,Format,EAN\nAB-1,17,9783161484100\nAB-2,23,9780306406157";
    expect(inspectCsv(bytesOf(text)).guesses.map(({ target }) => target)).toEqual([null, null, "isbn"]);
  });

  it("CAT-6 a column of ISBNs is one, even where half of it is wrong: that is told by row", () => {
    const text = "ISBN,Title\n9783161484100,a\nnone,b\n12,c\n?,d";
    expect(inspectCsv(bytesOf(text)).guesses.map(({ target }) => target)).toEqual(["isbn", "title"]);
  });

  it("CAT-6 of two columns for one thing the likelier is taken", () => {
    const text = "ISBN-10;ISBN-13;Title;RRP;Price;Author;Autor\n0306406152;9780306406157;x;1,00;2,00;a;b";
    const targets = inspectCsv(bytesOf(text)).guesses.map(({ target }) => target);
    expect(targets).toEqual([null, "isbn", "title", null, "price", "author", "author"]);
  });

  it.each([",", ";", "\t", "|"] as const)("CAT-6 finds the delimiter %j", (delimiter) => {
    const row = (cells: string[]) => cells.map((cell) => `"${cell}"`).join(delimiter);
    const text = [row(["ISBN", "Title", "Price"]), row(["9783161484100", "One, two; three | four", "1,5"])].join("\n");
    expect(inspectCsv(bytesOf(text))).toMatchObject({ delimiter, header: ["ISBN", "Title", "Price"] });
    expect(inspectCsv(bytesOf(`sep=${delimiter}\r\nEAN\r\n1\r\n`))).toMatchObject({ delimiter, header: ["EAN"] });
  });

  it.each([
    ["utf-8", Buffer.from(sheet)],
    ["utf-8", Buffer.from(`\ufeff${sheet}`)],
    ["utf-16le", Buffer.from(`\ufeff${sheet}`, "utf16le")],
    ["utf-16le", Buffer.from(sheet, "utf16le")],
    ["utf-16be", Buffer.from(`\ufeff${sheet}`, "utf16le").swap16()],
    ["windows-1252", Buffer.from(sheet.replace("🚢", "").replaceAll("€", "\x80"), "latin1")],
  ] as const)("CAT-6 finds the encoding %s, and reads the same in it", async (encoding, bytes) => {
    expect(inspectCsv(bytes).encoding).toBe(encoding);
    const rows = await read(bytes);
    expect(rows).toHaveLength(3);
    expect(rows[0]?.record).toMatchObject({ title: 'Über "Wasser"', price: 1299, publisher: "Möwe" });
    expect(rows.flatMap(({ problems }) => problems)).toEqual([]);
  });

  it("CAT-6 Windows-1252 that only begins far behind the head is read as such", async () => {
    const long = `ISBN;Title\n${"9783161484100;Plain\n".repeat(4_000)}`;
    const rows = await read(Buffer.concat([Buffer.from(long), Buffer.from("9780306406157;Größe\n", "latin1")]));
    expect(rows.at(-1)).toMatchObject({ record: { title: "Größe" }, problems: [] });
    const mixed = [Buffer.from(`${long}9780306406157;Größe\n`), Buffer.from("9780306406157;Gr\xf6\xdfe\n", "latin1")];
    const [right, wrong] = (await read(Buffer.concat(mixed))).slice(-2);
    expect(right?.problems).toEqual([]);
    expect(wrong?.problems).toMatchObject([{ field: "title", code: "unreadable_sign" }]);
  });

  it("CAT-6 dates with the month first are noticed", () => {
    const text = (date: string) => bytesOf(`ISBN,Pub date\n9783161484100,${date}\n9780306406157,02/03/2023`);
    expect(inspectCsv(text("05/31/2023")).dates).toBe("mdy");
    expect(inspectCsv(text("31/05/2023")).dates).toBe("dmy");
  });
});

describe("CAT-6 rows of a sheet", () => {
  it("CAT-6 reads every row with its line, and skips empty ones", async () => {
    const rows = await read(sheet);
    expect(rows.map(({ at }) => at)).toEqual([2, 3, 7]);
    expect(rows.map(({ record }) => record)).toEqual([
      {
        isbn: "978-3-16-148410-0",
        title: 'Über "Wasser"',
        contributors: [
          { name: "Jule Brandt", role: "author" },
          { name: "Ada Quist", role: "author" },
        ],
        price: 1299,
        stock: 3,
        format: "paperback",
        language: "de",
        published: "2023-05-01",
        genres: ["crime"],
        publisher: "Möwe",
      },
      {
        isbn: "9780306406157",
        title: "Zwei\r\nZeilen",
        contributors: [{ name: "Oskar Lind", role: "author" }],
        price: 123450,
        stock: 0,
        format: "hardback",
        language: "en",
        published: "2020",
        genres: ["crime", "poetry"],
        publisher: "Möwe",
      },
      {
        isbn: "0-14-044913-2",
        title: "Odyssee 🚢",
        contributors: [{ name: "Homer", role: "author" }],
        price: 900,
        stock: 1200,
        format: "paperback",
        language: "grc",
        published: "1991-05",
      },
    ]);
  });

  it("CAT-6 spreadsheets' ways with ISBNs: shells and apostrophes are taken off, lost digits are told", async () => {
    const text = 'ISBN;Title\n"=""9783161484100""";One\n\'9783161484100;Two\n9783161484100.0;Three\n9,78316E+12;Four\n';
    const rows = await read(text);
    expect(rows.slice(0, 3).map(({ record }) => record.isbn)).toEqual(Array(3).fill("9783161484100"));
    expect(rows[3]?.problems).toEqual([{ field: "isbn", code: "isbn_scientific", facts: { text: "9,78316E+12" } }]);
    expect(rows[3]?.record).toEqual({ title: "Four" });
  });

  it.each([
    ["9,90", { stock: 1_000, pages: 1_200 }],
    ["9.90", { stock: 1 }],
  ])("CAT-6 “1.000” copies beside a price of %s are what that price's sign says", async (price, expected) => {
    const pages = "stock" in expected && expected.stock === 1 ? "" : "1.200 S.";
    const [row] = await read(`ISBN;Price;Stock;Pages\n9783161484100;${price};1.000;${pages}`);
    expect(row).toMatchObject({ problems: [], record: expected });
  });

  it("CAT-6 “1.000” copies are not guessed where nothing says which sign parts cents", async () => {
    const [row, other] = await read("ISBN;Stock\n9783161484100;1.000\n9780306406157;1.500");
    expect(row?.problems).toEqual([{ field: "stock", code: "number_unreadable", facts: { text: "1.000" } }]);
    expect(other?.record.stock).toBe(1_500);
  });

  it("CAT-6 names in two columns, roles in columns of their own, genres in several, copies on top", async () => {
    const text =
      "ISBN,Last name,First name,Translator,Category,Genre,Received\n9783161484100,Le Guin,Ursula K.,Karen Nölle,Crime,Poetry,4";
    const [row] = await read(text);
    expect(row).toMatchObject({
      stockMeans: "added",
      record: {
        stock: 4,
        genres: ["crime", "poetry"],
        contributors: [
          { name: "Ursula K. Le Guin", role: "author" },
          { name: "Karen Nölle", role: "translator" },
        ],
      },
    });
  });

  it("CAT-6 an empty cell says nothing, or that there is nothing, as the bookseller chooses", async () => {
    const text = "ISBN,Title,Subtitle,Pages,Genre,Price\n9783161484100,x,,,,";
    expect((await read(text))[0]?.record).toEqual({ isbn: "9783161484100", title: "x" });
    expect((await read(text, { empty: "clear" }))[0]?.record).toEqual({
      isbn: "9783161484100",
      title: "x",
      subtitle: null,
      pages: null,
      genres: [],
    });
  });

  it("CAT-6 descriptions in HTML become paragraphs", async () => {
    const [row] = await read('ISBN,Description\n9783161484100,"<p>One.</p><p>Two &amp; three.</p>"');
    expect(row?.record.description).toBe("One.\n\nTwo & three.");
  });

  it("CAT-6 goes on after rows that were dealt with", async () => {
    expect(await read(sheet, { after: 3 })).toEqual((await read(sheet)).slice(2));
  });

  it("CAT-6 titles from right to left and with emoji stay as they are", async () => {
    const rows = await read("ISBN,Title\n9783161484100,אור על החוף\n9780306406157,👩‍👩‍👧 📚\n9780140449136,كتاب");
    expect(rows.map(({ record }) => record.title)).toEqual(["אור על החוף", "👩‍👩‍👧 📚", "كتاب"]);
  });
});

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

describe("CAT-6 SEC-4 what is no sheet, or a broken one", () => {
  const zip = Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0, 1, 2, 3]);
  it.each([
    ["empty", ""],
    ["empty", "  \n \n"],
    ["archive", zip],
    ["spreadsheet", Buffer.concat([zip, Buffer.from("xl/workbook.xml")])],
    ["image", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
    ["image", Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
    ["pdf", "%PDF-1.7"],
    ["not_text", Buffer.from([1, 2, 0, 3, 4, 5, 0xff, 0, 0, 7, 8, 9])],
    ["no_header", "9783161484100;Ducks;12,99\n9780306406157;Geese;9,99"],
    ["no_known_column", "Foo;Bar\nx;y"],
    ["column_twice", "ISBN;Title;ISBN\n9783161484100;x;9780306406157"],
    ["no_rows", "ISBN;Title\n"],
    ["quote_open", 'ISBN;Title\n9783161484100;"Ducks\n9780306406157;Geese\n'],
    ["too_many_columns", `ISBN${";x".repeat(300)}\n1`],
  ] as const)("CAT-6 is refused from its beginning: %s", (code, text) => {
    expect(inspectCsv(bytesOf(text)).refusal?.code).toBe(code);
  });

  it("CAT-6 and by the reader, whatever was guessed", async () => {
    const columns: CsvTarget[] = ["isbn", "title"];
    const given: Partial<CsvOptions> = { columns, delimiter: ";" };
    expect(await refusalOf(zip, given)).toEqual({ code: "archive" });
    expect(await refusalOf("", given)).toEqual({ code: "empty" });
    expect(await refusalOf("Foo;Bar\nx;y")).toEqual({ code: "no_known_column" });
    expect(await refusalOf("\n\n;;\n", given)).toMatchObject({ code: "no_header" });
    expect(await refusalOf("ISBN;Title\n\n", given)).toEqual({ code: "no_rows" });
    expect(await refusalOf("ISBN;Title;Price\n1;2;3", given)).toEqual({
      code: "columns_changed",
      facts: { found: "3", expected: "2" },
    });
    expect(await refusalOf('ISBN;Title\n1;One\n\n2;"Two\n3;Three\n', given)).toEqual({
      code: "quote_open",
      facts: { line: "4" },
    });
    expect(await refusalOf(`ISBN;Title\n1;${"x".repeat(70_000)}\0\n`, given)).toEqual({ code: "not_text" });
  });

  it("CAT-6 a file that breaks off is told by its last row", async () => {
    const rows = await read("ISBN;Title;Price\n9783161484100;One;1,00\n9780306406157;Tw");
    expect(rows.map(({ problems }) => problems)).toEqual([
      [],
      [{ field: null, code: "cells_missing", facts: { found: "2", expected: "3" } }],
    ]);
  });

  it("CAT-6 a delimiter at the end of every row is no cell; one cell too many in one row is told", async () => {
    const trailing = await read("ISBN;Title;Price\n9783161484100;One;1,00;\n9780306406157;Two;2,00;\n");
    expect(trailing.flatMap(({ problems }) => problems)).toEqual([]);
    const moved = await read("ISBN;Title;Price\n9783161484100;One;1,00\n9780306406157;Two; or three;\n");
    expect(moved[1]?.problems).toEqual([
      { field: null, code: "cells_left_over", facts: { found: "4", expected: "3" } },
    ]);
  });

  it("CAT-6 a line, or a quotation, of a gigabyte is refused before it is in memory", async () => {
    let given = 0;
    async function* endless(start: string, more: string) {
      given = 0;
      yield bytesOf(start);
      const chunk = bytesOf(more.repeat(Math.ceil(65_536 / more.length)));
      for (let i = 0; i < 16_384; i++) {
        given += chunk.length;
        yield chunk;
      }
    }
    const options: CsvOptions = {
      encoding: "utf-8",
      delimiter: ",",
      columns: ["isbn", "title"],
      currency: "EUR",
      genres,
      decimal: null,
      dates: "dmy",
    };
    for (const [start, more, code] of [
      ["ISBN,Title\n9783161484100,", "x", "line_too_long"],
      ["", "x", "line_too_long"],
      ["ISBN,Title\n", ",", "line_too_long"],
      ['ISBN,Title\n9783161484100,"', "x\n", "quote_open"],
      ['ISBN,Title\n9783161484100,"', "é\n", "quote_open"],
    ] as const) {
      const rows = readCsv(endless(start, more), options);
      await expect(rows.next()).rejects.toMatchObject({ refusal: { code } });
      expect(given).toBeLessThan(4_000_000);
    }
  });

  it("CAT-6 fifty megabytes leave no more than a row behind", async () => {
    const count = 50_000;
    const row = `9783161484100,A title,12.99,"Brandt, Jule",${"A rather long description of a book. ".repeat(26)}\n`;
    async function* many() {
      yield bytesOf("ISBN,Title,Price,Author,Description\n");
      const chunk = bytesOf(row.repeat(1_000));
      for (let i = 0; i < count; i += 1_000) yield chunk;
    }
    const options: CsvOptions = {
      encoding: "utf-8",
      delimiter: ",",
      columns: ["isbn", "title", "price", "author", "description"],
      currency: "EUR",
      genres,
      decimal: null,
      dates: "dmy",
    };
    let rows = 0;
    let most = 0;
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const heap = () => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    const before = heap();
    for await (const { problems } of readCsv(many(), options)) {
      rows += 1;
      if (problems.length > 0) throw new Error("a row was read wrongly");
      if (rows % 10_000 === 0) most = Math.max(most, heap() - before);
    }
    expect(rows).toBe(count);
    expect(count * row.length).toBeGreaterThan(45_000_000);
    expect(most).toBeLessThan(8_000_000);
  });
});
