import { sql } from "drizzle-orm";
import { isId } from "../_kernel/ids.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { record } from "../audit/index.ts";
import { transactAgain } from "./transact-again.ts";
import { applyBooks } from "./apply-books.ts";
import type { BookOutcome, BooksChange } from "./model.ts";
import { differences, type BookPlan } from "./plan-books.ts";
import { genreIds, lockBooks, readBooksById, type StoredBook } from "./stored-books.ts";

/** What one book becomes by a change of many; null where it cannot. */
function changed(book: StoredBook, change: BooksChange): Partial<StoredBook> | "price_missing" | "price_too_low" {
  switch (change.act) {
    case "price": {
      if (book.price === 0) return "price_missing";
      // half a cent goes up
      const price =
        "amount" in change
          ? book.price + change.amount
          : Math.floor((book.price * (10_000 + change.basisPoints) + 5_000) / 10_000);
      return price > 0 && price <= 10_000_000 ? { price } : "price_too_low";
    }
    case "add_genre":
      return book.genres.includes(change.genre) ? {} : { genres: [...book.genres, change.genre] };
    case "main_genre":
      return { genres: [change.genre, ...book.genres.filter((slug) => slug !== change.genre)] };
    case "remove_genre":
      return { genres: book.genres.filter((slug) => slug !== change.genre) };
    case "archive":
      return { archived: true };
    case "restore":
      return book.price === 0 ? "price_missing" : { archived: false };
  }
}

/**
 * One change to many books: price by amount (minor units) or by percent (basis points), genre, archive. Each book tells what
 * came of it (`changed`, `unchanged`, `not_found`, or why not); those that can are changed, in one transaction. Takes up to
 * 500 ids; a genre that is not there changes nothing.
 * @caller the desk, the API
 */
export async function changeBooks(ctx: Ctx, ids: readonly string[], change: BooksChange): Promise<BookOutcome[]> {
  authorize(ctx, "catalog.manage");
  const wanted = [...new Set(ids)].filter(isId).slice(0, 500);
  return transactAgain(ctx, async (tx) => {
    await lockBooks(tx, wanted);
    const books = await readBooksById(tx, wanted);
    const noGenre = "genre" in change && !(await genreIds(tx, [change.genre])).has(change.genre);
    const plan: BookPlan = { creates: [], updates: [], unchanged: [], problems: [], currency: "" };
    const outcomes = wanted.map((id, row): BookOutcome => {
      const book = books.get(id);
      if (!book) return { id, title: null, outcome: "not_found" };
      const to = noGenre ? "unknown_genre" : changed(book, change);
      if (typeof to === "string") return { id, title: book.title, outcome: to };
      const changes = differences(book, to, new Map());
      if (changes.length === 0) return { id, title: book.title, outcome: "unchanged" };
      plan.updates.push({ row, book, changes });
      return { id, title: book.title, outcome: "changed" };
    });
    if (plan.updates.length > 0) {
      await applyBooks(tx, ctx, plan, { door: "desk" });
      await record(tx, ctx, {
        action: `books.${change.act}`,
        subject: { kind: "books", id: change.act },
        facts: {
          ...("genre" in change && { genre: change.genre }),
          ...(change.act === "price" && {
            note: "amount" in change ? `${change.amount}` : `${change.basisPoints / 100} %`,
          }),
          titles: titlesOf(plan.updates.map(({ book }) => book.title)),
        },
      });
    }
    return outcomes;
  });
}

/** Titles as a log tells them: the first few, and how many more. */
const titlesOf = (titles: readonly string[]): string =>
  titles.length > 20 ? `${titles.slice(0, 20).join("; ")}; +${titles.length - 20}` : titles.join("; ");

/** How many works and books the catalogue has, for the desk's tabs. */
export async function countBooks(ctx: Ctx): Promise<{ onSale: number; archived: number }> {
  authorize(ctx, "catalog.read");
  const { rows } = await ctx.db.execute<{ onSale: number; archived: number }>(sql`
    select count(*) filter (where archived_at is null)::int as "onSale",
      count(*) filter (where archived_at is not null)::int as archived from books`);
  return rows[0] ?? { onSale: 0, archived: 0 };
}
