import { describe, expect, it } from "vitest";
import { bytesOf, read } from "../../tests/sheets.ts";
import { inspectCsv } from "./inspect-csv.ts";

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
