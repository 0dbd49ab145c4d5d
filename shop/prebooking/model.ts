import { z } from "zod";
import type { Money } from "../_kernel/money.ts";
import type { Availability, Format } from "../catalog/model.ts";

/** `waiting` for the book; `notified` when it came; `cancelled` by the person. Only the first blocks another (PRE-5). */
export const prebookingStates = ["waiting", "notified", "cancelled"] as const;
export type PrebookingState = (typeof prebookingStates)[number];

export const prebookInput = z.object({ bookId: z.uuid() });
export const cancelPrebookingInput = z.object({ id: z.uuid() });

/** One's own pre-booking, with its book as it is now. */
export interface MyPrebooking {
  id: string;
  state: PrebookingState;
  createdAt: Date;
  notifiedAt: Date | null;
  cancelledAt: Date | null;
  book: {
    id: string;
    slug: string;
    title: string;
    authors: string;
    format: Format;
    language: string;
    coverKey: string;
    price: Money;
    availability: Availability;
    /** Not archived: its page is there. */
    sold: boolean;
  };
}

export const PREBOOKINGS_PER_PAGE = 25;

/** A book somebody waits for. */
export interface DemandRow {
  bookId: string;
  slug: string;
  title: string;
  authors: string;
  format: Format;
  language: string;
  isbn: string | null;
  stock: number;
  archived: boolean;
  /** How many wait, and since when the first and the last of them do. */
  waiting: number;
  since: Date;
  latest: Date;
}

/** Somebody who waits for a book. */
export interface WaitingPerson {
  id: string;
  userId: string;
  name: string;
  email: string;
  active: boolean;
  createdAt: Date;
}

export const demandSorts = ["waiting", "since", "latest", "title"] as const;
export type DemandSort = (typeof demandSorts)[number];

/** Every book somebody waits for; those on sale, which could be ordered; or those taken out of the shop. */
export const demandStates = ["sold", "archived"] as const;

export const demandFilter = z.object({
  state: z.enum(demandStates).optional(),
  text: z.string().trim().min(1).max(120).optional(),
  /** At least so many wait. */
  least: z.coerce.number().int().min(1).max(100_000).optional(),
  sort: z.enum(demandSorts).default("waiting"),
  direction: z.enum(["asc", "desc"]).default("desc"),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});
export type DemandFilter = z.output<typeof demandFilter>;
