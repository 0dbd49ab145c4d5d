import { and, count, desc, eq, inArray, isNull } from "drizzle-orm";
import { pageOf, type Page } from "../_kernel/pagination.ts";
import { authorize, ownId } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { notifications } from "../../db/schema/notifications.ts";
import { NOTIFICATIONS_A_PAGE, type Notification } from "./model.ts";
import { toNotification } from "./rows.ts";

/** A page of the person's own notifications, newest first, read and unread. */
export async function listNotifications(ctx: Ctx, page: number): Promise<Page<Notification>> {
  const own = eq(notifications.userId, ownId(ctx));
  const [rows, [all]] = await Promise.all([
    ctx.db
      .select()
      .from(notifications)
      .where(own)
      .orderBy(desc(notifications.createdAt), desc(notifications.id))
      .limit(NOTIFICATIONS_A_PAGE)
      .offset((page - 1) * NOTIFICATIONS_A_PAGE),
    ctx.db.select({ n: count() }).from(notifications).where(own),
  ]);
  return pageOf(rows.map(toNotification), all?.n ?? 0, page, NOTIFICATIONS_A_PAGE);
}

/** All of them, oldest first, for the person's copy of their data. */
export async function listAllNotifications(ctx: Ctx): Promise<Notification[]> {
  const rows = await ctx.db
    .select()
    .from(notifications)
    .where(eq(notifications.userId, ownId(ctx)))
    .orderBy(notifications.createdAt, notifications.id);
  return rows.map(toNotification);
}

/** How many the person has not read; none for a guest. */
export async function countUnread(ctx: Ctx): Promise<number> {
  if (ctx.actor.kind !== "user") return 0;
  return (await countUnreadOf(ctx, [ctx.actor.id])).get(ctx.actor.id) ?? 0;
}

/** How many somebody at the desk has not read. */
export async function countMyUnread(ctx: Ctx): Promise<number> {
  authorize(ctx, "desk.enter");
  return countUnread(ctx);
}

/**
 * How many each of these people has not read; who has none is missing.
 * @caller the feed of this process, for those who listen
 */
export async function countUnreadOf(ctx: Pick<Ctx, "db">, userIds: readonly string[]): Promise<Map<string, number>> {
  if (userIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({ userId: notifications.userId, n: count() })
    .from(notifications)
    .where(and(inArray(notifications.userId, [...userIds]), isNull(notifications.readAt)))
    .groupBy(notifications.userId);
  return new Map(rows.map(({ userId, n }) => [userId, n]));
}
