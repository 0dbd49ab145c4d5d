import { describe, expect, it } from "vitest";
import { readBooks } from "./fixtures/books.ts";
import { coverKey } from "./key.ts";
import type { Book } from "./types.ts";

const book: Book = {
  isbn13: "9780141439587",
  title: "Emma",
  subtitle: "A novel",
  authors: ["Jane Austen"],
  genre: "Classics",
  language: "en",
  imprint: "Penguin",
};

describe("CAT-7 coverKey", () => {
  it("CAT-7 is short and fit for an address", () => {
    for (const each of readBooks()) expect(coverKey(each)).toMatch(/^[a-z0-9]{10}$/);
  });

  it("CAT-7 changes with everything that the picture shows or follows", () => {
    const changed: Partial<Book>[] = [
      { isbn13: "9780141439588" },
      { title: "Emma!" },
      { subtitle: "Another" },
      { authors: ["Jane Austen", "Fiona Stafford"] },
      { authors: ["Jane", "Austen"] },
      { genre: "Crime" },
      { language: "de" },
      { imprint: "Vintage" },
      { place: 0 },
    ];
    const keys = [book, ...changed.map((change) => ({ ...book, ...change }))].map(coverKey);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("CAT-7 does not change with what the picture does not follow", () => {
    expect(coverKey({ ...book, genre: "classic literature" })).toBe(coverKey(book));
    expect(coverKey({ title: "Emma", authors: [], subtitle: null })).toBe(
      coverKey({ title: "Emma", authors: [], subtitle: "" }),
    );
    const more = { ...book, price: 1200 };
    expect(coverKey(more)).toBe(coverKey(book));
  });

  it("CAT-7 does not meet by chance", () => {
    const count = 100_000;
    const keys = new Set<string>();
    for (let j = 0; j < count; j++) keys.add(coverKey({ ...book, isbn13: String(9780000000000 + j) }));
    expect(keys.size).toBe(count);
  });
});
