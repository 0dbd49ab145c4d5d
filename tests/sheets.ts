import { inspectCsv } from "../shop/import/inspect-csv.ts";
import { FileRefused, HEAD_BYTES, type CsvOptions, type ReadRow } from "../shop/import/model.ts";
import { readCsv } from "../shop/import/read-csv.ts";

export const genres = new Map([
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

export const bytesOf = (text: string | Uint8Array) =>
  typeof text === "string" ? new TextEncoder().encode(text) : text;

export async function read(
  text: string | Uint8Array,
  more: Partial<CsvOptions> = {},
  cuts?: number[],
): Promise<ReadRow[]> {
  const bytes = bytesOf(text);
  const rows: ReadRow[] = [];
  for await (const row of readCsv(pieces(bytes, cuts), optionsFor(bytes, more))) rows.push(row);
  return rows;
}

export const refusalOf = (text: string | Uint8Array, more: Partial<CsvOptions> = {}) =>
  read(text, more).then(
    () => null,
    (error: unknown) => (error instanceof FileRefused ? error.refusal : error),
  );
