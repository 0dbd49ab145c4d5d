/**
 * What a kept answer depends on. The database names what changed (LISTEN/NOTIFY): a page that used a function with that tag
 * is made anew. Nothing expires by time, except where a function below says so.
 */
export const tags = {
  /** Every function over the catalogue carries it: what names no finer tag, expires all of them. */
  catalogue: "catalogue",
  /** Which books a list holds, and in which order; genres, people, notes. */
  lists: "lists",
  /** Sold copies. */
  bestsellers: "bestsellers",
  settings: "settings",
  /** One book as it is shown: title, price, availability, editions of its work. */
  book: (slug: string) => `book:${slug}`,
} as const;
