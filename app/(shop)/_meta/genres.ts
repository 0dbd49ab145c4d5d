import type { GenreNode } from "@/shop/catalog/model";

const BAR = 7;

/** The genres named in the bar below the header: the first of those at the top that have books. */
export const barGenres = (tree: readonly GenreNode[]): GenreNode[] =>
  tree.filter((genre) => genre.works > 0).slice(0, BAR);

/** The finest genres that have books, in the shop's order. */
export const leafGenres = (tree: readonly GenreNode[]): GenreNode[] =>
  tree.flatMap((genre) => (genre.children.length > 0 ? leafGenres(genre.children) : genre.works > 0 ? [genre] : []));
