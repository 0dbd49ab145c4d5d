import { and, eq, isNull, sql } from "drizzle-orm";
import { isId } from "../_kernel/ids.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { ownId } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { notifications } from "../../db/schema/notifications.ts";
import type { Notification } from "./model.ts";
import { toNotification } from "./rows.ts";

/**
 * Marks one of the person's notifications as read, and tells what it is about. One that was read keeps its time. Refuses
 * `NOT_FOUND` for one that is not theirs.
 * @caller the person
 */
export async function readNotification(ctx: Ctx, id: string): Promise<Result<Notification, Refusal<"NOT_FOUND">>> {
  const userId = ownId(ctx);
  if (!isId(id)) return refuse("NOT_FOUND");
  const its = and(eq(notifications.id, id), eq(notifications.userId, userId));
  await ctx.db
    .update(notifications)
    .set({ readAt: sql`now()` })
    .where(and(its, isNull(notifications.readAt)));
  const [row] = await ctx.db.select().from(notifications).where(its);
  return row ? ok(toNotification(row)) : refuse("NOT_FOUND");
}

/**
 * Marks all of the person's notifications as read. Returns how many were not.
 * @caller the person
 */
export async function readAllNotifications(ctx: Ctx): Promise<Result<{ read: number }, never>> {
  const gone = await ctx.db
    .update(notifications)
    .set({ readAt: sql`now()` })
    .where(and(eq(notifications.userId, ownId(ctx)), isNull(notifications.readAt)));
  return ok({ read: gone.rowCount ?? 0 });
}
