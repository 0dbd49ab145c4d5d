import { index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { id, moment } from "./columns.ts";

/** What was done at the desk, by whom, to what (SEC-5). Written in the transaction of the act; never changed. */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: id(),
    at: moment("at").notNull().defaultNow(),
    actorKind: text("actor_kind").notNull(),
    actorId: uuid("actor_id"),
    actorName: text("actor_name"),
    /** e.g. `user.deactivated` */
    action: text().notNull(),
    /** e.g. `user`, `order` */
    subjectKind: text("subject_kind").notNull(),
    subjectId: text("subject_id").notNull(),
    /** What a person calls it: an order's number, a title, an address. */
    subjectName: text("subject_name"),
    /** Values before and after, reasons. Never secrets. */
    facts: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    requestId: text("request_id"),
  },
  (t) => [
    index("audit_entries_at_idx").on(t.at.desc().nullsFirst(), t.id),
    index("audit_entries_subject_idx").on(t.subjectKind, t.subjectId, t.at.desc().nullsFirst()),
    index("audit_entries_actor_idx").on(t.actorId, t.at.desc().nullsFirst()),
  ],
);
