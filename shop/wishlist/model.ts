import { z } from "zod";
import type { Money } from "../_kernel/money.ts";
import type { BookCard } from "../catalog/model.ts";

/** More than anybody reads in years, and few enough to be told with every page. */
export const MAX_WISHES = 200;

/** A form or a program's call: a book, and whether it is saved or let go. */
export const wishInput = z.object({ book: z.uuid(), act: z.enum(["add", "remove"]).default("add") });

/** A saved book as it stands today, and what has changed since it was saved. */
export interface Wish {
  book: BookCard & { sold: boolean };
  /** ISO 8601. */
  savedAt: string;
  /** What it cost when it was saved, where that is not today's price. */
  priceBefore: Money | null;
  /** It was out of stock when it was saved, and can be had now; or the other way round. */
  stockNews: "back" | "gone" | null;
}

/** What became of each book that was to go into the cart. */
export interface MoveOutcome {
  bookId: string;
  title: string;
  outcome: "moved" | "OUT_OF_STOCK" | "BOOK_UNAVAILABLE" | "INVALID_INPUT";
}

/** A list that somebody shows to others: whose it is by first name and initial, and what can still be bought. */
export interface SharedWishlist {
  owner: string;
  books: BookCard[];
}
