import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { bytesOf, genres, read, refusalOf } from "../../tests/sheets.ts";
import { inspectCsv } from "./inspect-csv.ts";
import { type CsvOptions, type CsvTarget } from "./model.ts";
import { readCsv } from "./read-csv.ts";

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
