import { sql } from "drizzle-orm";
import { char, customType, timestamp, uuid } from "drizzle-orm/pg-core";

/** UUID version 7, made by the application (`newId`). */
export const id = () => uuid().primaryKey();
/** A moment, as `timestamptz`. */
export const moment = (name: string) => timestamp(name, { withTimezone: true });
export const createdAt = () => moment("created_at").notNull().defaultNow();
export const currency = () => char({ length: 3 }).notNull();

export const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/** `column in ('a', 'b')` for a check constraint over a list that the model owns. */
export const oneOf = (column: unknown, values: readonly string[]) =>
  sql`${column} in (${sql.raw(values.map((value) => `'${value}'`).join(", "))})`;
