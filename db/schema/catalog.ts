import { sql } from "drizzle-orm";
import {
  char,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { movementReasons } from "../../shop/catalog/model.ts";
import { createdAt, currency, id, moment, oneOf } from "./columns.ts";

/** What the editions of one text have in common (CAT-10). */
export const works = pgTable("works", {
  id: id(),
  title: text().notNull(),
  firstPublished: integer("first_published"),
  createdAt: createdAt(),
});

/** One edition: what has an ISBN, a price and a stock. */
export const books = pgTable(
  "books",
  {
    id: id(),
    workId: uuid("work_id")
      .notNull()
      .references(() => works.id),
    slug: text().notNull(),
    title: text().notNull(),
    subtitle: text(),
    seriesName: text("series_name"),
    seriesNumber: text("series_number"),
    isbn13: char({ length: 13 }),
    format: text().notNull(),
    /** BCP 47. */
    language: text().notNull(),
    publisher: text(),
    /** ISO 8601 with the precision known. */
    published: text(),
    pages: integer(),
    description: text().notNull().default(""),
    priceMinor: integer("price_minor").notNull(),
    currency: currency(),
    /** Kept by the trigger of stock_movements alone. */
    stock: integer().notNull().default(0),
    /** Key of the uploaded picture, by which its files and addresses are named; null: it is drawn. */
    cover: text(),
    archivedAt: moment("archived_at"),
    createdAt: createdAt(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
    /** Counts the changes of what an editor sees, stock aside; moved on by a trigger. */
    version: integer().notNull().default(1),
  },
  (t) => [
    uniqueIndex("books_slug_key").on(t.slug),
    uniqueIndex("books_isbn13_key").on(t.isbn13),
    /** The editions of a work; and whoever counts works reads this alone. */
    index("books_work_idx").on(t.workId, t.archivedAt, t.id),
    /** What came last, and is sold. */
    index("books_arrived_idx")
      .on(t.createdAt, t.id)
      .where(sql`${t.archivedAt} is null`),
    check("books_slug_shape", sql`${t.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`),
    check("books_isbn13_valid", sql`is_isbn13(${t.isbn13})`),
    check("books_format_known", oneOf(t.format, ["hardback", "paperback", "large_print", "audio_cd", "ebook"])),
    check("books_published_shape", sql`${t.published} ~ '^\\d{4}(-\\d{2}(-\\d{2})?)?$'`),
    check("books_pages_positive", sql`${t.pages} > 0`),
    check("books_price_not_negative", sql`${t.priceMinor} >= 0`),
    check("books_cover_shape", sql`${t.cover} ~ '^p[0-9a-f]{19}$'`),
    check("books_stock_not_negative", sql`${t.stock} >= 0`),
  ],
);

export const contributors = pgTable(
  "contributors",
  { id: id(), name: text().notNull(), sortName: text("sort_name").notNull(), slug: text().notNull() },
  (t) => [
    uniqueIndex("contributors_slug_key").on(t.slug),
    check("contributors_slug_shape", sql`${t.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`),
  ],
);

export const bookContributors = pgTable(
  "book_contributors",
  {
    bookId: uuid("book_id")
      .notNull()
      .references(() => books.id, { onDelete: "cascade" }),
    contributorId: uuid("contributor_id")
      .notNull()
      .references(() => contributors.id),
    role: text().notNull(),
    position: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.bookId, t.contributorId, t.role] }),
    index("book_contributors_contributor_idx").on(t.contributorId),
    check(
      "book_contributors_role_known",
      oneOf(t.role, ["author", "translator", "illustrator", "editor", "introduction", "foreword"]),
    ),
  ],
);

/** ISBNs that publishers name as other editions of a book's text, whether they are in the shop or not. */
export const relatedIsbns = pgTable(
  "related_isbns",
  {
    bookId: uuid("book_id")
      .notNull()
      .references(() => books.id, { onDelete: "cascade" }),
    isbn13: char({ length: 13 }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.bookId, t.isbn13] }),
    index("related_isbns_isbn_idx").on(t.isbn13),
    check("related_isbns_valid", sql`is_isbn13(${t.isbn13})`),
  ],
);

export const genres = pgTable(
  "genres",
  {
    id: id(),
    parentId: uuid("parent_id"),
    slug: text().notNull(),
    /** Name by language: { "en": "…" }. */
    names: jsonb().$type<Record<string, string>>().notNull(),
    /** Family of generated covers. */
    coverFamily: text("cover_family").notNull(),
    position: integer().notNull().default(0),
    /** Not shown any more; its books stay in it. */
    archivedAt: moment("archived_at"),
  },
  (t) => [
    foreignKey({ columns: [t.parentId], foreignColumns: [t.id], name: "genres_parent_fk" }),
    uniqueIndex("genres_slug_key").on(t.slug),
    index("genres_parent_idx").on(t.parentId),
    check("genres_slug_shape", sql`${t.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`),
    check("genres_not_own_parent", sql`${t.parentId} <> ${t.id}`),
    check("genres_named", sql`${t.names} ? 'en'`),
  ],
);

