import "server-only";
import type { Route } from "next";
import { isLocale, type Locale } from "@/messages/locales";
import { isId } from "@/shop/_kernel/ids";
import type { Refusal, Result } from "@/shop/_kernel/result";
import { locale } from "./language";
import { paths } from "./paths";
import { forgetSealed, readSealed, sealIn } from "./sealed";

const COOKIE = "prebook";
/** Enough to make an account by the way. */
const MINUTES = 60;

/** A wish, and the language of the page on which it was made. */
interface Wish {
  bookId: string;
  locale: Locale;
}

/** Keeps what a guest wished until they have logged in: sealed, so that nobody else can wish it for them. */
export const keepWish = (wish: Wish): Promise<void> => sealIn(COOKIE, { ...wish }, MINUTES);

/** What `keepWish` kept, once. */
export async function takeWish(): Promise<Wish | null> {
  const wish = await readSealed(COOKIE);
  await forgetSealed(COOKIE);
  if (typeof wish?.bookId !== "string") return null;
  const read = String(wish.locale);
  return { bookId: wish.bookId, locale: isLocale(read) ? read : locale() };
}

const told = ["ALREADY_PREBOOKED", "BOOK_IN_STOCK", "BOOK_UNAVAILABLE", "ALREADY_DONE", "INVALID_INPUT"] as const;
export type ToldRefusal = (typeof told)[number];

/** The account's list, which tells what came of it; only the kind and the book's id travel. */
export const prebookedPath = (result: Result<unknown, Refusal>, book: string | undefined): Route =>
  paths.mine.prebookings({ ...(result.ok ? { done: "prebooked" } : { refused: result.code }), book });

/** What `prebookedPath` wrote; anything else means that nothing happened. */
export function readTold(
  params: Record<string, unknown>,
): { done: "prebooked" | "cancelled"; book: string | null } | { refused: ToldRefusal; book: string | null } | null {
  const book = typeof params.book === "string" && isId(params.book) ? params.book : null;
  const done = (["prebooked", "cancelled"] as const).find((each) => each === params.done);
  if (done) return { done, book };
  const refused = told.find((each) => each === params.refused);
  return refused ? { refused, book } : null;
}
