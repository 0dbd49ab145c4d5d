import type { BookFormWords } from "@/components/admin/book-form";
import { localWords } from "@/app/_server/language";
import { contributorRoles, formats, type DeskGenre } from "@/shop/catalog/model";

const t = localWords("web.catalogue");
const failed = localWords("web.form");

/** What stands in the form; `#` is filled in in the browser. */
export const bookFormWords = (currency: string): BookFormWords => ({
  labels: {
    title: t("book.title"),
    slug: t("book.slug"),
    subtitle: t("book.subtitle"),
    seriesName: t("book.series"),
    seriesNumber: t("book.seriesNumber"),
    description: t("book.description"),
    isbn: t("book.isbn"),
    format: t("book.format"),
    publisher: t("book.publisher"),
    published: t("book.published"),
    firstPublished: t("book.firstPublished"),
    pages: t("book.pages"),
    language: t("book.language"),
    price: t("book.price"),
    stock: t("book.openingStock"),
  },
  hints: {
    description: t("book.descriptionHint"),
    isbn: t("book.isbnHint"),
    published: t("book.publishedHint"),
    firstPublished: t("book.firstPublishedHint"),
    language: t("book.languageHint"),
    price: t("book.priceHint", { currency }),
  },
  theBook: t("book.theBook"),
  edition: t("book.edition"),
  people: t("book.people"),
  peopleHint: t("book.peopleHint"),
  name: t("book.name", { n: "#" }),
  role: t("book.role", { n: "#" }),
  addPerson: t("book.addPerson"),
  removePerson: t("book.removePerson", { n: "#" }),
  genres: t("book.genres"),
  genre: t("book.genre", { n: "#" }),
  mainGenre: t("book.mainGenre"),
  noGenre: t("book.noGenre"),
  isbnRight: t("book.isbnRight"),
  isbnWrong: t("book.isbnWrong", { expected: "#" }),
  isbnThere: t("book.isbnThere", { title: "#" }),
  optional: t("book.optional"),
  save: t("book.save"),
  saving: t("book.saving"),
  discard: t("book.discard"),
  preview: localWords("web.covers")("preview"),
  one: t("book.one"),
  other: t("book.other"),
  kept: t("book.kept"),
  over: t("book.changed.over"),
  theirs: t("book.changed.theirs"),
  takenLink: t("book.takenLink"),
  failed: failed("failed"),
  reference: failed("reference"),
});

export const roleChoices = () => contributorRoles.map((value) => ({ value, name: t(`roles.${value}`) }));
const formatNames = localWords("web.book.formats");
export const formatChoices = () => formats.map((value) => ({ value, name: formatNames(value) }));
/** Living genres, and archived ones that the book stands in. */
export const genreChoices = (genres: readonly DeskGenre[], kept: readonly string[]) =>
  genres
    .filter(({ archived, slug }) => !archived || kept.includes(slug))
    .map(({ slug, name, depth }) => ({ value: slug, name: "\u2003".repeat(depth) + name }));
/** Offered while one types; any other code may be typed, too. */
export const languages = [
  "en",
  "de",
  "fr",
  "es",
  "it",
  "nl",
  "pl",
  "pt",
  "sv",
  "da",
  "tr",
  "uk",
  "ru",
  "ja",
  "zh",
  "ar",
];
