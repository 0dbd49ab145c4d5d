import type { DeskBook, Format } from "@/shop/catalog/model";

/** Lines for people and genres that the form reads. */
export const MOST_PEOPLE = 30;

/** A form's texts for a book as it is stored. `price` is written with a point. */
export function bookFormValues(book: DeskBook): Record<string, string> {
  const texts: Record<string, string | number | null> = {
    title: book.title,
    slug: book.slug,
    subtitle: book.subtitle,
    seriesName: book.seriesName,
    seriesNumber: book.seriesNumber,
    description: book.description,
    isbn: book.isbn,
    format: book.format satisfies Format,
    publisher: book.publisher,
    published: book.published,
    firstPublished: book.firstPublished,
    pages: book.pages,
    language: book.language,
    price: book.price === 0 ? "" : `${Math.floor(book.price / 100)}.${String(book.price % 100).padStart(2, "0")}`,
  };
  book.contributors.forEach(({ name, role }, i) => {
    texts[`person${i}`] = name;
    texts[`role${i}`] = role;
  });
  book.genres.forEach((slug, i) => (texts[`genre${i}`] = slug));
  return Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, value === null ? "" : String(value)]));
}

/** How many lines of a kind (`person`, `genre`) the texts fill, at least. */
export const linesOf = (typed: Record<string, string>, kind: "person" | "genre"): number =>
  Math.max(
    0,
    ...Object.entries(typed).flatMap(([name, value]) =>
      name.startsWith(kind) && /^\d+$/.test(name.slice(kind.length)) && value
        ? [Number(name.slice(kind.length)) + 1]
        : [],
    ),
  );
