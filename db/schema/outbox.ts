import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, moment, oneOf } from "./columns.ts";

/** What happened, written in the transaction in which it happened. */
export const events = pgTable(
  "events",
  {
    id: id(),
    kind: text().notNull(),
    payload: jsonb().notNull(),
    requestId: text("request_id"),
    createdAt: createdAt(),
  },
  (t) => [index("events_created_idx").on(t.createdAt)],
);

/** Mails to send: written with what they report, sent by the worker (MSG-2). */
export const mails = pgTable(
  "mails",
  {
    id: id(),
    kind: text().notNull(),
    recipient: text().notNull(),
    locale: text().notNull(),
    data: jsonb().$type<Record<string, unknown>>().notNull(),
    /** At most one mail bears it. */
    dedupeKey: text("dedupe_key"),
    /** One of very many: it is sent when those that somebody waits for have gone. */
    bulk: boolean().notNull().default(false),
    /** What those of a crowd have in common, such as their restock: crowds take turns. */
    crowd: uuid()
      .notNull()
      .default(sql`'00000000-0000-0000-0000-000000000000'`),
    /** Where it stands in its crowd: whoever asked first gets the first mail. */
    place: uuid(),
    state: text().notNull().default("queued"),
    attempts: integer().notNull().default(0),
    nextAttemptAt: moment("next_attempt_at").notNull().defaultNow(),
    claimedUntil: moment("claimed_until"),
    provider: text(),
    providerRef: text("provider_ref"),
    lastError: text("last_error"),
    createdAt: createdAt(),
    sentAt: moment("sent_at"),
  },
  (t) => [
    uniqueIndex("mails_dedupe_key").on(t.dedupeKey),
    index("mails_due_idx")
      .on(t.nextAttemptAt)
      .where(sql`${t.state} = 'queued'`),
    index("mails_order_idx").on(sql`(${t.data} ->> 'orderId')`, t.createdAt.desc().nullsFirst()),
    index("mails_bulk_due_idx")
      .on(t.nextAttemptAt)
      .where(sql`${t.state} = 'queued' and ${t.bulk}`),
    index("mails_crowds_idx")
      .on(t.crowd, t.place, t.id)
      .where(sql`${t.state} = 'queued' and ${t.bulk}`),
    index("mails_dead_idx")
      .on(t.createdAt.desc().nullsFirst())
      .where(sql`${t.state} = 'dead'`),
    index("mails_user_idx").on(sql`(${t.data} ->> 'userId')`, t.kind),
    index("mails_created_idx").on(t.createdAt.desc().nullsFirst()),
    check("mails_state_known", oneOf(t.state, ["queued", "sent", "dead", "withdrawn"])),
    check("mails_sent_when", sql`(${t.state} = 'sent') = (${t.sentAt} is not null)`),
  ],
);

/** Where mails land when no provider is set (MSG-4). */
export const mailbox = pgTable(
  "mailbox",
  {
    /** The mail's id: a second delivery of the same mail changes nothing. */
    mailId: uuid("mail_id").primaryKey(),
    sender: text().notNull(),
    recipient: text().notNull(),
    subject: text().notNull(),
    html: text().notNull(),
    text: text().notNull(),
    /** Those besides sender, recipient and subject. */
    headers: jsonb().$type<Record<string, string>>().notNull().default({}),
    receivedAt: moment("received_at").notNull().defaultNow(),
  },
  (t) => [index("mailbox_received_idx").on(t.receivedAt.desc().nullsFirst())],
);
