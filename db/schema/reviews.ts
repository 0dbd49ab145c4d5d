import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, moment, oneOf } from "./columns.ts";
import { books } from "./catalog.ts";
import { users } from "./identity.ts";

/** What readers say of books they bought here (REV-1). A deleted one stays as a row, and does not count. */
export const reviews = pgTable(
  "reviews",
  {
    id: id(),
    bookId: uuid("book_id")
      .notNull()
      .references(() => books.id, { onDelete: "cascade" }),
    /** Null for a guest, who reviews by the link of an order. */
    userId: uuid("user_id").references(() => users.id, { onDelete: "cascade" }),
    /** The order by whose link a guest wrote it. */
    orderId: uuid("order_id"),
    /** As it stands below the review: a first name and an initial. */
    authorName: text("author_name").notNull(),
    rating: integer().notNull(),
    text: text(),
    /** Whether an order with the book stands behind it. */
    verified: boolean().notNull().default(true),
    createdAt: createdAt(),
    editedAt: moment("edited_at"),
    deletedAt: moment("deleted_at"),
    deletedBy: text("deleted_by"),
    /** The shop's answer: one a review. */
    reply: text(),
    replyBy: text("reply_by"),
    repliedAt: moment("replied_at"),
  },
  (t) => [
    uniqueIndex("reviews_one_a_user_key")
      .on(t.userId, t.bookId)
      .where(sql`${t.deletedAt} is null and ${t.userId} is not null`),
    uniqueIndex("reviews_one_a_guest_key")
      .on(t.orderId, t.bookId)
      .where(sql`${t.deletedAt} is null and ${t.userId} is null`),
    index("reviews_book_idx")
      .on(t.bookId, t.createdAt.desc().nullsFirst(), t.id)
      .where(sql`${t.deletedAt} is null`),
    index("reviews_book_rating_idx")
      .on(t.bookId, t.rating, t.createdAt.desc().nullsFirst())
      .where(sql`${t.deletedAt} is null`),
    index("reviews_created_idx").on(t.createdAt.desc().nullsFirst(), t.id),
    index("reviews_order_idx").on(t.orderId),
    check("reviews_rating_known", sql`${t.rating} between 1 and 5`),
    check("reviews_text_not_empty", sql`${t.text} <> '' and length(${t.text}) <= 5000`),
    check("reviews_somebodys", sql`${t.userId} is not null or ${t.orderId} is not null`),
    check("reviews_deleted_by_known", oneOf(t.deletedBy, ["author", "shop", "merge"])),
    check("reviews_deleted_says_by_whom", sql`(${t.deletedAt} is null) = (${t.deletedBy} is null)`),
    check(
      "reviews_reply_whole",
      sql`(${t.reply} is null) = (${t.repliedAt} is null) and (${t.reply} is null) = (${t.replyBy} is null)`,
    ),
  ],
);

/** Running sums of a book's living reviews, moved in the transaction of each command (REV-3): nobody scans reviews for a star. */
export const bookRatings = pgTable(
  "book_ratings",
  {
    bookId: uuid("book_id")
      .primaryKey()
      .references(() => books.id, { onDelete: "cascade" }),
    reviewCount: integer("review_count").notNull().default(0),
    ratingSum: integer("rating_sum").notNull().default(0),
    /** How many gave one star, two, …: the histogram. */
    ones: integer().notNull().default(0),
    twos: integer().notNull().default(0),
    threes: integer().notNull().default(0),
    fours: integer().notNull().default(0),
    fives: integer().notNull().default(0),
  },
  (t) => [
    check(
      "book_ratings_not_negative",
      sql`${t.ones} >= 0 and ${t.twos} >= 0 and ${t.threes} >= 0 and ${t.fours} >= 0 and ${t.fives} >= 0`,
    ),
    check(
      "book_ratings_add_up",
      sql`${t.reviewCount} = ${t.ones} + ${t.twos} + ${t.threes} + ${t.fours} + ${t.fives}
        and ${t.ratingSum} = ${t.ones} + 2 * ${t.twos} + 3 * ${t.threes} + 4 * ${t.fours} + 5 * ${t.fives}`,
    ),
  ],
);

/** Who may review what: each book of a paid order, given by the order and taken back with it. */
export const reviewRights = pgTable(
  "review_rights",
  {
    orderId: uuid("order_id").notNull(),
    bookId: uuid("book_id")
      .notNull()
      .references(() => books.id, { onDelete: "cascade" }),
    /** As the order's customer would stand below a review: a first name and an initial. */
    authorName: text("author_name").notNull(),
    /** Null for a guest's order. */
    userId: uuid("user_id").references(() => users.id, { onDelete: "cascade" }),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.orderId, t.bookId] }),
    index("review_rights_user_idx").on(t.userId, t.bookId),
    index("review_rights_book_idx").on(t.bookId),
  ],
);

/** Orders that have arrived, and whether their customer was asked for a review: once, ever. */
export const reviewInvitations = pgTable(
  "review_invitations",
  {
    orderId: uuid("order_id").primaryKey(),
    deliveredAt: moment("delivered_at").notNull().defaultNow(),
    /** When it was decided: the mail was written, or is not wanted. */
    settledAt: moment("settled_at"),
  },
  (t) => [
    index("review_invitations_due_idx")
      .on(t.deliveredAt)
      .where(sql`${t.settledAt} is null`),
  ],
);

/** Links by which a guest reviews what an order held: only their hashes. */
export const reviewLinks = pgTable(
  "review_links",
  {
    tokenHash: text("token_hash").primaryKey(),
    orderId: uuid("order_id").notNull(),
    createdAt: createdAt(),
    expiresAt: moment("expires_at").notNull(),
  },
  (t) => [index("review_links_order_idx").on(t.orderId)],
);
