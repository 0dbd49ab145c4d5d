import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
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
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("users_email_key").on(sql`lower(${t.email})`),
    check("users_role_known", oneOf(t.role, ["customer", "staff", "admin"])),
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
    expiresAt: moment("expires_at").notNull(),
    revokedAt: moment("revoked_at"),
  },
  (t) => [index("sessions_user_idx").on(t.userId)],
);
