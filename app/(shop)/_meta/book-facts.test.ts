import { describe, expect, it } from "vitest";
import type { BookDetails } from "../../../shop/catalog/model.ts";
import { bookFacts, decimalAmount } from "./book-facts.ts";
import { inScript } from "./json-ld.tsx";

const book: BookDetails = {
  id: "1",
  slug: "stoner",
  title: "Stoner",
  subtitle: null,
  authors: [{ name: "John Williams", slug: "john-williams" }],
  contributors: [
    { name: "John Williams", slug: "john-williams", role: "author" },
    { name: "John McGahern", slug: "john-mcgahern", role: "introduction" },
  ],
  series: null,
  isbn13: "9781590171998",
  format: "paperback",
  language: "en",
  publisher: "NYRB Classics",
  published: "2006-06",
  firstPublished: 1965,
  pages: 288,
  description: "He teaches </script><script>alert(1)</script>.",
  genres: [{ slug: "literary-fiction", name: "Literary fiction" }],
  staffNote: null,
  editions: [],
  price: { minor: 1690, currency: "EUR" },
  availability: { kind: "few", copies: 3 },
  coverKey: "k",
};
const places = {
  url: "https://a.example/books/stoner",
  image: "https://a.example/covers/1-k-og.png",
  person: (slug: string) => `https://a.example/authors/${slug}`,
};

describe("facts for search engines", () => {
  it("DSC-4 tells Book and Offer, leaving out what is unknown", () => {
    expect(bookFacts(book, places, "Octavo")).toEqual({
      "@context": "https://schema.org",
      "@type": "Book",
      "@id": places.url,
      url: places.url,
      name: "Stoner",
      author: [{ "@type": "Person", name: "John Williams", url: "https://a.example/authors/john-williams" }],
      contributor: [{ "@type": "Person", name: "John McGahern", url: "https://a.example/authors/john-mcgahern" }],
      isbn: "9781590171998",
      bookFormat: "https://schema.org/Paperback",
      inLanguage: "en",
      numberOfPages: 288,
      publisher: { "@type": "Organization", name: "NYRB Classics" },
      datePublished: "2006-06",
      genre: ["Literary fiction"],
      description: book.description,
      image: places.image,
      offers: {
        "@type": "Offer",
        url: places.url,
        price: "16.90",
        priceCurrency: "EUR",
        availability: "https://schema.org/LimitedAvailability",
        itemCondition: "https://schema.org/NewCondition",
        seller: { "@type": "BookStore", name: "Octavo" },
      },
    });
  });

  it("REV-3 DSC-4 sums up what readers say, where they say something", () => {
    const text = "Ends </script> here.";
    const facts = bookFacts(book, places, "Octavo", {
      rating: { count: 3, average: 4.3, histogram: [0, 0, 0, 2, 1] },
      reviews: [
        {
          ...{ id: "r", rating: 5, text, author: "Lena K.", verified: true, editedAt: null, reply: null },
          postedAt: "2026-03-01T10:00:00.000Z",
        },
      ],
    });
    expect(facts).toMatchObject({
      aggregateRating: { ratingValue: 4.3, reviewCount: 3, bestRating: 5, worstRating: 1 },
      review: [{ author: { name: "Lena K." }, datePublished: "2026-03-01", reviewBody: text }],
    });
    expect(inScript(facts)).not.toContain("<");
  });

  it("CHK-6 DSC-4 writes amounts with the digits of their currency", () => {
    expect(decimalAmount({ minor: 5, currency: "EUR" })).toBe("0.05");
    expect(decimalAmount({ minor: 123456, currency: "EUR" })).toBe("1234.56");
    expect(decimalAmount({ minor: 500, currency: "JPY" })).toBe("500");
    expect(decimalAmount({ minor: 1234, currency: "KWD" })).toBe("1.234");
    expect(decimalAmount({ minor: -250, currency: "EUR" })).toBe("-2.50");
  });

  it("SEC-4 DSC-4 no text can end the script that it stands in", () => {
    const script = inScript({ text: book.description });
    expect(script).not.toContain("<");
    expect(JSON.parse(script)).toEqual({ text: book.description });
  });
});
