import type { FailedWords } from "../form/kept-form";

/** One line of the summary, in words. */
export interface SummaryLine {
  bookId: string;
  title: string;
  /** Of the title, where it is another than the page's. */
  lang?: string;
  by: string;
  cover: { id: string; coverKey: string };
  /** "2 × €16.90"; null for one copy. */
  times: string | null;
  total: string;
}

/** What delivery to one country, or collecting in the shop, comes to, in words and as the number that is sent back to be compared. */
export interface CountryQuote {
  country: string;
  /** In the list: "Austria, delivery €7.90" */
  option: string;
  delivery: string;
  shipping: string;
  free: boolean;
  days: string;
  /** The VAT that the total includes, by rate. */
  vat: string[];
  freeIn: string | null;
  total: string;
  totalMinor: number;
}

export const checkoutFields = ["email", "name", "address", "line2", "postcode", "city", "country"] as const;
export type CheckoutField = (typeof checkoutFields)[number];

/** One of a person's addresses, or none of them: what it fills in, and the page that has it filled in. */
export interface SavedChoice {
  id: string;
  words: string;
  href: string;
  fields: Partial<Record<CheckoutField, string>>;
}

/** What is known of whoever is logged in. */
export interface CheckoutPerson {
  /** What stands in the fields before anything is typed. */
  known: Partial<Record<CheckoutField, string>>;
  choices: readonly SavedChoice[];
  chosen: string;
}

export interface CheckoutWords {
  contact: { heading: string; hint: string; didYouMean: string; take: string };
  address: { heading: string; collected: string; saved: string; keep: string };
  delivery: { heading: string; shipping: string; shippingText: string; pickup: string; pickupText: string };
  labels: Record<CheckoutField, string>;
  optional: string;
  payment: { heading: string; text: string; place: string; placing: string; after: string };
  summary: { books: string; subtotal: string; total: string; vat: string; change: string; lines: string };
  errors: { one: string; other: string; kept: string };
  failed: FailedWords;
}
