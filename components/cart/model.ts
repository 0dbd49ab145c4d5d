import type { Money } from "@/shop/_kernel/money";

/** One book in the cart, with its words. */
export interface CartRow {
  bookId: string;
  title: string;
  /** Of the title, where it is another than the page's. */
  lang?: string;
  /** Null when the book is no longer sold. */
  href: string | null;
  cover: { id: string; coverKey: string };
  /** "John Williams, paperback" */
  what: string;
  quantity: number;
  available: number;
  unitPrice: Money;
  priceChanged: string | null;
  short: { text: string; take: string | null } | null;
}

export interface BookCount {
  bookId: string;
  quantity: number;
}

/** What came of a change; plain JSON. `undo` is what a press on "Undo" puts back. */
export type CartState = {
  answer: string;
  said?: string;
  undo?: BookCount[];
  /** Where in the list the book stood that is gone. */
  at?: number;
  refused?: { message: string; bookId?: string; typed?: string };
} | null;

export type CartAction = (before: CartState, form: FormData) => Promise<CartState>;

export interface CartWords {
  lines: string;
  quantity: string;
  increase: string;
  decrease: string;
  update: string;
  remove: string;
  empty: string;
  undo: string;
  removed: string;
  /** `{price}` is filled in here. */
  unit: string;
}

/** What a press changes, as far as the browser can tell before the shop has answered. */
export type CartChange = { bookId: string; quantity: number };

/** The cart's rows after a change. A book that is taken out keeps its place with 0 until the shop has answered. */
export const afterChange = (rows: readonly CartRow[], { bookId, quantity }: CartChange): CartRow[] =>
  rows.map((row) => (row.bookId === bookId ? { ...row, quantity } : row));

/** What a form of the cart asks for, or null where the shop alone can tell. */
export function changeOf(form: FormData): CartChange | null {
  const { act, bookId, quantity, held } = Object.fromEntries(form);
  if (typeof bookId !== "string" || bookId === "") return null;
  if (act === "remove") return { bookId, quantity: 0 };
  const typed = wholeOf(quantity);
  const shown = typed ?? wholeOf(held);
  if (act === "increase" || act === "decrease") {
    return shown === null ? null : { bookId, quantity: Math.max(1, act === "increase" ? shown + 1 : shown - 1) };
  }
  return typed === null ? null : { bookId, quantity: typed };
}

const wholeOf = (value: unknown): number | null =>
  typeof value === "string" && /^\d{1,6}$/.test(value.trim()) ? Number(value) : null;
