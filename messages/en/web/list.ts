/** Genres, people, new, bestsellers, staff picks, search. */
export const list = {
  books: "{total, plural, =0 {No books} one {1 book} other {# books}}",
  booksOfPages: "{total, plural, one {1 book} other {# books}}, page {page, number} of {pages, number}",
  titlePage: "{title}, page {page, number}",
  genre: {
    description:
      "{books, plural, one {1 book} other {# books}} on our {genre} shelves: prices, what is in stock, and what the people at the counter say.",
    within: "Within {genre}",
    empty: { heading: "Nothing on this shelf yet", text: "The genre is new here. Its neighbours have books already." },
  },
  genres: {
    title: "All genres",
    allOf: "{books, plural, one {The one book in {genre}} other {All # books in {genre}}}",
    others: "And further along",
    description: "Every genre in the shop, with the number of books in it.",
  },
  person: {
    description: "{books, plural, one {1 book} other {# books}} by or with {name}.",
    roles: {
      author: "Author",
      translator: "Translator",
      illustrator: "Illustrator",
      editor: "Editor",
      introduction: "Introductions",
      foreword: "Forewords",
    },
    empty: {
      heading: "Nothing by {name} just now",
      text: "Their books were here, and may be again. Ask, and we will look.",
    },
  },
  new: {
    title: "New on the shelves",
    description: "The books that came in last, newest first.",
    lead: "What came in last, newest first.",
  },
  best: {
    title: "Bestsellers",
    description: "What people buy here most, counted in copies that were paid for.",
    lead: "Counted in copies that were paid for here.",
    empty: {
      heading: "No sales to count yet",
      text: "This list is made of real sales, and nothing has been sold so far. The counter has ideas all the same.",
    },
  },
  picks: {
    title: "Notes from the counter",
    description: "Books that the people at the counter press into your hand, and why.",
    lead: "What we press into your hand, and why.",
    empty: {
      heading: "No notes yet",
      text: "The booksellers are still reading. New books are on the shelf meanwhile.",
    },
  },
  search: {
    title: "Search",
    titleFor: "Books for “{query}”",
    results: "{total, plural, one {<b>1 book</b> found} other {<b># books</b> found}}",
    start: {
      heading: "What are you looking for?",
      text: "Type a title, a name, a genre or an ISBN above. Half a word is enough.",
    },
    none: {
      heading: "Nothing under “{query}”",
      text: "We searched titles, names, genres and ISBNs. A shorter word, or only the author’s last name, often finds it.",
      ask: "Not in the shop at all? Ask, and we will try to find it: most books in print reach us within a week.",
    },
    long: "We searched for the first {max, number} characters.",
    beyond: {
      heading: "The list ends before this page",
      text: "It has {pages, plural, one {1 page} other {# pages}}.",
      first: "To the first page",
    },
  },
  askDesk: "Ask the desk",
  seeNew: "See what is new",
  seePicks: "See the staff picks",
  seeGenres: "See all genres",
  results: "Results",
} as const;
