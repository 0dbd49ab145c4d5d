/** What stands on every page: header, footer, and the words of small parts used everywhere. */
export const frame = {
  skip: "Skip to the books",
  skipToContent: "Skip to the content",
  home: "{shop}, home",
  title: "{page} · {shop}",
  search: {
    label: "Search books",
    placeholder: "Title, author or ISBN",
    go: "Search",
    suggestions: "Suggestions",
    books: "Books",
    people: "People",
    genres: "Genres",
    /** `{query}` is filled in the browser. */
    all: "All books for “{query}”",
    toChoose: "to choose,",
    toOpen: "to open",
    /** Told to screen readers as the list changes; `#` is filled in the browser. */
    found: { none: "No suggestions", one: "1 suggestion", other: "# suggestions" },
  },
  tools: {
    label: "Your shop",
    logIn: "Log in",
    /** `{name}` is filled in in the browser. */
    account: "Your account, {name}",
    desk: "Desk",
    orders: "Your orders",
    overview: "Your account",
    wishlist: "Wishlist",
    security: "Security",
    logOut: "Log out",
    cart: "Cart",
    /** Read after “Cart”; `#` is filled in the browser. */
    count: { none: ", empty", one: ", 1 book", other: ", # books" },
    bell: "Notifications",
    /** Read after “Notifications”; `#` is filled in in the browser. */
    unread: { none: ", none unread", one: ", 1 unread", other: ", # unread" },
    backToCart: "Back to the cart",
    backToShop: "Back to the shop",
  },
  browse: {
    label: "Browse",
    new: "New",
    bestsellers: "Bestsellers",
    staffPicks: "Staff picks",
    allGenres: "All genres",
  },
  crumbs: { label: "You are here", root: "Books" },
  footer: {
    colophon:
      "An octavo is one sheet, folded three times: eight leaves, sixteen pages. This one is set in Source Serif and Geist.",
    imposition: "A sheet printed for an octavo: eight pages, folded three times",
    contact: "Come by, or write",
    help: "Help",
    findOrder: "Find my order",
    cart: "Your cart",
    logIn: "Log in",
    shop: "The shop",
    feed: "New books as a feed",
    demo: "Demo shop: the books are real; prices, stock, formats and notes are made up. No money moves.",
    demoPayments: "Payments go to a demo gateway: no money moves.",
    theme: { label: "Light", paper: "Paper", lamp: "Lamp", device: "As my device" },
  },
  pages: { label: "Pages", previous: "Previous", next: "Next", page: "Page {page, number}" },
  optional: "(optional)",
  reference: "Reference {id}",
} as const;
