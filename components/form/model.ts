import type { ShopErrorCode } from "@/shop/_kernel/codes";

export type Typed = Record<string, string>;

/** What a form is told after a refusal; null before one, and after a success that stays on the page. Plain JSON. */
export type FormState = {
  /** Null when the form did not get through. */
  code: ShopErrorCode | null;
  heading?: string;
  message: string;
  /** What belongs to the message, one by one. */
  items?: string[];
  /** What is wrong, by field. */
  fields: Record<string, string>;
  /** What the form needs to know besides. */
  facts?: Record<string, string>;
  /** What was typed, so that nothing is lost. */
  typed: Typed;
  /** Differs from answer to answer, so that the same refusal twice is told twice. */
  answer: string;
} | null;

export type FormAction = (before: FormState, form: FormData) => Promise<FormState>;
