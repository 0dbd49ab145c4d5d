import type { notifications } from "../../db/schema/notifications.ts";
import type { Notification, Told } from "./model.ts";

/** A row as what it tells: `notify` writes nothing else. */
export const toNotification = (row: typeof notifications.$inferSelect): Notification => ({
  ...({ kind: row.kind, data: row.data } as Told),
  id: row.id,
  createdAt: row.createdAt,
  readAt: row.readAt,
});
