import type { Ctx } from "../_runtime/context.ts";
import { listDeskGenres } from "../catalog/index.ts";
import { FileRefused, type CsvMapping, type ReadRow } from "./model.ts";
import { readCsv } from "./read-csv.ts";
import { readJson } from "./read-json.ts";
import { readOnix } from "./read-onix.ts";
import { onixStockOf, type StoredImport } from "./stored.ts";
import { listSubjectRules } from "./subjects.ts";

/** The file is not in the store any more. */
export class FileGone extends Error {
  constructor() {
    super("the file is gone");
    this.name = "FileGone";
  }
}

export interface ReadBatch {
  rows: ReadRow[];
  /** Bytes of the file that were read for it and all before it. */
  bytes: number;
}

/** Bytes of rows that are held at once: rows with long texts come in smaller batches. */
const BATCH_BYTES = 4 * 1024 * 1024;

/**
 * The rows of an import's file behind `after`, some at a time. Throws FileRefused where the file cannot be read on, and FileGone;
 * memory does not grow with the file.
 */
export async function* readBatches(
  ctx: Ctx,
  row: StoredImport,
  { after, size, currency }: { after: number; size: number; currency: string },
): AsyncGenerator<ReadBatch> {
  const stored = row.fileKey === null ? null : await ctx.shop.files.read(row.fileKey);
  if (!stored) throw new FileGone();
  let bytes = 0;
  const counted = (async function* () {
    for await (const chunk of stored) {
      bytes += chunk.byteLength;
      yield chunk;
    }
  })();
  let rows: ReadRow[] = [];
  let begun = 0;
  let any = after > 0;
  for await (const read of await openReader(ctx, row, counted, { after, currency })) {
    // what was passed over, before the first row that is not done yet, is of no batch
    if (rows.length === 0) begun = bytes;
    rows.push(read);
    any = true;
    if (rows.length >= size || bytes - begun >= BATCH_BYTES) {
      yield { rows, bytes };
      rows = [];
    }
  }
  if (rows.length > 0) yield { rows, bytes };
  if (!any) throw new FileRefused("no_rows");
}

async function openReader(
  ctx: Ctx,
  row: StoredImport,
  source: AsyncIterable<Uint8Array>,
  { after, currency }: { after: number; currency: string },
): Promise<AsyncGenerator<ReadRow>> {
  switch (row.format) {
    case "csv": {
      const mapping = row.mapping as CsvMapping;
      return readCsv(source, { ...mapping, after, currency, genres: await genresByName(ctx) });
    }
    case "onix": {
      const genres = await genresByName(ctx);
      // a rule that leads to no genre of this shop leaves the code to a shorter one
      const subjects = (await listSubjectRules(ctx.db)).filter(({ genre }) => genres.get(genre) === genre);
      return readOnix(source, { after, currency, subjects, stock: onixStockOf(row) ?? "ignore" });
    }
    default:
      return readJson(source, { after });
  }
}

/** Slugs of the genres by slug and by name in each language. */
async function genresByName(ctx: Ctx): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const { slug, names } of await listDeskGenres(ctx)) {
    for (const name of Object.values(names)) if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), slug);
    found.set(slug, slug);
  }
  return found;
}
