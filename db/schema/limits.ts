import { bigint, integer, pgTable, text } from "drizzle-orm/pg-core";

/** Counters of the rate limits (SEC-1), shared by all processes; the columns are those that rate-limiter-flexible reads. */
export const rateLimits = pgTable("rate_limits", {
  key: text().primaryKey(),
  points: integer().notNull().default(0),
  /** Milliseconds since 1970. */
  expire: bigint({ mode: "number" }),
});
