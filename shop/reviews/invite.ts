import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { authorizeJob } from "../_runtime/authorize.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { emit } from "../outbox/index.ts";
import { getSettings } from "../settings/index.ts";
import { reviewInvitations, reviewRights, reviews } from "../../db/schema/reviews.ts";

/** Whoever has waited longer than this has forgotten the book: nobody is asked any more. */
const TOO_LATE_DAYS = 60;
const AT_ONCE = 200;

/**
 * The subscriber that notes when an order has arrived.
 * @caller the event `order.delivered`, inside its transaction
 */
export async function noteArrival(tx: Tx, _ctx: Ctx, { orderId }: { orderId: string }): Promise<void> {
  await tx.insert(reviewInvitations).values({ orderId }).onConflictDoNothing();
}

/** Whether the order of an invitation holds a book that its customer has not reviewed. */
const isOpen = sql<boolean>`exists (
  select 1 from ${reviewRights} r where r.order_id = "review_invitations"."order_id" and not exists (
    select 1 from ${reviews} v where v.book_id = r.book_id and v.deleted_at is null
      and (v.user_id = r.user_id or (v.order_id = r.order_id and v.user_id is null))))`;

/**
 * Asks customers what their books were like, some days after they arrived, once an order and only where something is left to
 * review. Returns how many were asked.
 * @caller the worker's schedule `invite-reviews`
 */
export async function inviteReviewers(ctx: Ctx): Promise<number> {
  authorizeJob(ctx);
  const { reviews: wanted } = await getSettings(ctx);
  return ctx.transact(async (tx) => {
    await tx
      .update(reviewInvitations)
      .set({ settledAt: sql`now()` })
      .where(
        and(
          isNull(reviewInvitations.settledAt),
          sql`${reviewInvitations.deliveredAt} < now() - make_interval(days => ${TOO_LATE_DAYS})`,
        ),
      );
    if (!wanted.invite) return 0;
    const due = await tx
      .select({ orderId: reviewInvitations.orderId, open: isOpen })
      .from(reviewInvitations)
      .where(
        and(
          isNull(reviewInvitations.settledAt),
          sql`${reviewInvitations.deliveredAt} <= now() - make_interval(days => ${wanted.days})`,
        ),
      )
      .orderBy(asc(reviewInvitations.deliveredAt))
      .limit(AT_ONCE)
      .for("update", { skipLocked: true });
    for (const { orderId, open } of due) {
      await tx
        .update(reviewInvitations)
        .set({ settledAt: sql`now()` })
        .where(eq(reviewInvitations.orderId, orderId));
      if (open) await emit(tx, ctx, "review.invited", { orderId });
    }
    return due.filter(({ open }) => open).length;
  });
}

/**
 * Whether there is still something to invite to, and whose it is by now: an order may have been cancelled, sent back, reviewed or
 * claimed since its mail was written.
 * @caller the worker, before it sends an invitation
 */
export async function readInvitation(ctx: Ctx, orderId: string): Promise<{ open: boolean; userId: string | null }> {
  const [invitation] = await ctx.db
    .select({
      open: isOpen,
      userId: sql<
        string | null
      >`(select r.user_id from ${reviewRights} r where r.order_id = "review_invitations"."order_id" limit 1)`,
    })
    .from(reviewInvitations)
    .where(eq(reviewInvitations.orderId, orderId));
  return invitation ?? { open: false, userId: null };
}
