export const home = {
  title: "{shop}, an independent bookshop",
  description:
    "{shop} is an independent bookshop: new books, bestsellers, notes by the people at the counter, and a search that knows what you mean.",
  window: "In the window",
  /** What somebody said, in the language they said it in. */
  quoted: "“{text}”",
  new: { heading: "New on the shelves", all: "All that is new" },
  picks: { heading: "Notes from the counter", all: "All staff picks" },
  best: { heading: "Bestsellers", all: "All bestsellers" },
  contents: {
    heading: "Contents",
    size: "{books, plural, one {1 book} other {# books}} in {genres, plural, one {1 genre} other {# genres}}",
    /** Read after a bare number. */
    unit: "{books, plural, one {book} other {books}}",
  },
  empty: {
    heading: "The shelves are being filled",
    text: "There are no books here yet. They arrive as soon as the bookseller has unpacked them.",
  },
} as const;
