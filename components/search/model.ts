/** An answer of `GET /api/suggest`: what may be meant, each with its way there. */
export interface Suggestion {
  kind: "book" | "person" | "genre";
  href: string;
  title: string;
  /** Of the title, where it is another than the one asked in. */
  lang?: string;
  /** Authors of a book. */
  sub?: string;
  cover?: string;
  price?: string;
}

export interface Suggestions {
  suggestions: Suggestion[];
}

/** Shorter queries suggest nothing, longer ones are cut. */
export const SUGGEST_FROM = 2;
export const QUERY_MAX = 100;
export const SUGGEST_PATH = "/api/suggest";
