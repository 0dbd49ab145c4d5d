import { index, pgTable, uuid } from "drizzle-orm/pg-core";
import { tsvector } from "./columns.ts";
import { books } from "./catalog.ts";

/** What a search reads of a book; kept by triggers. */
export const searchDocuments = pgTable(
  "search_documents",
  {
    bookId: uuid("book_id")
      .primaryKey()
      .references(() => books.id, { onDelete: "cascade" }),
    document: tsvector().notNull(),
  },
  (t) => [index("search_documents_idx").using("gin", t.document)],
);