export const bookGenres = pgTable(
  "book_genres",
  {
    bookId: uuid("book_id")
      .notNull()
      .references(() => books.id, { onDelete: "cascade" }),
    genreId: uuid("genre_id")
      .notNull()
      .references(() => genres.id),
    /** 0 is the main genre. */
    position: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.bookId, t.genreId] }), index("book_genres_genre_idx").on(t.genreId, t.bookId)],
);

/**
 * The works that are sold in a genre or below it; kept by triggers, so that no number and no list asks for all of its books.
 * Without references: a row is there because a book is, which has them.
 */
export const genreWorks = pgTable(
  "genre_works",
  { genreId: uuid("genre_id").notNull(), workId: uuid("work_id").notNull() },
  (t) => [primaryKey({ columns: [t.genreId, t.workId] }), index("genre_works_work_idx").on(t.workId)],
);

/** A bookseller's sentence about a work. */
export const staffNotes = pgTable(
  "staff_notes",
  {
    id: id(),
    workId: uuid("work_id")
      .notNull()
      .references(() => works.id, { onDelete: "cascade" }),
    by: text().notNull(),
    desk: text().notNull(),
    note: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("staff_notes_work_key").on(t.workId)],
);

/** Where a slug that is no longer used leads (CAT-3). */
export const slugRedirects = pgTable(
  "slug_redirects",
  { kind: text().notNull(), slug: text().notNull(), targetId: uuid("target_id").notNull(), createdAt: createdAt() },
  (t) => [
    primaryKey({ columns: [t.kind, t.slug] }),
    index("slug_redirects_target_idx").on(t.targetId),
    check("slug_redirects_kind_known", oneOf(t.kind, ["book", "genre", "contributor"])),
  ],
);

/** The ledger: the only way stock ever changes (CAT-4). Rows are never updated or deleted. */
export const stockMovements = pgTable(
  "stock_movements",
  {
    id: id(),
    bookId: uuid("book_id")
      .notNull()
      .references(() => books.id),
    delta: integer().notNull(),
    reason: text().notNull(),
    orderLineId: uuid("order_line_id"),
    actorKind: text("actor_kind").notNull(),
    actorId: uuid("actor_id"),
    actorName: text("actor_name"),
    /** Through which door a movement came that belongs to no order line. */
    door: text(),
    /** The delivery, as its form was opened: sent twice, it counts once. */
    receiptId: uuid("receipt_id"),
    /** The import that moved it. */
    importId: uuid("import_id"),
    note: text(),
    /** Of the movement, not of its transaction: whoever waited for the book comes after what it waited for. */
    createdAt: moment("created_at")
      .notNull()
      .default(sql`clock_timestamp()`),
  },
  (t) => [
    uniqueIndex("stock_movements_receipt_key")
      .on(t.receiptId, t.bookId)
      .where(sql`${t.receiptId} is not null`),
    index("stock_movements_import_idx")
      .on(t.importId)
      .where(sql`${t.importId} is not null`),
    check("stock_movements_door_known", oneOf(t.door, ["desk", "api", "import"])),
    index("stock_movements_book_idx").on(t.bookId, t.createdAt),
    /** A line is sold, let go unpaid and revived once; it may be cancelled and returned copy by copy. */
    uniqueIndex("stock_movements_line_once_key")
      .on(t.orderLineId, t.reason)
      .where(sql`${t.orderLineId} is not null and ${t.reason} in ('sale', 'expiry', 'revival')`),
    index("stock_movements_line_idx")
      .on(t.orderLineId)
      .where(sql`${t.orderLineId} is not null`),
    check("stock_movements_delta_moves", sql`${t.delta} <> 0`),
    check("stock_movements_reason_known", oneOf(t.reason, movementReasons)),
    check("stock_movements_actor_known", oneOf(t.actorKind, ["guest", "user", "system"])),
    check(
      "stock_movements_direction",
      sql`case ${t.reason} when 'sale' then ${t.delta} < 0 when 'revival' then ${t.delta} < 0 when 'correction' then true else ${t.delta} > 0 end`,
    ),
    check(
      "stock_movements_line_named",
      sql`(${t.reason} in ('sale', 'revival', 'cancellation', 'expiry')) <= (${t.orderLineId} is not null)`,
    ),
  ],
);
