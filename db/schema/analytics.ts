import { integer, pgTable, uuid } from "drizzle-orm/pg-core";
import { createdAt } from "./columns.ts";

/** The current list, as the last count found it. */
export const bestsellers = pgTable("bestsellers", {
  workId: uuid("work_id").primaryKey(),
  rank: integer().notNull(),
  copies: integer().notNull(),
  createdAt: createdAt(),
});
