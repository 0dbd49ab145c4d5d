import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { isId } from "../_kernel/ids.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx, Db } from "../_runtime/context.ts";
import { record } from "../audit/index.ts";
import { transactAgain } from "./transact-again.ts";
import { applyBooks } from "./apply-books.ts";
import { findMatching } from "./list-desk-books.ts";
import { MOST_ROWS, type BookOutcome, type BooksChange, type ChosenBooks } from "./model.ts";
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

interface Planned {
  plan: BookPlan;
  outcomes: BookOutcome[];
  /** Stands for all of it: the same books, the same changes. */
  seen: string;
}

type TooMany = Refusal<"INVALID_INPUT"> & { most: number };

async function planChange(
  db: Db,
  chosen: ChosenBooks,
  change: BooksChange,
  lock: boolean,
): Promise<Result<Planned, TooMany>> {
  const wanted =
    "matching" in chosen ? await findMatching(db, chosen.matching, MOST_ROWS + 1) : [...new Set(chosen)].filter(isId);
  if (wanted.length > MOST_ROWS) return refuse("INVALID_INPUT", { most: MOST_ROWS });
  if (lock) await lockBooks(db, wanted);
  const books = await readBooksById(db, wanted);
  const noGenre = "genre" in change && !(await genreIds(db, [change.genre])).has(change.genre);
  const plan: BookPlan = { creates: [], updates: [], unchanged: [], problems: [], currency: "" };
  const outcomes = wanted.map((id, row): BookOutcome => {
    const book = books.get(id);
    if (!book) return { id, title: null, outcome: "not_found" };
    const { title, currency } = book;
    const to = noGenre ? "unknown_genre" : changed(book, change);
    if (typeof to === "string") return { id, title, outcome: to };
    const changes = differences(book, to, new Map());
    if (changes.length === 0) return { id, title, outcome: "unchanged" };
    plan.updates.push({ row, book, changes });
    const price = to.price === undefined ? undefined : { before: book.price, after: to.price, currency };
    return { id, title, outcome: "changed", ...(price && { price }) };
  });
  const told = outcomes.map(({ id, outcome }) => [id, outcome]);
  const done = plan.updates.map(({ book, changes }) => [book.id, changes]);
  const seen = createHash("sha256")
    .update(JSON.stringify([change, told, done]))
    .digest("base64url");
  return ok({ plan, outcomes, seen });
}

/**
 * What `changeBooks` would do to each book, the prices to the cent; nothing is done. `seen` stands for all of it, and given with
 * the change makes sure that just this is done. Refuses `INVALID_INPUT` for more than 10,000 books.
 * @caller the desk
 */
export async function previewChange(
  ctx: Ctx,
  chosen: ChosenBooks,
  change: BooksChange,
): Promise<Result<{ outcomes: BookOutcome[]; seen: string }, TooMany>> {
  authorize(ctx, "catalog.manage");
  const planned = await planChange(ctx.db, chosen, change, false);
  return planned.ok ? ok({ outcomes: planned.value.outcomes, seen: planned.value.seen }) : planned;
}

/**
 * One change to many books: price by amount (minor units) or by percent (basis points), genre, archive. Each book tells what
 * came of it (`changed`, `unchanged`, `not_found`, or why not); those that can are changed, in one transaction. A genre that
 * is not there changes nothing. With `seen` of a preview it refuses `BOOK_CHANGED` where anything would come out otherwise by
 * now, also because it was done before. Refuses `INVALID_INPUT` for more than 10,000 books.
 * @caller the desk, the API
 */
export async function changeBooks(
  ctx: Ctx,
  chosen: ChosenBooks,
  change: BooksChange,
  seen?: string,
): Promise<Result<BookOutcome[], Refusal<"BOOK_CHANGED"> | TooMany>> {
  authorize(ctx, "catalog.manage");
  return transactAgain(ctx, async (tx) => {
    // set by set each statement is short; together they hold their transaction longer than a page would
    await tx.execute(sql`set local idle_in_transaction_session_timeout = '60s'`);
    const planned = await planChange(tx, chosen, change, true);
    if (!planned.ok) return planned;
    const { plan, outcomes } = planned.value;
    if (seen !== undefined && seen !== planned.value.seen) return refuse("BOOK_CHANGED");
    if (plan.updates.length > 0) {
      await applyBooks(tx, ctx, plan, { door: "desk" });
      await record(tx, ctx, {
        action: `books.${change.act}`,
        subject: { kind: "books", id: change.act },
        facts: {
          ...("genre" in change && { genre: change.genre }),
          ...(change.act === "price" &&
            ("amount" in change
              ? { amountMinor: change.amount, currency: plan.updates[0]?.book.currency ?? null }
              : { note: `${change.basisPoints / 100} %` })),
          titles: titlesOf(plan.updates.map(({ book }) => book.title)),
        },
      });
    }
    return ok(outcomes);
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
