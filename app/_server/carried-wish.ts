import "server-only";
import type { Route } from "next";
import { returnPath } from "./return-path";
import { forgetSealed, readSealed, sealIn } from "./sealed";

const WISH = "wish";

/** Keeps a book that somebody wanted to save while they log in, and the page where they were. */
export const carryWish = (book: string, back: Route | null): Promise<void> =>
  sealIn(WISH, { book, ...(back && { back }) }, 30);

/** What `carryWish` kept; null where nothing is. */
export async function carriedWish(): Promise<{ book: string; back: Route | null } | null> {
  const kept = await readSealed(WISH);
  return typeof kept?.book === "string" ? { book: kept.book, back: returnPath(kept.back) } : null;
}

export const dropWish = (): Promise<void> => forgetSealed(WISH);
