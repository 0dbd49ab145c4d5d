import { FileRefused, type ReadOptions, type ReadRow } from "./codes-model.ts";
import { decodeStrictly, peek } from "./decode-text.ts";
import { JsonValues } from "./json-values.ts";
import { demandFormat, encodingOf } from "./sniff-format.ts";

function rowOf(text: string, at: number): ReadRow {
  const row: ReadRow = { at, reference: null, action: "upsert", record: {}, problems: [], notes: [] };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    row.problems.push({ field: null, code: "json_unreadable" });
    return row;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    row.problems.push({ field: null, code: "not_an_object" });
    return row;
  }
  row.record = { ...value };
  const { isbn, id } = row.record;
  if ((isbn === undefined || isbn === null || isbn === "") && (id === undefined || id === null))
    row.problems.push({ field: "isbn", code: "isbn_missing" });
  return row;
}

/**
 * Reads books from a list of JSON objects, or from objects one after another, in the fields of the bulk endpoint (CAT-5); with
 * memory for one of them. `at` counts them. Throws FileRefused where the file as a whole cannot be read on.
 */
export async function* readJson(source: AsyncIterable<Uint8Array>, options: ReadOptions = {}): AsyncGenerator<ReadRow> {
  const { found: encoding, whole } = await peek(source, (head) => {
    demandFormat(head, "json");
    return encodingOf(head);
  });
  const values = new JsonValues();
  const { after = 0 } = options;
  let at = 0;
  function* taken() {
    const { found } = values;
    values.found = [];
    for (const text of found) {
      at += 1;
      if (at > after) yield rowOf(text, at);
    }
  }
  // JSON is UTF-8 (RFC 8259); UTF-16 is read where the file has its mark
  for await (const text of decodeStrictly(whole, encoding === "windows-1252" ? "utf-8" : encoding)) {
    values.write(text);
    yield* taken();
  }
  values.close();
  yield* taken();
  if (at === 0) throw new FileRefused("no_rows");
}
