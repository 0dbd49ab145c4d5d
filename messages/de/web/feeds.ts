/** What programs read, and the links to it. */
export const feeds = {
  newBooks: "Neu bei {shop}",
  products: "Jedes Buch, das {shop} verkauft, mit seinem Preis und ob es da ist.",
} as const;
