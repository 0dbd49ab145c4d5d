import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { books } from "./catalog.ts";
import { createdAt, id, moment, oneOf } from "./columns.ts";
import { users } from "./identity.ts";

/** Who wants to be told when a book is there again (PRE-1); a cancelled or notified one stays on record. */
export const prebookings = pgTable(
  "prebookings",
  {
    id: id(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    bookId: uuid("book_id")
      .notNull()
      .references(() => books.id, { onDelete: "cascade" }),
    state: text().notNull().default("waiting"),
    createdAt: createdAt(),
    notifiedAt: moment("notified_at"),
    cancelledAt: moment("cancelled_at"),
    /**
     * The restock that notified it. No foreign key: its check would run once a row, in the transaction that moves the stock,
     * and cost as much as the update itself. The invariants look instead.
     */
    restockId: uuid("restock_id"),
    /** The ways by which the person was told of it; null until the worker has come to this one. */
    told: text().array(),
  },
  (t) => [
    uniqueIndex("prebookings_one_waiting_key")
      .on(t.userId, t.bookId)
      .where(sql`${t.state} = 'waiting'`),
    index("prebookings_waiting_idx")
      .on(t.bookId, t.createdAt, t.id)
      .where(sql`${t.state} = 'waiting'`),
    index("prebookings_restock_idx")
      .on(t.restockId, t.id)
      .where(sql`${t.restockId} is not null`),
    index("prebookings_user_idx").on(t.userId, t.createdAt.desc().nullsFirst()),
    check("prebookings_state_known", oneOf(t.state, ["waiting", "notified", "cancelled"])),
    check(
      "prebookings_notified_when",
      sql`(${t.state} = 'notified') = (${t.notifiedAt} is not null) and (${t.state} = 'notified') = (${t.restockId} is not null)`,
    ),
    check("prebookings_cancelled_when", sql`(${t.state} = 'cancelled') = (${t.cancelledAt} is not null)`),
    check("prebookings_told_when", sql`${t.told} is null or ${t.state} = 'notified'`),
  ],
);

/** A book that somebody waited for is there again: how many are to be told, and how far the worker has come. */
export const restocks = pgTable(
  "restocks",
  {
    id: id(),
    bookId: uuid("book_id")
      .notNull()
      .references(() => books.id, { onDelete: "cascade" }),
    people: integer().notNull(),
    createdAt: createdAt(),
    /** The last pre-booking that was seen to, in the order of their ids. */
    reached: uuid(),
    finishedAt: moment("finished_at"),
  },
  (t) => [
    index("restocks_open_idx")
      .on(t.createdAt)
      .where(sql`${t.finishedAt} is null`),
    index("restocks_book_idx").on(t.bookId),
    check("restocks_somebodys", sql`${t.people} > 0`),
  ],
);
