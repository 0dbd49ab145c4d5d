import type { Money } from "@/shop/_kernel/money";
import { noRating, type BookRating, type ReviewView } from "@/shop/reviews/model";
import type { Availability, BookDetails, ContributorRole, Format } from "@/shop/catalog/model";

const bookFormats: Record<Format, string> = {
  hardback: "https://schema.org/Hardcover",
  paperback: "https://schema.org/Paperback",
  large_print: "https://schema.org/Paperback",
  audio_cd: "https://schema.org/AudiobookFormat",
  ebook: "https://schema.org/EBook",
};

const availabilities: Record<Availability["kind"], string> = {
  in_stock: "https://schema.org/InStock",
  few: "https://schema.org/LimitedAvailability",
  out: "https://schema.org/OutOfStock",
};

/** Roles that schema.org has a property for; the others are contributors. */
const properties: Partial<Record<ContributorRole, string>> = {
  author: "author",
  translator: "translator",
  illustrator: "illustrator",
  editor: "editor",
};

/** "16.90": the amount as a decimal, with the digits of its currency. */
export function decimalAmount({ minor, currency }: Money): string {
  const digits =
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const figures = String(Math.abs(minor)).padStart(digits + 1, "0");
  const whole = figures.slice(0, figures.length - digits);
  return `${minor < 0 ? "-" : ""}${whole}${digits > 0 ? `.${figures.slice(-digits)}` : ""}`;
}

/** Book and Offer (https://schema.org/Book, https://schema.org/Offer) of one edition. Addresses are absolute. */
export function bookFacts(
  book: BookDetails,
  places: { url: string; image: string; person: (slug: string) => string },
  seller: string,
  said: { rating: BookRating; reviews: readonly ReviewView[] } = { rating: noRating, reviews: [] },
): object {
  const people: Record<string, object[]> = {};
  for (const { name, slug, role } of book.contributors) {
    (people[properties[role] ?? "contributor"] ??= []).push({ "@type": "Person", name, url: places.person(slug) });
  }
  return {
    "@context": "https://schema.org",
    "@type": "Book",
    "@id": places.url,
    url: places.url,
    name: book.title,
    ...(book.subtitle && { alternativeHeadline: book.subtitle }),
    ...people,
    ...(book.isbn13 && { isbn: book.isbn13 }),
    bookFormat: bookFormats[book.format],
    inLanguage: book.language,
    ...(book.pages && { numberOfPages: book.pages }),
    ...(book.publisher && { publisher: { "@type": "Organization", name: book.publisher } }),
    ...(book.published && { datePublished: book.published }),
    ...(book.series && { isPartOf: { "@type": "BookSeries", name: book.series.name } }),
    ...(book.series?.number && { position: book.series.number }),
    genre: book.genres.map((genre) => genre.name),
    description: book.description,
    image: places.image,
    // https://schema.org/AggregateRating: only where there is something to sum up
    ...(said.rating.average !== null && {
      aggregateRating: {
        "@type": "AggregateRating",
        ratingValue: said.rating.average,
        reviewCount: said.rating.count,
        bestRating: 5,
        worstRating: 1,
      },
      review: said.reviews.map((each) => ({
        "@type": "Review",
        reviewRating: { "@type": "Rating", ratingValue: each.rating, bestRating: 5, worstRating: 1 },
        author: { "@type": "Person", name: each.author },
        datePublished: each.postedAt.slice(0, 10),
        ...(each.text && { reviewBody: each.text }),
      })),
    }),
    offers: {
      "@type": "Offer",
      url: places.url,
      price: decimalAmount(book.price),
      priceCurrency: book.price.currency,
      availability: availabilities[book.availability.kind],
      itemCondition: "https://schema.org/NewCondition",
      seller: { "@type": "BookStore", name: seller },
    },
  };
}
