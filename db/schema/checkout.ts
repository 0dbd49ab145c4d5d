import { pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt } from "./columns.ts";

/** First answers of calls that may come twice: the same key gets the same order (CHK-3). */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  { scope: text().notNull(), key: text().notNull(), orderId: uuid("order_id").notNull(), createdAt: createdAt() },
  (t) => [primaryKey({ columns: [t.scope, t.key] })],
);
