/** What programs read, and the links to it. */
export const feeds = {
  newBooks: "New at {shop}",
  products: "Every book that {shop} sells, with its price and whether it is here.",
} as const;
