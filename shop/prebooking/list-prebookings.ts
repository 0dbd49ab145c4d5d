import { asc, count, desc, eq, sql } from "drizzle-orm";
import { pageOf, type Page } from "../_kernel/pagination.ts";
import { ownId } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { listCardsById } from "../catalog/index.ts";
import { prebookings } from "../../db/schema/prebooking.ts";
import { PREBOOKINGS_PER_PAGE, type MyPrebooking, type PrebookingState } from "./model.ts";

/** One's own pre-bookings with their states and times, newest first: those that wait, then the others (PRE-2). */
export async function listMyPrebookings(ctx: Ctx, { page }: { page: number }): Promise<Page<MyPrebooking>> {
  const own = eq(prebookings.userId, ownId(ctx));
  const [rows, [total]] = await Promise.all([
    ctx.db
      .select()
      .from(prebookings)
      .where(own)
      .orderBy(desc(sql`${prebookings.state} = 'waiting'`), desc(prebookings.createdAt), desc(prebookings.id))
      .limit(PREBOOKINGS_PER_PAGE)
      .offset((page - 1) * PREBOOKINGS_PER_PAGE),
    ctx.db.select({ n: count() }).from(prebookings).where(own),
  ]);
  const cards = await listCardsById(ctx, [...new Set(rows.map(({ bookId }) => bookId))]);
  const books = new Map(cards.map((card) => [card.id, card]));
  const items = rows.flatMap(({ id, state, createdAt, notifiedAt, cancelledAt, bookId }) => {
    const card = books.get(bookId);
    if (!card) return [];
    const { slug, title, authors, format, language, coverKey, price, availability, sold } = card;
    const names = authors.map(({ name }) => name).join(", ");
    const book = { id: bookId, slug, title, authors: names, format, language, coverKey, price, availability, sold };
    return [{ id, state: state as PrebookingState, createdAt, notifiedAt, cancelledAt, book }];
  });
  return pageOf(items, total?.n ?? 0, page, PREBOOKINGS_PER_PAGE);
}

/** All of them, oldest first, for the person's copy of their data. */
export async function listPersonalPrebookings(
  ctx: Ctx,
): Promise<{ title: string; state: string; createdAt: Date; notifiedAt: Date | null; cancelledAt: Date | null }[]> {
  const rows = await ctx.db
    .select()
    .from(prebookings)
    .where(eq(prebookings.userId, ownId(ctx)))
    .orderBy(asc(prebookings.createdAt), asc(prebookings.id));
  const cards = await listCardsById(ctx, [...new Set(rows.map(({ bookId }) => bookId))]);
  const titles = new Map(cards.map(({ id, title }) => [id, title]));
  return rows.map(({ bookId, state, createdAt, notifiedAt, cancelledAt }) => ({
    title: titles.get(bookId) ?? "",
    state,
    createdAt,
    notifiedAt,
    cancelledAt,
  }));
}
