import { and, asc, count, desc, eq, isNull, sql } from "drizzle-orm";
import { pageOf, type Page } from "../_kernel/pagination.ts";
import { ownId } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { listCardsById } from "../catalog/index.ts";
import { prebookingRounds, prebookings } from "../../db/schema/prebooking.ts";
import { PREBOOKINGS_PER_PAGE, type MyPrebooking, type PrebookingState } from "./model.ts";

const waits = and(isNull(prebookings.cancelledAt), isNull(prebookingRounds.restockedAt));

interface Times {
  cancelledAt: Date | null;
  restockedAt: Date | null;
}
/** Whoever had cancelled before the restock is not told of it. */
const stateOf = ({ cancelledAt, restockedAt }: Times): PrebookingState =>
  cancelledAt ? "cancelled" : restockedAt ? "notified" : "waiting";
const notifiedAt = ({ cancelledAt, restockedAt }: Times) => (cancelledAt ? null : restockedAt);

const ofPerson = (ctx: Ctx, userId: string) =>
  ctx.db
    .select({
      id: prebookings.id,
      createdAt: prebookings.createdAt,
      cancelledAt: prebookings.cancelledAt,
      restockedAt: prebookingRounds.restockedAt,
      bookId: prebookingRounds.bookId,
    })
    .from(prebookings)
    .innerJoin(prebookingRounds, eq(prebookingRounds.id, prebookings.roundId))
    .where(eq(prebookings.userId, userId));

/** One's own pre-bookings with their states and times, newest first: those that wait, then the others (PRE-2). */
export async function listMyPrebookings(ctx: Ctx, { page }: { page: number }): Promise<Page<MyPrebooking>> {
  const userId = ownId(ctx);
  const [rows, [total]] = await Promise.all([
    ofPerson(ctx, userId)
      .orderBy(desc(sql`${waits}`), desc(prebookings.createdAt), desc(prebookings.id))
      .limit(PREBOOKINGS_PER_PAGE)
      .offset((page - 1) * PREBOOKINGS_PER_PAGE),
    ctx.db.select({ n: count() }).from(prebookings).where(eq(prebookings.userId, userId)),
  ]);
  const cards = await listCardsById(ctx, [...new Set(rows.map(({ bookId }) => bookId))]);
  const books = new Map(cards.map((card) => [card.id, card]));
  const items = rows.flatMap((row) => {
    const { id, bookId, createdAt, cancelledAt } = row;
    const card = books.get(bookId);
    if (!card) return [];
    const { slug, title, authors, format, language, coverKey, price, availability, sold } = card;
    const names = authors.map(({ name }) => name).join(", ");
    const book = { id: bookId, slug, title, authors: names, format, language, coverKey, price, availability, sold };
    return [{ id, state: stateOf(row), createdAt, notifiedAt: notifiedAt(row), cancelledAt, book }];
  });
  return pageOf(items, total?.n ?? 0, page, PREBOOKINGS_PER_PAGE);
}

/** All of them, oldest first, for the person's copy of their data. */
export async function listPersonalPrebookings(
  ctx: Ctx,
): Promise<{ title: string; state: string; createdAt: Date; notifiedAt: Date | null; cancelledAt: Date | null }[]> {
  const rows = await ofPerson(ctx, ownId(ctx)).orderBy(asc(prebookings.createdAt), asc(prebookings.id));
  const cards = await listCardsById(ctx, [...new Set(rows.map(({ bookId }) => bookId))]);
  const titles = new Map(cards.map(({ id, title }) => [id, title]));
  return rows.map((row) => ({
    title: titles.get(row.bookId) ?? "",
    state: stateOf(row),
    createdAt: row.createdAt,
    notifiedAt: notifiedAt(row),
    cancelledAt: row.cancelledAt,
  }));
}
