import { z } from "zod";
import type { Money } from "../_kernel/money.ts";
import type { Availability, Format, Person } from "../catalog/model.ts";

/** The most copies of one book in one cart, stock permitting. */
export const MAX_QUANTITY = 50;
/** The most different books in one cart. */
export const MAX_LINES = 100;

export interface CartLine {
  bookId: string;
  slug: string;
  title: string;
  authors: Person[];
  format: Format;
  language: string;
  coverKey: string;
  quantity: number;
  unitPrice: Money;
  lineTotal: Money;
  /** The price when the book was put in, where it has changed since. */
  priceBefore: Money | null;
  availability: Availability;
  /** How many may be had: stock, at most MAX_QUANTITY; 0 when the book is sold out or no longer sold. */
  available: number;
}

export interface Cart {
  /** Grows with every change; a checkout is for one version. 0 where no cart exists yet. */
  version: number;
  lines: CartLine[];
  /** Copies in all. */
  count: number;
  subtotal: Money;
  /** No line asks for more than there is. */
  orderable: boolean;
}

/** A whole number from a form field: digits only, no sign, no exponent. */
const digits = z
  .string()
  .trim()
  .regex(/^\d{1,6}$/)
  .transform(Number);
export const quantityInput = z.union([z.number().int().min(0).max(999_999), digits]);

export const addToCartInput = z.object({ bookId: z.uuid(), quantity: quantityInput.default(1) });
export const setQuantityInput = z.object({ bookId: z.uuid(), quantity: quantityInput });
