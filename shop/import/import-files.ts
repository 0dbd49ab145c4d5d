import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { newId } from "../_kernel/ids.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { authorize } from "../_runtime/authorize.ts";
import { actorColumns, type Ctx, type Db } from "../_runtime/context.ts";
import { record } from "../audit/index.ts";
import { FileTooLarge } from "../storage/model.ts";
import { importMappings, imports } from "../../db/schema/import.ts";
import { inspectCsv } from "./inspect-csv.ts";
import {
  csvMapping,
  HEAD_BYTES,
  MOST_BYTES,
  type CsvInspection,
  type CsvMapping,
  type FileRefusal,
  type ImportFormat,
  type OnixMapping,
  type OnixStock,
} from "./model.ts";
import { sniffFormat } from "./sniff-format.ts";
import { move, note } from "./stored.ts";

export type FileRefused = Refusal<"FILE_REFUSED"> & { file: FileRefusal };

/** The beginning of a stream, and all of it again. */
async function peek(content: AsyncIterable<Uint8Array>): Promise<{ head: Uint8Array; all: AsyncIterable<Uint8Array> }> {
  const source = content[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  let bytes = 0;
  while (bytes < HEAD_BYTES) {
    const { value, done } = await source.next();
    if (done) break;
    seen.push(value);
    bytes += value.byteLength;
  }
  const head = Buffer.concat(seen).subarray(0, HEAD_BYTES);
  const all = (async function* () {
    try {
      yield* seen.splice(0);
      for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
    } finally {
      await source.return?.();
    }
  })();
  return { head, all };
}

/** A name to show: without folders and without what no name holds. */
const nameOf = (given: string): string =>
  (given.split(/[\\/]/).at(-1) ?? "")
    .toWellFormed()
    .replace(/[\u0000-\u001f\u007f]/g, "")
    .trim()
    .slice(0, 200) || "file";

/**
 * Takes a file in: it is known by its beginning (`FILE_REFUSED` with what it is instead), streamed into the store in flat memory
 * (`BODY_TOO_LARGE` beyond 1 GB), and waits. What breaks off leaves nothing behind. A sheet waits for somebody to say what its
 * columns are, unless `guess` takes the best guess (`FILE_REFUSED` where there is none); all else is planned at once. `stock` says
 * whose the copies on hand in an ONIX file are; of other files it says nothing.
 * @caller the desk, the API, the command line
 */
export async function startImport(
  ctx: Ctx,
  given: {
    fileName: string;
    content: AsyncIterable<Uint8Array>;
    format?: ImportFormat;
    guess?: boolean;
    stock?: OnixStock;
  },
): Promise<Result<{ id: string; format: ImportFormat }, FileRefused | Refusal<"BODY_TOO_LARGE">>> {
  authorize(ctx, "catalog.manage");
  const id = newId(ctx.now);
  const fileKey = `imports/${id}`;
  const { head, all } = await peek(given.content);
  const sniffed = sniffFormat(head);
  if ("refusal" in sniffed) return refuse("FILE_REFUSED", { file: sniffed.refusal });
  const format = given.format ?? sniffed.format;
  const sheet = format === "csv" ? inspectCsv(head) : null;
  if (sheet?.refusal) return refuse("FILE_REFUSED", { file: sheet.refusal });
  const columns = sheet && given.guess ? await usualMapping(ctx.db, sheet) : null;
  if (columns?.columns.every((target) => target === null)) {
    return refuse("FILE_REFUSED", { file: { code: "no_known_column" } });
  }
  const mapping = format === "onix" ? ({ stock: given.stock ?? "ignore" } satisfies OnixMapping) : columns;
  let bytes: number;
  try {
    ({ bytes } = await ctx.shop.files.put(fileKey, all, { maxBytes: MOST_BYTES }));
  } catch (error) {
    if (error instanceof FileTooLarge) return refuse("BODY_TOO_LARGE");
    throw error;
  }
  try {
    await ctx.transact(async (tx) => {
      const fileName = nameOf(given.fileName);
      await tx.insert(imports).values({
        id,
        state: "uploaded",
        fileName,
        fileKey,
        bytes,
        format,
        layout: sheet && layoutOf(sheet),
        ...actorColumns(ctx.actor),
      });
      await note(tx, ctx, id, "uploaded");
      await record(tx, ctx, { action: "import.uploaded", subject: { kind: "import", id, name: fileName } });
      if (sheet && !mapping) return;
      await move(tx, ctx, { id, state: "uploaded", phase: "plan" }, "mapped", { mapping });
      await ctx.shop.jobs.send(tx, "run-import", { importId: id });
    });
  } catch (error) {
    await ctx.shop.files.remove(fileKey);
    throw error;
  }
  return ok({ id, format });
}

const layoutOf = ({ refusal: _, sample, ...sheet }: CsvInspection) => ({
  ...sheet,
  sample: sample.slice(0, 5).map((cells) => cells.map((cell) => cell.slice(0, 200).replaceAll("\u0000", ""))),
});

/** What tells sheets of one origin: their headings. */
export const signatureOf = (header: readonly string[]): string =>
  createHash("sha256")
    .update(JSON.stringify(header.map((name) => name.trim().toLowerCase())))
    .digest("base64url");

/** How a sheet with these headings was understood the last time, else as it is guessed. */
export async function usualMapping(
  db: Db,
  sheet: Pick<CsvInspection, "header" | "guesses" | "encoding" | "delimiter" | "decimal" | "dates">,
): Promise<CsvMapping> {
  const guessed: CsvMapping = {
    encoding: sheet.encoding,
    delimiter: sheet.delimiter,
    columns: sheet.guesses.map(({ target }) => target),
    decimal: sheet.decimal,
    dates: sheet.dates,
    empty: "keep",
  };
  const [kept] = await db
    .select({ mapping: importMappings.mapping })
    .from(importMappings)
    .where(eq(importMappings.signature, signatureOf(sheet.header)));
  const parsed = csvMapping.safeParse(kept?.mapping);
  if (!parsed.success || parsed.data.columns.length !== sheet.header.length) return guessed;
  // how the file is written is its own matter; what its columns mean was said
  return { ...parsed.data, encoding: sheet.encoding, delimiter: sheet.delimiter };
}

/** @caller mapImport */
export const keepMapping = (db: Db, header: readonly string[], mapping: CsvMapping) =>
  db
    .insert(importMappings)
    .values({ signature: signatureOf(header), mapping })
    .onConflictDoUpdate({ target: importMappings.signature, set: { mapping, usedAt: sql`now()` } });
