import { desc, eq } from "drizzle-orm";
import { money } from "../_kernel/money.ts";
import { ownId } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { listCardsById } from "../catalog/index.ts";
import { wishes } from "../../db/schema/wishlist.ts";
import { MAX_WISHES, type Wish } from "./model.ts";

/** The person's saved books, the newest first, with today's price and stock and what has changed since. */
export async function listWishes(ctx: Ctx): Promise<Wish[]> {
  return wishesOf(ctx, ownId(ctx));
}

/** @caller queries that have made sure that the list may be seen */
export async function wishesOf(ctx: Ctx, userId: string): Promise<Wish[]> {
  const rows = await ctx.db
    .select()
    .from(wishes)
    .where(eq(wishes.userId, userId))
    .orderBy(desc(wishes.createdAt), wishes.bookId)
    .limit(MAX_WISHES);
  const found = await listCardsById(
    ctx,
    rows.map(({ bookId }) => bookId),
  );
  const cards = new Map(found.map((card) => [card.id, card]));
  return rows.flatMap((row): Wish[] => {
    const book = cards.get(row.bookId);
    if (!book) return [];
    const inStock = book.sold && book.availability.kind !== "out";
    return [
      {
        book,
        savedAt: row.createdAt.toISOString(),
        priceBefore: row.seenPriceMinor === book.price.minor ? null : money(row.seenPriceMinor, book.price.currency),
        stockNews: row.seenInStock === inStock ? null : inStock ? "back" : "gone",
      },
    ];
  });
}

/** Which books the person has saved: what the hearts of a page show. Nobody has none. */
export async function listWishedIds(ctx: Ctx): Promise<string[]> {
  if (ctx.actor.kind !== "user") return [];
  const rows = await ctx.db
    .select({ bookId: wishes.bookId })
    .from(wishes)
    .where(eq(wishes.userId, ctx.actor.id))
    .limit(MAX_WISHES);
  return rows.map(({ bookId }) => bookId);
}
