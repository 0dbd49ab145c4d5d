import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { books } from "./catalog.ts";
import { createdAt, id, moment } from "./columns.ts";
import { users } from "./identity.ts";

/**
 * People who wait for the same restock of a book: opened by the first of them, closed by the restock, which thereby notifies all
 * of them at once, however many they are. Then the worker tells each.
 */
export const prebookingRounds = pgTable(
  "prebooking_rounds",
  {
    id: id(),
    bookId: uuid("book_id")
      .notNull()
      .references(() => books.id, { onDelete: "cascade" }),
    openedAt: moment("opened_at").notNull().defaultNow(),
    restockedAt: moment("restocked_at"),
    /** The last pre-booking that was seen to, in the order of their ids. */
    reached: uuid(),
    finishedAt: moment("finished_at"),
  },
  (t) => [
    uniqueIndex("prebooking_rounds_one_open_key")
      .on(t.bookId)
      .where(sql`${t.restockedAt} is null`),
    index("prebooking_rounds_book_idx").on(t.bookId),
    index("prebooking_rounds_untold_idx")
      .on(t.restockedAt)
      .where(sql`${t.restockedAt} is not null and ${t.finishedAt} is null`),
    check(
      "prebooking_rounds_told_after",
      sql`${t.restockedAt} is not null or (${t.reached} is null and ${t.finishedAt} is null)`,
    ),
  ],
);

/** Who wants to be told when a book is there again (PRE-1). One that is cancelled, or whose round is closed, stays on record. */
export const prebookings = pgTable(
  "prebookings",
  {
    id: id(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    roundId: uuid("round_id")
      .notNull()
      .references(() => prebookingRounds.id, { onDelete: "cascade" }),
    createdAt: createdAt(),
    /** The language that the person read when they asked: of their mail, where their account has none. */
    locale: text(),
    cancelledAt: moment("cancelled_at"),
    /** The ways by which the person was told of it; null until the worker has come to this one. */
    told: text().array(),
  },
  (t) => [
    uniqueIndex("prebookings_one_a_round_key")
      .on(t.userId, t.roundId)
      .where(sql`${t.cancelledAt} is null`),
    index("prebookings_round_idx").on(t.roundId, t.id),
    index("prebookings_user_idx").on(t.userId, t.createdAt.desc().nullsFirst()),
    check("prebookings_cancelled_untold", sql`${t.told} is null or ${t.cancelledAt} is null`),
  ],
);
