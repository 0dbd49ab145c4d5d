export { findBook, findSlugRedirect, getCoverInput, listCards, listCardsById } from "./find-book.ts";
export { findGenre, listGenreBooks, listGenres, seekGenre } from "./genres.ts";
export { countWorks, findContributor, listContributorBooks, listNew, listStaffPicks } from "./lists.ts";
export { listMoreByAuthors, listSimilar } from "./list-related.ts";
export { listArrivals, listOffers, readOffers } from "./list-offers.ts";
export { countSlugs, listAllSlugs } from "./list-slugs.ts";
export {
  holdStock,
  readSaleFacts,
  returnStock,
  takeStock,
  type SaleFacts,
  type Shortage,
  type StockLine,
} from "./stock.ts";
export { hyphenateIsbn, parseIsbn } from "./isbn.ts";
export { freeSlug, slugify } from "./slugs.ts";

export { archiveBook, restoreBook } from "./archive-book.ts";
export { readCoverFile, removeCover, removeOldCovers, setCover } from "./book-cover.ts";
export { correctStock, receiveStock, returnCopies } from "./book-stock.ts";
export { baseOf } from "./book-base.ts";
export { bulkBooks, type BulkOutcome } from "./bulk-books.ts";
export { findBulkReport, keepBulkReport, type BulkReport } from "./bulk-report.ts";
export { changeBooks, countBooks, previewChange } from "./change-books.ts";
export { exportBooksCsv, exportBooksJson } from "./export-books.ts";
export { sortNameOf } from "./contributors.ts";
export {
  archiveGenre,
  createGenre,
  listDeskGenres,
  mergeGenres,
  moveGenre,
  renameGenre,
  restoreGenre,
} from "./genre-desk.ts";
export { countLowStock, listLowStock, listMovements } from "./ledger.ts";
export { deskBooks, findBookByIsbn, getDeskBook, listDeskBooks } from "./list-desk-books.ts";
export { keepDraft, previewBook, type BookPreview } from "./preview-book.ts";
export { createBook, updateBook, type BookChanged, type RecordRefusal } from "./save-book.ts";
export { joinWorks, listEditions, splitEdition, suggestWorks } from "./works.ts";
// one way from a parsed record to the catalogue, for every door
export { applyBooks, type Applied } from "./apply-books.ts";
export { planBooks, type BookPlan, type PlannedBook, type PlannedChange } from "./plan-books.ts";
export { relateBooks } from "./related-isbns.ts";
export { refreshStatistics } from "./statistics.ts";
export { markBooks, type BookMark } from "./mark-books.ts";
export { transactAgain } from "./transact-again.ts";
export type { MoveCause } from "./move-stock.ts";
