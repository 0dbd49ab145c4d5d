import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, moment, oneOf } from "./columns.ts";

interface Counts {
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
}

/** Files that became, or may become, books: one row a file (CAT-6, CAT-8). */
export const imports = pgTable(
  "imports",
  {
    id: id(),
    state: text().notNull(),
    /** What it is at, or was when it stopped: the dry run, the commit, the undoing. */
    phase: text().notNull().default("plan"),
    fileName: text("file_name").notNull(),
    /** In the file store; null when the file was removed. */
    fileKey: text("file_key"),
    bytes: bigint({ mode: "number" }).notNull(),
    format: text().notNull(),
    /** How the file is written and what its columns are, as the reader sees it; null where that asks for nothing. */
    layout: jsonb(),
    /** What each column of a sheet means, or whose the copies on hand in an ONIX file are; null until somebody said so. */
    mapping: jsonb(),
    /** Rows that are done in this phase: what is at or before it is never done again. */
    doneTo: integer("done_to").notNull().default(0),
    /** Bytes of the file that were read for them. */
    doneBytes: bigint("done_bytes", { mode: "number" }).notNull().default(0),
    planned: jsonb().$type<Counts>(),
    committed: jsonb().$type<Counts>(),
    /** Rows that were undone, and that were not because somebody touched their books since. */
    undone: jsonb().$type<{ undone: number; refused: number }>(),
    /** Undo what can be undone, and leave the rest. */
    undoRest: text("undo_rest"),
    /** Who asked for what is being done: the ledger names them. */
    actorKind: text("actor_kind").notNull(),
    actorId: uuid("actor_id"),
    actorName: text("actor_name"),
    /** The one worker that may write, until when; another takes over afterwards. */
    claim: uuid(),
    claimedUntil: moment("claimed_until"),
    /** Workers that took it up since the last batch that was done. */
    tries: integer().notNull().default(0),
    /** When this phase was taken up last, and at which row: for its speed. */
    runAt: moment("run_at"),
    runFrom: integer("run_from").notNull().default(0),
    /** What it changed of lists is not announced yet, and when it last was: a trigger sees to both. */
    listsOwed: boolean("lists_owed").notNull().default(false),
    listsAnnouncedAt: moment("lists_announced_at"),
    /** Why it failed. */
    failure: jsonb().$type<{ code: string; at?: number | null; facts?: Record<string, string> }>(),
    createdAt: createdAt(),
    changedAt: moment("changed_at").notNull().defaultNow(),
  },
  (t) => [
    index("imports_created_idx").on(t.createdAt.desc().nullsFirst(), t.id),
    index("imports_working_idx")
      .on(t.claimedUntil)
      .where(sql`${t.state} in ('mapped', 'planning', 'committing', 'undoing')`),
    check(
      "imports_state_known",
      oneOf(t.state, [
        "uploaded",
        "mapped",
        "planning",
        "planned",
        "committing",
        "committed",
        "undoing",
        "undone",
        "failed",
        "cancelled",
      ]),
    ),
    check("imports_phase_known", oneOf(t.phase, ["plan", "commit", "undo"])),
    check("imports_format_known", oneOf(t.format, ["csv", "onix", "json"])),
    check("imports_undo_rest_said", oneOf(t.undoRest, ["yes"])),
    check("imports_failed_why", sql`(${t.state} = 'failed') <= (${t.failure} is not null)`),
  ],
);

/** Rows that do something, cannot, or change nothing and are told something; the others are counted only. */
export const importRows = pgTable(
  "import_rows",
  {
    importId: uuid("import_id")
      .notNull()
      .references(() => imports.id, { onDelete: "cascade" }),
    /** Where it stands in the file, counted from 1. */
    at: integer().notNull(),
    /** What the file calls it: a line, a record's reference. */
    reference: text(),
    isbn: text(),
    title: text(),
    outcome: text().notNull(),
    /** Fields before and after, of a change. */
    changes: jsonb(),
    problems: jsonb(),
    /** After the commit: the book, and how it stood then. What stands otherwise was touched since. */
    bookId: uuid("book_id"),
    version: integer(),
    movements: integer(),
    /** What became of it when the import was undone. */
    undo: text(),
  },
  (t) => [
    primaryKey({ columns: [t.importId, t.at] }),
    index("import_rows_outcome_idx").on(t.importId, t.outcome, t.at),
    index("import_rows_put_away_idx")
      .on(t.bookId)
      .where(sql`${t.undo} = 'undone' and ${t.outcome} = 'create'`),
    check("import_rows_outcome_known", oneOf(t.outcome, ["create", "update", "unchanged", "error"])),
    check("import_rows_undo_known", oneOf(t.undo, ["undone", "changed", "moved", "clash"])),
  ],
);

/** Which row of a file speaks of a book first: a second one is refused. Gone when the file is done. */
export const importKeys = pgTable(
  "import_keys",
  { importId: uuid("import_id").notNull(), key: text().notNull(), at: integer().notNull() },
  (t) => [primaryKey({ columns: [t.importId, t.key] })],
);

/** What was done with an import, by whom. */
export const importEvents = pgTable(
  "import_events",
  {
    id: id(),
    importId: uuid("import_id")
      .notNull()
      .references(() => imports.id, { onDelete: "cascade" }),
    at: moment("at").notNull().defaultNow(),
    actorKind: text("actor_kind").notNull(),
    actorId: uuid("actor_id"),
    actorName: text("actor_name"),
    event: text().notNull(),
  },
  (t) => [index("import_events_import_idx").on(t.importId, t.at)],
);

/** How columns were understood the last time a file had this header. */
export const importMappings = pgTable("import_mappings", {
  signature: text().primaryKey(),
  mapping: jsonb().notNull(),
  usedAt: moment("used_at").notNull().defaultNow(),
});

/** Which codes of subjects lead to which genres, once somebody changed what the shop began with. */
export const importSubjects = pgTable(
  "import_subjects",
  { scheme: text().notNull(), prefix: text().notNull(), genre: text().notNull() },
  (t) => [
    primaryKey({ columns: [t.scheme, t.prefix] }),
    check("import_subjects_scheme_known", oneOf(t.scheme, ["thema", "bisac", "wgs"])),
  ],
);
