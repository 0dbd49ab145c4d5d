import { sql } from "drizzle-orm";
import { boolean, char, check, index, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, moment, oneOf } from "./columns.ts";

export const users = pgTable(
  "users",
  {
    id: id(),
    email: text().notNull(),
    name: text().notNull(),
    /** argon2id, PHC string; null for people who only come in by a provider. */
    passwordHash: text("password_hash"),
    role: text().notNull().default("customer"),
    active: boolean().notNull().default(true),
    locale: text(),
    emailVerifiedAt: moment("email_verified_at"),
    deactivatedAt: moment("deactivated_at"),
    /** Why, for the desk. */
    deactivatedNote: text("deactivated_note"),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("users_email_key").on(sql`lower(${t.email})`),
    check("users_role_known", oneOf(t.role, ["customer", "staff", "admin"])),
    index("users_created_idx").on(t.createdAt.desc().nullsFirst(), t.id),
    check("users_inactive_since", sql`${t.active} = (${t.deactivatedAt} is null)`),
    check("users_email_normal", sql`${t.email} = lower(${t.email}) and ${t.email} = normalize(${t.email}, nfc)`),
  ],
);

export const sessions = pgTable(
  "sessions",
  {
    id: id(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    userAgent: text("user_agent"),
    createdAt: createdAt(),
    /** Kept to some minutes, so that a look-up rarely writes. */
    lastSeenAt: moment("last_seen_at").notNull().defaultNow(),
    expiresAt: moment("expires_at").notNull(),
    revokedAt: moment("revoked_at"),
  },
  (t) => [index("sessions_user_idx").on(t.userId)],
);

/** Log-ins at a provider that lead to an account (IDN-2). */
export const linkedLogins = pgTable(
  "linked_logins",
  {
    provider: text().notNull(),
    /** The provider's own id of the person (OpenID Connect's `sub`); an address may change hands, this does not. */
    subject: text().notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    email: text(),
    linkedAt: moment("linked_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.provider, t.subject] }),
    uniqueIndex("linked_logins_user_key").on(t.userId, t.provider),
    check("linked_logins_provider_known", oneOf(t.provider, ["google", "github"])),
  ],
);

/** Links sent by mail that prove an address or open a new password: hashed, used once (IDN-5). */
export const mailedLinks = pgTable(
  "mailed_links",
  {
    tokenHash: text("token_hash").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    purpose: text().notNull(),
    /** The address it was sent to; for `verify` also the one that it proves. */
    email: text().notNull(),
    createdAt: createdAt(),
    expiresAt: moment("expires_at").notNull(),
    usedAt: moment("used_at"),
  },
  (t) => [
    index("mailed_links_user_idx").on(t.userId, t.purpose),
    check("mailed_links_purpose_known", oneOf(t.purpose, ["verify", "reset"])),
  ],
);

/** One log-in of a program (IDN-3); all refresh tokens that followed from it live and die together. */
export const refreshFamilies = pgTable(
  "refresh_families",
  {
    id: id(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    userAgent: text("user_agent"),
    createdAt: createdAt(),
    lastUsedAt: moment("last_used_at").notNull().defaultNow(),
    expiresAt: moment("expires_at").notNull(),
    revokedAt: moment("revoked_at"),
    revokedBecause: text("revoked_because"),
  },
  (t) => [
    index("refresh_families_user_idx").on(t.userId),
    check(
      "refresh_families_reason_known",
      oneOf(t.revokedBecause, ["logged_out", "replayed", "password_changed", "deactivated"]),
    ),
    check("refresh_families_revoked_why", sql`(${t.revokedAt} is null) = (${t.revokedBecause} is null)`),
  ],
);

export const refreshTokens = pgTable(
  "refresh_tokens",
  {
    tokenHash: text("token_hash").primaryKey(),
    familyId: uuid("family_id")
      .notNull()
      .references(() => refreshFamilies.id, { onDelete: "cascade" }),
    createdAt: createdAt(),
    /** When it was exchanged for its successor; a second use is a replay. */
    usedAt: moment("used_at"),
  },
  (t) => [
    index("refresh_tokens_family_idx").on(t.familyId),
    uniqueIndex("refresh_tokens_one_unused_key")
      .on(t.familyId)
      .where(sql`${t.usedAt} is null`),
  ],
);

export const addresses = pgTable(
  "addresses",
  {
    id: id(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text().notNull(),
    line1: text().notNull(),
    line2: text(),
    postcode: text().notNull(),
    city: text().notNull(),
    country: char({ length: 2 }).notNull(),
    /** The one that checkout offers first. */
    preferred: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    index("addresses_user_idx").on(t.userId),
    uniqueIndex("addresses_one_preferred_key")
      .on(t.userId)
      .where(sql`${t.preferred}`),
  ],
);
