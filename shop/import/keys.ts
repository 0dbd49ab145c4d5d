import { sql } from "drizzle-orm";
import { readIsbn } from "../_kernel/isbn.ts";
import type { Db } from "../_runtime/context.ts";
import type { ReadRow } from "./model.ts";

/** What a row speaks of: `own` keys belong to one row of a file, a `wished` address goes to the first that asks for it. */
export interface RowKeys {
  own: string[];
  wished: string | null;
}

const isbnOf = ({ record }: ReadRow): string | null => {
  if (typeof record.isbn !== "string" || record.isbn.trim() === "") return null;
  const read = readIsbn(record.isbn);
  return read.ok ? read.isbn13 : null;
};

export function keysOf(row: ReadRow): RowKeys {
  const isbn = isbnOf(row);
  const { id, slug } = row.record;
  return {
    own: [...(isbn === null ? [] : [isbn]), ...(typeof id === "string" ? [`id:${id.toLowerCase().slice(0, 60)}`] : [])],
    wished: typeof slug === "string" ? `at:${slug.slice(0, 120)}` : null,
  };
}

/** Writes down which rows speak of what, and answers by key which row of the file was the first. The same batch again changes nothing. */
export async function claimKeys(
  db: Db,
  importId: string,
  rows: readonly { at: number; keys: RowKeys }[],
): Promise<Map<string, number>> {
  const given = rows.flatMap(({ at, keys: { own, wished } }) =>
    (wished === null ? own : [...own, wished]).map((key) => ({ key, at })),
  );
  if (given.length === 0) return new Map();
  const keys = sql.param(given.map(({ key }) => key));
  await db.execute(sql`
    insert into import_keys (import_id, key, at)
    select ${importId}, key, min(at) from unnest(${keys}::text[], ${sql.param(given.map(({ at }) => at))}::int[]) as g(key, at)
    group by key
    on conflict do nothing`);
  const { rows: first } = await db.execute<{ key: string; at: number }>(
    sql`select key, at from import_keys where import_id = ${importId} and key = any(${keys}::text[])`,
  );
  return new Map(first.map(({ key, at }) => [key, at]));
}
