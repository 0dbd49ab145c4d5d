import { sql } from "drizzle-orm";
import { boolean, check, index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, moment, oneOf } from "./columns.ts";
import { users } from "./identity.ts";

/** What a person is told in the shop itself (MSG-5). A trigger tells web processes whose have changed. */
export const notifications = pgTable(
  "notifications",
  {
    id: id(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    kind: text().notNull(),
    /** What it is about; sentences are made of it in the reader's language. */
    data: jsonb().$type<Record<string, unknown>>().notNull(),
    /** A person has at most one that bears it. */
    dedupeKey: text("dedupe_key"),
    createdAt: createdAt(),
    readAt: moment("read_at"),
  },
  (t) => [
    uniqueIndex("notifications_dedupe_key").on(t.userId, t.dedupeKey),
    index("notifications_user_idx").on(t.userId, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("notifications_unread_idx")
      .on(t.userId)
      .where(sql`${t.readAt} is null`),
    index("notifications_created_idx").on(t.createdAt),
    check("notifications_kind_known", oneOf(t.kind, ["restock", "order_state", "review_reply"])),
  ],
);

/** What a person has chosen; whoever has not chosen wants it. */
export const notificationPreferences = pgTable(
  "notification_preferences",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    kind: text().notNull(),
    channel: text().notNull(),
    wanted: boolean().notNull(),
    chosenAt: moment("chosen_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.kind, t.channel] }),
    check(
      "notification_preferences_kind_known",
      oneOf(t.kind, ["restock", "order_state", "review_reply", "review_invitation"]),
    ),
    check("notification_preferences_channel_known", oneOf(t.channel, ["in_app", "mail"])),
  ],
);

/** Addresses without an account that want no mails of a kind: known by a hash alone, so that nothing here names anybody. */
export const mailRefusals = pgTable(
  "mail_refusals",
  {
    addressId: uuid("address_id").notNull(),
    kind: text().notNull(),
    refusedAt: moment("refused_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.addressId, t.kind] }),
    check("mail_refusals_kind_known", oneOf(t.kind, ["review_invitation"])),
  ],
);
