import { Readable, pipeline } from "node:stream";
import { parse, type CsvError } from "csv-parse";
import { FileRefused, HEAD_BYTES, MOST_RECORD_CHARACTERS, type ReadRow } from "./codes-model.ts";
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

/**
 * Reads a sheet row by row (CAT-6) with memory for a few rows, whatever its size. Every row after the header comes out, with
 * what is wrong with it; rows of empty cells do not. Throws FileRefused where the file as a whole cannot be read on.
 */
export async function* readCsv(source: AsyncIterable<Uint8Array>, options: CsvOptions): AsyncGenerator<ReadRow> {
  const { head, whole } = await peek(source, HEAD_BYTES);
  demandFormat(head, "csv");
  const { after = 0 } = options;
  const reader = new RowReader(options);
  const parser = parse({
    ...csvDialect,
    delimiter: options.delimiter,
    bom: true,
    max_record_size: MOST_RECORD_CHARACTERS,
  });
  const text = Readable.from(lines(decodeSheet(whole, options.encoding)), { objectMode: false });
  // the loop below hears of every error
  pipeline(text, parser, () => undefined);
  let header = true;
  let rows = 0;
  let line = 1;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      const at = line;
      line += linesOf(record);
      if (header) {
        if (isBlank(record) || saysDelimiter(record)) continue;
        header = false;
        if (record.length !== options.columns.length) {
          const facts = { found: String(record.length), expected: String(options.columns.length) };
          throw new FileRefused("columns_changed", facts);
        }
        continue;
      }
      if (isBlank(record)) continue;
      rows += 1;
      if (at > after) yield reader.read(record, at);
    }
  } catch (error) {
    const { code } = error as CsvError;
    if (code === "CSV_QUOTE_NOT_CLOSED" || code === "CSV_MAX_RECORD_SIZE")
      throw new FileRefused("quote_open", { line: String(line) });
    throw error;
  }
  if (header) throw new FileRefused("no_header", { line: "1" });
  if (rows === 0) throw new FileRefused("no_rows");
}
