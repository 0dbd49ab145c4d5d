import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, moment } from "./columns.ts";
import { books } from "./catalog.ts";
import { users } from "./identity.ts";

export const carts = pgTable(
  "carts",
  {
    id: id(),
    /** SHA-256 of the guest's cookie. */
    tokenHash: text("token_hash"),
    userId: uuid("user_id").references(() => users.id, { onDelete: "cascade" }),
    /** Grows with every change; a checkout names the version it is for (CHK-3). */
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    touchedAt: moment("touched_at").notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("carts_token_key").on(t.tokenHash),
    uniqueIndex("carts_user_key").on(t.userId),
    index("carts_touched_idx").on(t.touchedAt),
    check("carts_somebodys", sql`(${t.tokenHash} is null) <> (${t.userId} is null)`),
  ],
);

export const cartLines = pgTable(
  "cart_lines",
  {
    cartId: uuid("cart_id")
      .notNull()
      .references(() => carts.id, { onDelete: "cascade" }),
    bookId: uuid("book_id")
      .notNull()
      .references(() => books.id, { onDelete: "cascade" }),
    quantity: integer().notNull(),
    /** The price when it was put in: shown when it has changed since, never charged. */
    seenPriceMinor: integer("seen_price_minor").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.cartId, t.bookId] }),
    index("cart_lines_book_idx").on(t.bookId),
    check("cart_lines_quantity_sane", sql`${t.quantity} between 1 and 50`),
  ],
);
