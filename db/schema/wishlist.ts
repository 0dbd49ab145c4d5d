import { boolean, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, moment } from "./columns.ts";
import { books } from "./catalog.ts";
import { users } from "./identity.ts";

/** Books that people keep for later (WSH-1), with price and stock as they were seen, so that what has changed can be told. */
export const wishes = pgTable(
  "wishes",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    bookId: uuid("book_id")
      .notNull()
      .references(() => books.id, { onDelete: "cascade" }),
    seenPriceMinor: integer("seen_price_minor").notNull(),
    seenInStock: boolean("seen_in_stock").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.bookId] }),
    index("wishes_book_idx").on(t.bookId),
    index("wishes_recent_idx").on(t.userId, t.createdAt.desc().nullsFirst()),
  ],
);

/** Links by which a list is shown to others: only their hashes, and those that were withdrawn stay shut. */
export const wishlistLinks = pgTable(
  "wishlist_links",
  {
    tokenHash: text("token_hash").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: createdAt(),
    revokedAt: moment("revoked_at"),
  },
  (t) => [index("wishlist_links_user_idx").on(t.userId)],
);
