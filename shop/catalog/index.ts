export { findBook, findSlugRedirect, getCoverInput, listCards, listCardsById } from "./find-book.ts";
export {
  findContributor,
  findGenre,
  listAllSlugs,
  listContributorBooks,
  listGenreBooks,
  listGenres,
  listMoreByAuthors,
  listNew,
  listSimilar,
  listStaffPicks,
} from "./lists.ts";
export { listArrivals, listOffers } from "./list-offers.ts";
export { readSaleFacts, returnStock, takeStock, type SaleFacts, type Shortage, type StockLine } from "./stock.ts";
export { hyphenateIsbn, parseIsbn } from "./isbn.ts";
export { freeSlug, slugify } from "./slugs.ts";
