import { parse, type CsvError } from "csv-parse/sync";
import { readIsbn } from "../_kernel/isbn.ts";
import { HEAD_BYTES, type FileRefusal, type FileRefusalCode } from "./codes-model.ts";
import { guessColumns, targetOf } from "./csv-columns.ts";
import {
  csvDelimiters,
  manyColumns,
  type CsvDelimiter,
  type CsvEncoding,
  type CsvGuess,
  type CsvInspection,
} from "./csv-model.ts";
import { encodingOf, sniffFormat } from "./sniff-format.ts";

/** Rows looked at, and rows shown. */
const LOOKED_AT = 200;
const SHOWN = 20;
/** More columns than anybody maps by hand. */
export const MOST_COLUMNS = 300;

/** How the rows of a sheet are parted, here and in `readCsv`. */
export const csvDialect = {
  record_delimiter: ["\r\n", "\n", "\r"],
  relax_column_count: true,
  relax_quotes: true,
};

/** The first line with which Excel says its delimiter: "sep=;". */
export const saysDelimiter = (row: readonly string[]) =>
  /^sep=.?$/i.test(row[0] ?? "") && row.every((c, i) => i === 0 || c === "");

export const isBlank = (row: readonly string[]) => row.every((cell) => cell.trim() === "");

/** The records of a beginning; the last one, which its end may have cut, only where the file ends there. */
function records(text: string, delimiter: CsvDelimiter, whole: boolean): { rows: string[][]; open: boolean } {
  const rows: string[][] = [];
  const keep = (row: string[]) => {
    rows.push(row);
    return null;
  };
  try {
    parse(text, { ...csvDialect, delimiter, to: LOOKED_AT + 2, on_record: keep });
    if (!whole && rows.length < LOOKED_AT + 2) rows.pop();
    return { rows: rows.filter((row) => !isBlank(row) && !saysDelimiter(row)), open: false };
  } catch (error) {
    const { code } = error as CsvError;
    if (code !== "CSV_QUOTE_NOT_CLOSED" && code !== "CSV_MAX_RECORD_SIZE") throw error;
    return { rows: rows.filter((row) => !isBlank(row) && !saysDelimiter(row)), open: whole };
  }
}

/** How much a delimiter makes of a text: rows as wide as the header, names that are known, columns at all. */
function likelihood(text: string, delimiter: CsvDelimiter, whole: boolean): number {
  const [header = [], ...rows] = records(text, delimiter, whole).rows;
  if (header.length < 2) return 0;
  const alike = rows.length === 0 ? 1 : rows.filter((row) => row.length === header.length).length / rows.length;
  const known = header.filter((name) => targetOf(name)).length / header.length;
  return alike + known + Math.min(header.length, 20) / 100;
}

/** Which sign parts the cents, by the amounts that leave no doubt. */
function decimalOf(values: readonly string[]): "." | "," | null {
  let points = 0;
  let commas = 0;
  for (const value of values) {
    const sign = /([.,])\d{1,2}(?!\d)\D*$/.exec(value)?.[1];
    if (sign === ".") points += 1;
    if (sign === ",") commas += 1;
  }
  if (points === commas) return null;
  return points > commas ? "." : ",";
}

/** Month first only where some date can be read in no other way. */
function orderOf(values: readonly string[]): "dmy" | "mdy" {
  const pairs = values.flatMap((value) => {
    const found = /^\s*(\d{1,2})[-/](\d{1,2})[-/]\d{4}/.exec(value);
    return found ? [[Number(found[1]), Number(found[2])] as const] : [];
  });
  return pairs.some(([, second]) => second > 12) && !pairs.some(([first]) => first > 12) ? "mdy" : "dmy";
}

/** A first row that is no header: nothing in it is a known name, and something is an ISBN or an amount. */
const isData = (header: readonly string[]) =>
  !header.some((name) => targetOf(name)) &&
  header.some((cell) => readIsbn(cell.replace(/^'|^="|"$/g, "")).ok || /^\W*\d+[.,]\d\d\W*$/.test(cell));

function twice(header: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const name of header) {
    const target = targetOf(name)?.target;
    const key = name.trim().toLowerCase();
    if (target && !manyColumns.has(target) && seen.has(key)) return name.trim();
    seen.add(key);
  }
  return null;
}

/** Guesses for a sheet (`HEAD_BYTES` of its beginning): encoding, delimiter, what each column is, how amounts and dates are written. */
export function inspectCsv(head: Uint8Array): CsvInspection {
  const encoding: CsvEncoding = encodingOf(head);
  const nothing = {
    encoding,
    delimiter: "," as const,
    header: [],
    sample: [],
    guesses: [],
    decimal: null,
    dates: "dmy" as const,
  };
  const kind = sniffFormat(head);
  if ("refusal" in kind) return { ...nothing, refusal: kind.refusal };
  const whole = head.length < HEAD_BYTES;
  const text = new TextDecoder(encoding).decode(head, { stream: !whole });
  const named = /^\ufeff?sep=([,;\t|])\r?\n/i.exec(text)?.[1] as CsvDelimiter | undefined;
  const delimiter =
    named ??
    csvDelimiters
      .map((each) => ({ each, score: likelihood(text, each, whole) }))
      .reduce((best, next) => (next.score > best.score ? next : best)).each;
  const { rows, open } = records(text, delimiter, whole);
  const [first = [], ...rest] = rows;
  const header = first.map((name) => name.trim());
  const refuse = (code: FileRefusalCode, facts?: Record<string, string>): FileRefusal => ({
    code,
    ...(facts && { facts }),
  });
  if (header.length === 0) {
    const code = open ? "quote_open" : whole ? "no_header" : "line_too_long";
    return { ...nothing, delimiter, refusal: refuse(code, { line: "1" }) };
  }
  const sample = rest.map((row) => header.map((_, index) => row[index] ?? ""));
  const guesses: CsvGuess[] = header.length > MOST_COLUMNS ? [] : guessColumns(header, sample);
  const valuesOf = (target: string) =>
    guesses.flatMap((guess, index) => (guess.target === target ? sample.map((row) => row[index] ?? "") : []));
  const double = twice(header);
  const refusal =
    header.length > MOST_COLUMNS
      ? refuse("too_many_columns", { found: String(header.length), most: String(MOST_COLUMNS) })
      : isData(header)
        ? refuse("no_header", { line: "1" })
        : double !== null
          ? refuse("column_twice", { column: double.slice(0, 80) })
          : !guesses.some(({ target }) => target !== null)
            ? refuse("no_known_column")
            : rest.length === 0 && whole
              ? refuse(open ? "quote_open" : "no_rows", { line: "1" })
              : null;
  return {
    refusal,
    encoding,
    delimiter,
    header: header.slice(0, MOST_COLUMNS),
    sample: sample.slice(0, SHOWN),
    guesses,
    decimal: decimalOf(valuesOf("price")),
    dates: orderOf(valuesOf("published")),
  };
}
