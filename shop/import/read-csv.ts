import { finished } from "node:stream/promises";
import { parse, type CsvError, type Parser } from "csv-parse";
import { FileRefused, MOST_RECORD_CHARACTERS, type ReadRow } from "./codes-model.ts";
import type { CsvOptions } from "./csv-model.ts";
import { decodeSheet, peek } from "./decode-text.ts";
import { csvDialect, isBlank, saysDelimiter } from "./inspect-csv.ts";
import { RowReader } from "./read-row.ts";
import { demandFormat } from "./sniff-format.ts";

/** Refuses a line without an end before anything holds it. */
async function* lines(source: AsyncIterable<string>): AsyncGenerator<string> {
  let length = 0;
  let line = 1;
  for await (const text of source) {
    const end = Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r"));
    if (end >= 0) {
      length = text.length - end - 1;
      for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) line += 1;
    } else length += text.length;
    if (length > MOST_RECORD_CHARACTERS) throw new FileRefused("line_too_long", { line: String(line) });
    yield text;
  }
}

/** Lines of the file that a record takes. */
function linesOf(record: readonly string[]): number {
  let count = 1;
  for (const cell of record) {
    if (cell.includes("\n") || cell.includes("\r")) count += cell.match(/\r\n?|\n/g)?.length ?? 0;
  }
  return count;
}

/** Records of a text that comes in pieces; each piece is dealt with before the next is asked for. */
class Records {
  /** Records that came to their end, to be taken away by the reader. */
  found: string[][] = [];
  private readonly parser: Parser;

  constructor(delimiter: string) {
    this.parser = parse({
      ...csvDialect,
      delimiter,
      bom: true,
      max_record_size: MOST_RECORD_CHARACTERS,
      on_record: (record: string[]) => {
        this.found.push(record);
        return null;
      },
    });
    // the callbacks below hear of it, too
    this.parser.on("error", () => undefined);
    this.parser.resume();
  }

  /** Throws what the parser says, after it has left in `found` what came before. */
  write(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.parser.write(text, (error) => (error ? reject(error) : resolve()));
    });
  }

  end(): Promise<void> {
    return finished(this.parser.end());
  }
}

/**
 * Reads a sheet row by row (CAT-6) with memory for a few rows, whatever its size. Every row after the header comes out, with
 * what is wrong with it; rows of empty cells do not. Throws FileRefused where the file as a whole cannot be read on.
 */
export async function* readCsv(source: AsyncIterable<Uint8Array>, options: CsvOptions): AsyncGenerator<ReadRow> {
  const { whole } = await peek(source, (head) => {
    demandFormat(head, "csv");
    if (options.columns.every((target) => target === null)) throw new FileRefused("no_known_column");
  });
  const { after = 0 } = options;
  const reader = new RowReader(options);
  const records = new Records(options.delimiter);
  let header = true;
  let rows = 0;
  let line = 1;
  function* taken() {
    const { found } = records;
    records.found = [];
    for (const record of found) {
      const at = line;
      line += linesOf(record);
      if (isBlank(record) || (header && saysDelimiter(record))) continue;
      if (!header) {
        rows += 1;
        if (rows === 1) reader.measure(record);
        if (at > after) yield reader.read(record, at);
        continue;
      }
      header = false;
      if (record.length !== options.columns.length) {
        const facts = { found: String(record.length), expected: String(options.columns.length) };
        throw new FileRefused("columns_changed", facts);
      }
    }
  }
  const broken = (error: unknown) => {
    const { code } = error as CsvError;
    if (code !== "CSV_QUOTE_NOT_CLOSED" && code !== "CSV_MAX_RECORD_SIZE") return error;
    return new FileRefused("quote_open", { line: String(line) });
  };
  for await (const text of lines(decodeSheet(whole, options.encoding))) {
    const failed = await records.write(text).then(
      () => null,
      (error: unknown) => error,
    );
    yield* taken();
    if (failed !== null) throw broken(failed);
  }
  const failed = await records.end().then(
    () => null,
    (error: unknown) => error,
  );
  yield* taken();
  if (failed !== null) throw broken(failed);
  if (header) throw new FileRefused("no_header", { line: "1" });
  if (rows === 0) throw new FileRefused("no_rows");
}
